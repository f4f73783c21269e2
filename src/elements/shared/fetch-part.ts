import { SeamError, isSeamError } from '../../api/errors.js';
import type { SeamElement } from '../base/seam-element.js';
import { emit } from '../base/events.js';

/** Waits for code that is loaded only when it is needed. @throws {SeamError} `unreachable` if it cannot be fetched */
export const partOf = <Part>(part: Promise<Part>): Promise<Part> =>
  part.catch((cause: unknown) => {
    throw new SeamError('unreachable', 'A part of this page could not be fetched.', { cause });
  });

/** Does the same, but if it fails, informs the user and the page and returns undefined. */
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
