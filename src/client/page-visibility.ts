/** Whether the browser knows that it has no network. */
export const isOffline = (): boolean => globalThis.navigator?.onLine === false;

/** Whether somebody may see the page and news may reach it; always so where there is no page. */
export const isAttended = (): boolean => globalThis.document?.visibilityState !== 'hidden' && !isOffline();

/** Tells when that may have changed. @returns how to stop listening */
export function onAttention(listener: () => void): () => void {
  const ending = new AbortController();
  for (const type of ['visibilitychange', 'online', 'offline'])
    globalThis.addEventListener?.(type, listener, { signal: ending.signal });
  return () => ending.abort();
}
