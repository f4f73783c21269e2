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
