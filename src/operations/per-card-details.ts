import { SeamError } from '../api/errors.js';

/** What one card or phone alone can have: a multi-phone sync credential is copied to every phone. */
const uniqueNames = /^(code|card_?number|card_?id|credential_?id|serial.*|uid|.*_uid|.*[a-z\d]U(id|ID))$/;
const uniqueNamesInCapitals = /^(code|card_?number|card_?id|credential_?id|serial.*|uid|.*_uid)$/i;

/**
 * Refuses details that are unique to one card, at any depth. Null is none.
 * @throws {SeamError} `invalid_input`; `fields` has the path of each
 */
export function refuseUniqueDetails(details: unknown): void {
  const paths = uniquePaths(details, '');
  if (paths.length === 0) return;
  const message = `${paths.join(', ')}: unique to one card, so it cannot be shared across phones.`;
  throw new SeamError('invalid_input', message, {
    fields: Object.fromEntries(
      paths.map((path) => [path, ['Unique to one card, so it cannot be shared across phones.']]),
    ),
  });
}

function uniquePaths(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const inside = path ? `${path}.${name}` : name;
    if (inner === null || inner === undefined) return [];
    const isUnique = uniqueNames.test(name) || uniqueNamesInCapitals.test(name);
    return isUnique ? [inside] : uniquePaths(inner, inside);
  });
}
