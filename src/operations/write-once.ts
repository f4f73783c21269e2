import { asSeamError, isSeamError, mayHaveHappened } from '../api/errors.js';

/**
 * Makes a change and never sends it twice. If the response does not say whether the change was made, it looks for the
 * result.
 * @param write sends the change
 * @param look finds what the change created; `undefined` if it was not created, or if that is unknown
 * @param options `looksFirst`: also looks before it writes, because an earlier attempt may have made the change
 * @returns what was created
 * @throws {SeamError} the error of `write`, if the change was not made or this is unknown; the error of the first look
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
 * Deletes a resource and never sends the request twice. A resource that no longer exists counts as deleted.
 * @param send sends the deletion
 * @param isGone finds out whether the resource is deleted or being deleted
 * @throws {SeamError} the error of `send`, if the resource still exists or may exist
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
