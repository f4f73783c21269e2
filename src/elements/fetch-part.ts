import { SeamError } from '../api/errors.js';
import type { SeamElement } from './base-element.js';
import { emit } from './events.js';

/** What is rarely needed is fetched when it is; undefined, and the page is told, where that fails. */
export async function fetchPart<Part>(host: SeamElement, part: Promise<Part>): Promise<Part | undefined> {
  try {
    return await part;
  } catch (cause) {
    emit(
      host,
      'seam-error',
      new SeamError('unreachable', 'A part of this page could not be fetched.', { cause }),
    );
    return undefined;
  }
}
