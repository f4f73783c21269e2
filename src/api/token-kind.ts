/** The kinds of credential Seam hands out. */
export type TokenKind =
  | 'client_session_token'
  | 'publishable_key'
  | 'personal_access_token'
  | 'console_session_token'
  | 'api_key'
  | 'unknown';

/** The API key of every sandbox in memory, unless it has random ones. It is no secret, and opens nothing else. */
export const sandboxApiKey = 'seam_test1sand_0000000000000000000box';

/** Tells credentials apart by their prefixes, as Seam's own clients do. */
export function tokenKind(token: string): TokenKind {
  if (token.startsWith('seam_cst')) return 'client_session_token';
  if (token.startsWith('seam_pk')) return 'publishable_key';
  if (token.startsWith('seam_at')) return 'personal_access_token';
  if (token.startsWith('ey')) return 'console_session_token';
  if (token.startsWith('seam_')) return 'api_key';
  return 'unknown';
}

/** At the start of a word; after a slash only with a digit and a second `_`, which keys have and names seldom. */
const key = /(?:(?<![\w.\-/])|(?<=\/)(?=[a-z\d]+_[a-z\d]+_)(?=\w*\d))seam_(?!cst|pk)\w+/i;

/**
 * Finds an API key or a personal access token in a text, also where it is percent-encoded, or name or password of a
 * Basic login. Its letters inside a word, as in a JWT, do not count; nor does `/seam_gateway`.
 * @returns the key, in lower case
 */
export function keyIn(text: string): string | undefined {
  const plain = text
    .replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/^\s*basic\s+(\S+)/i, (whole, login: string) => {
      try {
        return atob(login);
      } catch {
        return whole;
      }
    });
  return plain === text ? key.exec(text)?.[0].toLowerCase() : keyIn(plain);
}
