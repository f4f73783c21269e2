export interface TabsOptions<Message> {
  /** Names what the tabs share. It may be secret: only its hash is visible. */
  name(): Promise<string>;
  /** Called when this tab becomes the leader. It stays the leader until it leaves. */
  onLead(): void;
  onMessage(message: Message): void;
  /** Makes this tab leave the others. */
  signal: AbortSignal;
}

/**
 * Joins the tabs of this origin that have the same name. One tab leads at a time, and each tab can send messages to
 * the others. If the browser has no locks or channels, or does not allow them, each tab is its own leader.
 * @returns a function that sends a message to the other tabs
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
      if (signal.aborted) return; // the lock was granted just before
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
