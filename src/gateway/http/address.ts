const addresses = new WeakMap<Request, string>();

/** Notes from where a request came, as its connection says and no header. */
export function noteAddress(request: Request, address: string | undefined): void {
  if (address !== undefined) addresses.set(request, networkOf(address));
}

/** The address that a request came from; undefined where the runtime does not say. */
export const addressOf = (request: Request): string | undefined => addresses.get(request);

/** Of IPv6 the first half: the other half of an address is its owner's to choose. */
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
