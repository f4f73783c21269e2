import { asSeamError, isSeamError, mayHaveHappened } from '../api/errors.js';

/**
 * Makes a change, and never sends it twice: where the answer does not say whether it was made, this looks.
 * @param write sends the change
 * @param look finds what the change made; `undefined` where it was not made, or where nobody knows
 * @param options `looksFirst`: looks before it writes too, because an earlier attempt may have made the change
 * @returns what was made
 * @throws {SeamError} the error of `write`, where the change was not made or may not have been; that of the first look
 */
export async function writeOnce<Made>(
  write: () => Promise<Made>,
  look: () => Promise<Made | undefined>,
  { looksFirst = false }: { looksFirst?: boolean } = {},
): Promise<Made> {
  const madeBefore = looksFirst ? await look() : undefined;
  if (madeBefore !== undefined) return madeBefore;
  try {
    return await write();
  } catch (thrown) {
    const error = asSeamError(thrown);
    const made = mayHaveHappened(error) ? await look().catch(() => undefined) : undefined;
    if (made === undefined) throw error;
    return made;
  }
}

/**
 * Deletes something, and never sends that twice. What is gone already need not be deleted.
 * @param send sends the deletion
 * @param isGone tells whether it is gone, or on its way out
 * @throws {SeamError} the error of `send`, where it is still there or may be
 */
export async function deleteOnce(
  send: () => Promise<unknown>,
  isGone: () => Promise<boolean> = () => Promise.resolve(false),
): Promise<true> {
  try {
    return await writeOnce(
      async () => {
        await send();
        return true as const;
      },
      async () => ((await isGone()) ? true : undefined),
    );
  } catch (error) {
    if (isSeamError(error) && error.kind === 'not_found') return true;
    throw error;
  }
}
