import { sandboxApiKey } from '../../api/token-kind.js';

/** What opens a workspace of a sandbox. It is worth nothing anywhere else. */
export interface Credentials {
  /** May do everything. */
  apiKey: string;
  /** May create client sessions that reach nothing. */
  publishableKey: string;
  /** Of a guest who has several devices; reaches nothing in an empty sandbox. */
  clientSessionToken: string;
}

/** Whether what opens a sandbox is the same in every sandbox, or can be guessed by nobody. */
export type CredentialsKind = 'known' | 'random';

/** Makes all that opens a sandbox. */
export interface Keyring {
  /** Of somebody who is in every workspace. */
  readonly personalAccessToken: string;
  /** Those of the n-th workspace, counted from 1; the same ones each time. */
  credentialsOf(number: number): Credentials;
  /** The token of a new client session; the id was drawn for it, and is no secret. */
  sessionToken(id: string): string;
}

export const knownKeyring: Keyring = {
  personalAccessToken: 'seam_at1sand_0000000000000000000box',
  credentialsOf: (number) => ({
    apiKey: sandboxApiKey.replace('1', `${number}`),
    publishableKey: `seam_pk${number}sand_0000000000000000000box`,
    clientSessionToken: `seam_cst${number}sand_0000000000000000000box`,
  }),
  sessionToken: (id) => `seam_cst1${id.replace('-', '_').replaceAll('-', '')}`,
};

export const keyringOf = (kind: CredentialsKind): Keyring =>
  kind === 'random' ? randomKeyring() : knownKeyring;

function randomKeyring(): Keyring {
  const made = new Map<number, Credentials>();
  return {
    personalAccessToken: unguessable(knownKeyring.personalAccessToken),
    credentialsOf(number) {
      const { apiKey, publishableKey, clientSessionToken } = knownKeyring.credentialsOf(number);
      const credentials = made.get(number) ?? {
        apiKey: unguessable(apiKey),
        publishableKey: unguessable(publishableKey),
        clientSessionToken: unguessable(clientSessionToken),
      };
      made.set(number, credentials);
      return credentials;
    },
    // Ids are the same in every sandbox, so what is made of them alone can be foretold.
    sessionToken: (id) => unguessable(knownKeyring.sessionToken(id)),
  };
}

/** The same credential with 128 random bits after its prefix. */
function unguessable(known: string): string {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  const secret = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return known.replace(/[^_]+$/, secret);
}
