import { SeamError, isSeamError } from '../../api/errors.js';
import type { SeamElement } from '../base/seam-element.js';
import { emit } from '../base/events.js';

/** What is rarely needed is fetched when it is. @throws {SeamError} where that fails */
export const partOf = <Part>(part: Promise<Part>): Promise<Part> =>
  part.catch((cause: unknown) => {
    throw new SeamError('unreachable', 'A part of this page could not be fetched.', { cause });
  });

/** The same; undefined where it fails, and both the reader and the page are told. */
export async function fetchPart<Part>(host: SeamElement, part: Promise<Part>): Promise<Part | undefined> {
  host.isPartMissing = false;
  try {
    return await partOf(part);
  } catch (error) {
    host.isPartMissing = true;
    if (isSeamError(error)) emit(host, 'seam-error', error);
    return undefined;
  }
}
