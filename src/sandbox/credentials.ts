/** What opens a workspace. They are the same in every sandbox, and worth nothing anywhere else. */
export interface Credentials {
  /** May do everything. */
  apiKey: string;
  /** May create client sessions that reach nothing. */
  publishableKey: string;
  /** Of a guest who has several devices; reaches nothing in an empty sandbox. */
  clientSessionToken: string;
}

/** Those of the n-th workspace of a sandbox, counted from 1. */
export const credentialsOf = (number: number): Credentials => ({
  apiKey: `seam_test${number}sand_0000000000000000000box`,
  publishableKey: `seam_pk${number}sand_0000000000000000000box`,
  clientSessionToken: `seam_cst${number}sand_0000000000000000000box`,
});

/** Somebody's own, who is in every workspace of every sandbox. */
export const personalAccessToken = 'seam_at1sand_0000000000000000000box';
