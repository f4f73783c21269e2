/** Resolves after so many milliseconds; rejects with the signal's reason as soon as that is aborted. */
export type Wait = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export const sleep: Wait = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const cancel = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', cancel);
      resolve();
    }, milliseconds);
    if (signal?.aborted) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
  });
