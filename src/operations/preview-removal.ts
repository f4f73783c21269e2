import type { Call } from '../api/call.js';
import {
  acsCredentialsList,
  acsCredentialsListAccessibleEntrances,
  acsUsersList,
  clientSessionsList,
  phonesList,
  userIdentitiesEnrollmentAutomationsList,
  userIdentitiesGet,
  userIdentitiesListAccessibleDevices,
  userIdentitiesListAcsSystems,
  type AcsEntrance,
  type AcsSystem,
  type AcsUser,
  type ClientSession,
  type Device,
  type EnrollmentAutomation,
  type Phone,
  type UserIdentity,
} from '../api/contract.gen.js';
import { groupCredentials, type CredentialGroup } from './credential-status.js';
import { createRun, orNull, orWhenRefused, orWhenUnknown, type OperationOptions } from './operation-run.js';

/** What goes with a person, as plain data. Null is what the caller may not know. */
export interface RemovalPreview {
  readonly user_identity: UserIdentity;
  /** Without their tokens. */
  readonly client_sessions: readonly PreviewedSession[] | null;
  readonly acs_users: readonly PreviewedAcsUser[] | null;
  /** None where the workspace does not have such any more. */
  readonly enrollment_automations: readonly EnrollmentAutomation[] | null;
  readonly phones: readonly Phone[] | null;
  /** Devices the person may open. */
  readonly devices: readonly Device[] | null;
}

export type PreviewedSession = Pick<ClientSession, 'client_session_id' | 'created_at' | 'expires_at'>;

export interface PreviewedAcsUser {
  readonly acs_user: AcsUser;
  /** Undefined where it is not told. */
  readonly acs_system: AcsSystem | undefined | null;
  readonly credentials: readonly PreviewedCredential[] | null;
}

export interface PreviewedCredential extends CredentialGroup {
  /** The doors it opens. */
  readonly entrances: readonly AcsEntrance[] | null;
}

/**
 * Finds what {@link removeUserIdentity} would remove. Changes nothing.
 * @throws {SeamError} `not_found` where there is no such person
 * @example
 * const { acs_users, phones } = await previewRemoval(call, { user_identity_id });
 * for (const { acs_system, credentials } of acs_users ?? []) draw(acs_system?.name, credentials?.length);
 * draw(phones?.map(({ display_name }) => display_name));
 */
export async function previewRemoval(
  call: Call,
  { user_identity_id }: { user_identity_id: string },
  options: Omit<OperationOptions, 'onProgress'> = {},
): Promise<RemovalPreview> {
  const run = createRun(call, options);
  const user_identity = await run.read(userIdentitiesGet, { user_identity_id });
  const systems = await orNull(run.read(userIdentitiesListAcsSystems, { user_identity_id }));
  const sessions = await orWhenRefused(run.read(clientSessionsList, { user_identity_id }));
  const acsUsers = await orWhenRefused(run.readAll(acsUsersList, { user_identity_id }));

  const credentialsOf = async (acs_user_id: string): Promise<PreviewedCredential[] | null> => {
    const all = await orWhenRefused(run.readAll(acsCredentialsList, { acs_user_id }));
    if (!all) return null;
    const credentials: PreviewedCredential[] = [];
    for (const group of groupCredentials(all)) {
      const { acs_credential_id } = group.credential;
      const asked = run.read(acsCredentialsListAccessibleEntrances, { acs_credential_id });
      credentials.push({ ...group, entrances: await orNull(asked) });
    }
    return credentials;
  };
  const acs_users: PreviewedAcsUser[] = [];
  for (const acs_user of acsUsers ?? []) {
    acs_users.push({
      acs_user,
      acs_system: systems && systems.find(({ acs_system_id }) => acs_system_id === acs_user.acs_system_id),
      credentials: await credentialsOf(acs_user.acs_user_id),
    });
  }

  const automations = run.read(userIdentitiesEnrollmentAutomationsList, { user_identity_id });
  return {
    user_identity,
    client_sessions:
      sessions &&
      sessions.map(({ client_session_id, created_at, expires_at }) => ({
        client_session_id,
        created_at,
        expires_at,
      })),
    acs_users: acsUsers && acs_users,
    enrollment_automations: await orWhenRefused(orWhenUnknown(automations, [])),
    phones: await orWhenRefused(run.read(phonesList, { owner_user_identity_id: user_identity_id })),
    devices: await orNull(run.read(userIdentitiesListAccessibleDevices, { user_identity_id })),
  };
}
