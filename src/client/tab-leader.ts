export interface TabsOptions<Message> {
  /** Names what the tabs have in common. May be secret: only its hash is seen. */
  name(): Promise<string>;
  /** Called when this tab is the one that acts for all, which it stays until it leaves. */
  onLead(): void;
  onMessage(message: Message): void;
  /** Ends the membership. */
  signal: AbortSignal;
}

/**
 * Joins the tabs of this origin that have the same name: one leads at a time, and each can tell the others. Where
 * the browser has no locks or channels, or does not let the page use them, each tab leads for itself.
 * @returns how to tell the others
 */
export function joinTabs<Message>({
  name,
  onLead,
  onMessage,
  signal,
}: TabsOptions<Message>): (message: Message) => void {
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  let channel: BroadcastChannel | undefined;

  async function join(locks: LockManager): Promise<void> {
    const shared = `seam-admin-elements ${await hashOf(await name())}`;
    if (signal.aborted) return;
    channel = new BroadcastChannel(shared);
    channel.onmessage = ({ data }) => onMessage(data as Message);
    signal.addEventListener('abort', () => channel?.close());
    await locks.request(shared, { signal }, async () => {
      if (signal.aborted) return; // it was given just before
      onLead();
      await new Promise((leave) => signal.addEventListener('abort', leave));
    });
  }

  if (locks)
    join(locks).catch(() => {
      if (!signal.aborted) onLead();
    });
  else onLead();
  return (message) => {
    if (!signal.aborted) channel?.postMessage(message);
  };
}

async function hashOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}
