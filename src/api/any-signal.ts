/** Runs with a signal that aborts with the first of these. Browsers of early 2024 have no `AbortSignal.any`. */
export async function withAnySignal<Result>(
  signals: readonly (AbortSignal | undefined)[],
  act: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const given = signals.filter((signal) => signal !== undefined);
  if ('any' in AbortSignal) return act(AbortSignal.any(given));
  const controller = new AbortController();
  const listening = new AbortController();
  for (const signal of given) {
    const abort = () => controller.abort(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true, signal: listening.signal });
  }
  try {
    return await act(controller.signal);
  } finally {
    listening.abort();
  }
}
