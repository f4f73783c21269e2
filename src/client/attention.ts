/** Whether somebody may see the page and news may reach it; always so where there is no page. */
export const isAttended = (): boolean =>
  globalThis.document?.visibilityState !== 'hidden' && globalThis.navigator?.onLine !== false;

/** Tells when that may have changed. @returns how to stop listening */
export function onAttention(listener: () => void): () => void {
  const ending = new AbortController();
  for (const type of ['visibilitychange', 'online', 'offline'])
    globalThis.addEventListener?.(type, listener, { signal: ending.signal });
  return () => ending.abort();
}
