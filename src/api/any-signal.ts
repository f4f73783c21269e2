/** Runs with a signal that is aborted with the first of these. Browsers of early 2024 have no `AbortSignal.any`. */
export async function withAnySignal<Result>(
  signals: readonly (AbortSignal | undefined)[],
  act: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const stops = signals.map((signal) => {
    const abort = () => controller.abort(signal?.reason);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    return () => signal?.removeEventListener('abort', abort);
  });
  try {
    return await act(controller.signal);
  } finally {
    stops.forEach((stop) => stop());
  }
}
