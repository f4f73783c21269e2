import type { Fields } from './request-context.js';
import { Refusal } from '../http/http-error.js';

/** Seam does not say with one type that a value belongs to somebody already, so any refusal may say so. */
export async function unnamed(change: Promise<Fields>): Promise<Fields> {
  try {
    return await change;
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500 || [404, 408, 429].includes(error.status))
      throw error;
    const { requestId, validationErrors = {} } = error.details;
    if (Object.keys(validationErrors).some((name) => name !== '_errors')) throw error;
    throw new Refusal(409, 'already_in_use', 'One of these values is already in use, or not accepted.', {
      requestId,
    });
  }
}
