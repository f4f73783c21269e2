/** Whether the browser knows that it has no network. */
export const isOffline = (): boolean => globalThis.navigator?.onLine === false;

/** Whether the page is visible and not offline; also true without a page, such as in Node. */
export const isAttended = (): boolean => globalThis.document?.visibilityState !== 'hidden' && !isOffline();

/** Calls the listener when this may have changed. @returns a function that removes the listener */
export function onAttention(listener: () => void): () => void {
  const ending = new AbortController();
  for (const type of ['visibilitychange', 'online', 'offline'])
    globalThis.addEventListener?.(type, listener, { signal: ending.signal });
  return () => ending.abort();
}
