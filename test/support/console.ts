/**
 * Runs `act`, and records everything that it writes to the console instead of showing it.
 * @returns the written values
 */
export async function consoleWhile(act: () => void | Promise<void>): Promise<readonly unknown[]> {
  const written: unknown[] = [];
  const own = { ...console };
  for (const [name, method] of Object.entries(own))
    if (typeof method === 'function')
      Object.assign(console, { [name]: (...values: unknown[]) => void written.push(...values) });
  try {
    await act();
  } finally {
    Object.assign(console, own);
  }
  return written;
}
