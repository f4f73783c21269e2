/**
 * Reads a stream of text, up to `most` bytes.
 * @throws the error from `tooMany`, if the stream is longer
 */
export async function readUpTo(
  stream: ReadableStream<Uint8Array> | null,
  most: number,
  tooMany: () => Error,
): Promise<string> {
  if (!stream) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const reader = stream.getReader();
  let text = '';
  for (let read = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    read += value.byteLength;
    if (read > most) {
      // Not awaited: an endless stream would delay the response.
      reader.cancel().catch(() => undefined);
      throw tooMany();
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Settles as the promise does, or rejects with the signal's reason. For promises that may ignore the signal. */
export function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Settles as the promise does, or rejects with the error from `late` after `ms`. For promises that may not settle. */
export async function orLate<Value>(promise: Promise<Value>, ms: number, late: () => Error): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([promise, isLate]);
  } finally {
    clearTimeout(timer);
  }
}
