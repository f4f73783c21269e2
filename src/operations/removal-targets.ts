import {
  acsCredentialsDelete,
  acsCredentialsList,
  acsUsersDelete,
  acsUsersList,
  clientSessionsDelete,
  clientSessionsList,
  phonesDeactivate,
  phonesList,
  userIdentitiesDelete,
  userIdentitiesEnrollmentAutomationsDelete,
  userIdentitiesEnrollmentAutomationsList,
  userIdentitiesGet,
  userIdentitiesRemoveAcsUser,
  type AcsCredential,
  type AcsUser,
  type ClientSession,
} from '../api/contract.gen.js';
import { isSeamError } from '../api/errors.js';
import type { Part, Target } from './delete-and-wait.js';
import { isBeingDeleted } from './resource-state.js';
import { orWhenUnknown, type Run } from './operation-run.js';
import { isOutOfTheWay } from './progress.js';

/** An `acs_user_link` has the id of the ACS user that is unlinked. */
export type RemovalKind =
  | 'acs_user_link'
  | 'client_session'
  | 'acs_credential'
  | 'acs_user'
  | 'enrollment_automation'
  | 'phone'
  | 'own_client_session'
  | 'user_identity';

export interface Dependents {
  readonly links: Part<RemovalKind>;
  /** All else that can go by itself, in the order in which it must. */
  readonly owned: readonly Part<RemovalKind>[];
  readonly ownClientSession: Part<RemovalKind>;
  readonly userIdentity: Part<RemovalKind>;
}

/** What hangs on a person, and the person. */
export function createDependents(
  run: Run<RemovalKind>,
  {
    user_identity_id,
    unlink,
    ownClientSessionId,
  }: { user_identity_id: string; unlink: readonly string[]; ownClientSessionId?: string | undefined },
): Dependents {
  const person = () => orWhenUnknown(run.read(userIdentitiesGet, { user_identity_id }), undefined);
  /** Nobody has nothing. For anyone else, a list that is not found is no empty one. */
  const ofPerson = async <Item>(list: Promise<Item[]>): Promise<Item[]> => {
    try {
      return await list;
    } catch (error) {
      if (isSeamError(error) && error.kind === 'not_found' && !(await person())) return [];
      throw error;
    }
  };
  let isDeleteAccepted = false;
  /**
   * The session of the page ends with its person: once Seam has agreed to delete the person, and nothing else was left,
   * its end says that the person is gone.
   */
  const nobodyIfGoneWithSession = (error: unknown): undefined => {
    const isLast = run.steps
      .all()
      .every((step) => isOutOfTheWay(step) || ['own_client_session', 'user_identity'].includes(step.kind));
    const isGone = isDeleteAccepted && isLast && ownClientSessionId !== undefined;
    if (!isGone || !isSeamError(error) || error.kind !== 'session_ended') throw error;
    if (run.steps.get('own_client_session', ownClientSessionId))
      run.steps.set('own_client_session', ownClientSessionId, 'gone');
  };
  const acsUsers = () => ofPerson(run.readAll(acsUsersList, { user_identity_id }));

  const clientSessions = async (kind: 'client_session' | 'own_client_session') => {
    const sessions = await ofPerson(run.read(clientSessionsList, { user_identity_id }));
    const isOwn = kind === 'own_client_session';
    return sessions
      .filter((session) => (session.client_session_id === ownClientSessionId) === isOwn)
      .map((session) => clientSessionTarget(run, kind, session));
  };

  return {
    links: {
      kinds: ['acs_user_link'],
      look: async () =>
        (await acsUsers())
          .filter(({ acs_user_id }) => unlink.includes(acs_user_id))
          .map(({ acs_user_id, display_name }) => ({
            kind: 'acs_user_link',
            id: acs_user_id,
            name: display_name,
            isBeingDeleted: false,
            remove: () => run.write(userIdentitiesRemoveAcsUser, { user_identity_id, acs_user_id }),
          })),
    },
    owned: [
      { kinds: ['client_session'], look: () => clientSessions('client_session') },
      {
        kinds: ['acs_credential', 'acs_user'],
        look: async () => {
          const owned = (await acsUsers()).filter(({ acs_user_id }) => !unlink.includes(acs_user_id));
          const targets: Target<RemovalKind>[] = [];
          for (const acsUser of owned) {
            const { acs_user_id } = acsUser;
            const credentials = await orWhenUnknown(run.readAll(acsCredentialsList, { acs_user_id }), []);
            targets.push(...credentials.map((credential) => credentialTarget(run, credential)));
            targets.push(acsUserTarget(run, acsUser, credentials));
          }
          return targets;
        },
      },
      {
        kinds: ['enrollment_automation'],
        look: async () => {
          const asked = run.read(userIdentitiesEnrollmentAutomationsList, { user_identity_id });
          return (await orWhenUnknown(asked, [])).map(({ enrollment_automation_id, created_at }) => ({
            kind: 'enrollment_automation',
            id: enrollment_automation_id,
            name: created_at,
            isBeingDeleted: false,
            remove: () => run.write(userIdentitiesEnrollmentAutomationsDelete, { enrollment_automation_id }),
          }));
        },
      },
      {
        kinds: ['phone'],
        look: async () => {
          const asked = run.read(phonesList, { owner_user_identity_id: user_identity_id });
          return (await ofPerson(asked)).map((phone) => ({
            kind: 'phone',
            id: phone.device_id,
            name: phone.display_name,
            isBeingDeleted: isBeingDeleted(phone),
            remove: () => run.write(phonesDeactivate, { device_id: phone.device_id }),
          }));
        },
      },
    ],
    ownClientSession: {
      kinds: ['own_client_session'],
      look: () => clientSessions('own_client_session'),
    },
    userIdentity: {
      kinds: ['user_identity'],
      look: async () => {
        const found = await person().catch(nobodyIfGoneWithSession);
        if (!found) return [];
        return [
          {
            kind: 'user_identity',
            id: user_identity_id,
            name: found.display_name,
            isBeingDeleted: isBeingDeleted(found),
            remove: async () => {
              await run.write(userIdentitiesDelete, { user_identity_id });
              isDeleteAccepted = true;
            },
          },
        ];
      },
    },
  };
}

export const clientSessionTarget = <Kind extends string>(
  run: Run<Kind>,
  kind: Kind,
  { client_session_id, created_at }: ClientSession,
): Target<Kind> => ({
  kind,
  id: client_session_id,
  name: created_at,
  isBeingDeleted: false,
  remove: () => run.write(clientSessionsDelete, { client_session_id }),
});

const credentialTarget = (run: Run<RemovalKind>, credential: AcsCredential): Target<RemovalKind> => ({
  kind: 'acs_credential',
  id: credential.acs_credential_id,
  name: credential.display_name,
  isBeingDeleted: isBeingDeleted(credential),
  goesWith: credential.parent_acs_credential_id,
  remove: () => run.write(acsCredentialsDelete, { acs_credential_id: credential.acs_credential_id }),
});

const acsUserTarget = (
  run: Run<RemovalKind>,
  acsUser: AcsUser,
  credentials: readonly AcsCredential[],
): Target<RemovalKind> => ({
  kind: 'acs_user',
  id: acsUser.acs_user_id,
  name: acsUser.display_name,
  isBeingDeleted: isBeingDeleted(acsUser),
  failure: acsUser.errors.find(({ error_code }) => error_code === 'failed_to_delete_on_acs_system'),
  after: credentials.map(({ acs_credential_id }) => acs_credential_id),
  remove: () => run.write(acsUsersDelete, { acs_user_id: acsUser.acs_user_id }),
});
