/**
 * Reads a stream to its end, but never more than `most` bytes of it.
 * @throws what `tooMany` makes, once there are more
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
      // Not awaited: a sender who never stops would keep the answer waiting.
      reader.cancel().catch(() => undefined);
      throw tooMany();
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** The promise, or the signal's reason if that comes first. For what may not listen to the signal itself. */
export function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** The promise, or what `late` makes if that takes longer than `ms`. For what may never come. */
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
