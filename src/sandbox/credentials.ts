/** What opens a sandbox. They are the same in every one, and worth nothing anywhere else. */
export interface Credentials {
  /** May do everything. */
  apiKey: string;
  /** May create client sessions that reach nothing. */
  publishableKey: string;
  /** Of a guest who has several devices; reaches nothing in an empty sandbox. */
  clientSessionToken: string;
}

export const credentials: Credentials = {
  apiKey: 'seam_test1sand_0000000000000000000box',
  publishableKey: 'seam_pk1sand_0000000000000000000box',
  clientSessionToken: 'seam_cst1sand_0000000000000000000box',
};
