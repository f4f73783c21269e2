import { sandboxApiKey } from '../../api/token-kind.js';

/** The credentials of one workspace of a sandbox. They are not valid in Seam. */
export interface Credentials {
  /** Has full access to the workspace. */
  apiKey: string;
  /** Can only create client sessions without access to any resource. */
  publishableKey: string;
  /** Token of a guest with several devices. In an empty sandbox it has access to nothing. */
  clientSessionToken: string;
}

/** `known`: the same credentials in every sandbox. `random`: nobody can guess them. */
export type CredentialsKind = 'known' | 'random';

/** Creates all credentials and tokens of a sandbox. */
export interface Keyring {
  /** Has access to every workspace. */
  readonly personalAccessToken: string;
  /** The credentials of the n-th workspace, counted from 1; every call returns the same ones. */
  credentialsOf(number: number): Credentials;
  /**
   * The token of a new client session.
   * @param id an id drawn for this token only; it is not secret
   */
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
    // Ids are the same in every sandbox, so a token made only from an id would be predictable.
    sessionToken: (id) => unguessable(knownKeyring.sessionToken(id)),
  };
}

/** Replaces everything after the prefix of a credential with 128 random bits. */
function unguessable(known: string): string {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  const secret = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return known.replace(/[^_]+$/, secret);
}
