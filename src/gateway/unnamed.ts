import type { Fields } from './errand.js';
import { invalidInput, Refusal } from './refusal.js';

/** Seam's own words about a value that somebody has already could tell who. */
export async function unnamed(change: Promise<Fields>): Promise<Fields> {
  try {
    return await change;
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500 || [404, 408, 429].includes(error.status))
      throw error;
    const { requestId, validationErrors = {} } = error.details;
    const fields = Object.keys(validationErrors).filter((name) => name !== '_errors');
    if (fields.length > 0)
      throw invalidInput(...fields.map((name) => ({ path: [name], message: 'Not accepted' })));
    throw new Refusal(409, 'already_in_use', 'One of these values is already in use, or not accepted.', {
      requestId,
    });
  }
}
