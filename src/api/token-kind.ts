/** The kinds of keys and tokens that Seam issues. */
export type TokenKind =
  | 'client_session_token'
  | 'publishable_key'
  | 'personal_access_token'
  | 'console_session_token'
  | 'api_key'
  | 'unknown';

/** The API key of every in-memory sandbox without random keys. It is not a secret: it works nowhere else. */
export const sandboxApiKey = 'seam_test1sand_0000000000000000000box';

/** Finds the kind of a key or token by its prefix, as Seam's own clients do. */
export function tokenKind(token: string): TokenKind {
  if (token.startsWith('seam_cst')) return 'client_session_token';
  if (token.startsWith('seam_pk')) return 'publishable_key';
  if (token.startsWith('seam_at')) return 'personal_access_token';
  if (token.startsWith('ey')) return 'console_session_token';
  if (token.startsWith('seam_')) return 'api_key';
  return 'unknown';
}

/**
 * Matches a key at the start of a word. After a slash it also needs a digit and a second `_`: keys have both, and path
 * names rarely do.
 */
const key = /(?:(?<![\w.\-/])|(?<=\/)(?=[a-z\d]+_[a-z\d]+_)(?=\w*\d))seam_(?!cst|pk)\w+/i;

/**
 * Finds an API key or a personal access token in a text, also if it is percent-encoded, or the user name or password of
 * HTTP Basic authentication. The same letters inside a longer word, such as a JWT, do not count, nor does
 * `/seam_gateway`.
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
