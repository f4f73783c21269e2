const addresses = new WeakMap<Request, string>();

/** Stores a request's network address. It comes from the connection, never from a header. */
export function noteAddress(request: Request, address: string | undefined): void {
  if (address !== undefined) addresses.set(request, networkOf(address));
}

/** The network address of a request; undefined if the runtime does not provide it. */
export const addressOf = (request: Request): string | undefined => addresses.get(request);

/** For IPv6 only the first 64 bits, because a client can choose the others freely. */
function networkOf(address: string): string {
  const [plain] = address.split('%', 1) as [string];
  const asIpv4 = /^::ffff:([\d.]+)$/i.exec(plain)?.[1];
  if (asIpv4 !== undefined) return asIpv4;
  if (!plain.includes(':')) return plain;
  const [head, tail] = plain.split('::') as [string, string?];
  const groups = head.split(':').filter(Boolean);
  const last = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array<string>(Math.max(0, 8 - groups.length - last.length)).fill('0');
  return [...groups, ...zeros, ...last].slice(0, 4).join(':');
}
