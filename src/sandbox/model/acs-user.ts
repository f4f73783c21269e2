import type { AcsUser, UserIdentity } from '../../api/contract.gen.js';
import {
  deleteCredential,
  hasCredentials,
  isBeingDeleted,
  issueToPhones,
  withDeletionWarning,
} from './acs-credential.js';
import { findAcsSystem, isReachable } from './acs-system.js';
import { ApiError, invalidInput, notFound } from './errors.js';
import { acsUserFields, emit } from './events.js';
import { creation, pendingMutation, withoutPending } from './pending-mutations.js';
import { saltoState } from './salto.js';
import { filterRows, findRow, schedule, type Store } from '../store/store.js';
import { told, type StoredAcsSystem, type StoredAcsUser } from '../store/stored.js';
import { findUserIdentity } from './user-identity.js';
import { vendorOf } from './vendors.js';

export interface AcsUserProfile {
  full_name: string;
  email_address?: string | null | undefined;
  phone_number?: string | null | undefined;
  access_schedule?: { starts_at: string; ends_at: string | null };
  acs_access_group_ids?: string[];
}

/** How a request names an ACS user: by its id, or by its user identity and access system. */
export interface AcsUserReference {
  acs_user_id?: string;
  user_identity_id?: string;
  acs_system_id?: string;
}

export function findAcsUser(store: Store, reference: AcsUserReference): StoredAcsUser {
  const { acs_user_id, user_identity_id, acs_system_id } = reference;
  if (acs_user_id !== undefined) return presentAcsUser(store.acsUsers.get(acs_user_id));
  if (user_identity_id === undefined || acs_system_id === undefined) throw referenceMissing();
  return presentAcsUser(acsUserIn(store, findUserIdentity(store, user_identity_id), acs_system_id));
}

/**
 * Like `findAcsUser`. If the user identity has no ACS user in the access system, links one with the same email address
 * or phone number, or creates one.
 */
export function findOrAddAcsUser(store: Store, reference: AcsUserReference): StoredAcsUser {
  const { acs_user_id, user_identity_id, acs_system_id } = reference;
  if (acs_user_id !== undefined) return presentAcsUser(store.acsUsers.get(acs_user_id));
  if (user_identity_id === undefined || acs_system_id === undefined) throw referenceMissing();
  const userIdentity = findUserIdentity(store, user_identity_id);
  return linkOrAddAcsUser(store, userIdentity, findAcsSystem(store, acs_system_id));
}

const referenceMissing = () =>
  invalidInput('Must specify acs_user_id, or user_identity_id and acs_system_id');

function presentAcsUser(acsUser: StoredAcsUser | undefined): StoredAcsUser {
  if (!acsUser) throw notFound('acs_user');
  return acsUser;
}

export const acsUserIn = (
  store: Store,
  { acs_user_ids }: UserIdentity,
  acsSystemId: string,
): StoredAcsUser | undefined =>
  acs_user_ids.map((id) => store.acsUsers.get(id)).find((row) => row?.acs_system_id === acsSystemId);

export function linkOrAddAcsUser(
  store: Store,
  userIdentity: UserIdentity,
  system: StoredAcsSystem,
): StoredAcsUser {
  const linked = acsUserIn(store, userIdentity, system.acs_system_id);
  if (linked) return linked;
  const { email_address, phone_number, display_name } = userIdentity;
  const same = findRow(
    store.acsUsers,
    (row) =>
      row.acs_system_id === system.acs_system_id &&
      row.user_identity_id === undefined &&
      !isBeingDeleted(row) &&
      ((email_address !== null && isSameText(row.email_address, email_address)) ||
        (phone_number !== null && row.phone_number === phone_number)),
  );
  const acsUser = same ?? addAcsUser(store, system, { full_name: display_name, email_address, phone_number });
  return linkAcsUser(store, userIdentity, acsUser);
}

const isSameText = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase();

export function addAcsUser(store: Store, system: StoredAcsSystem, profile: AcsUserProfile): StoredAcsUser {
  const acsUser = newAcsUser(store, system, profile);
  const { acs_user_id, created_at } = replaceAcsUser(store, acsUser);
  emit(store, 'acs_user.created', acsUserFields(acsUser));
  if (!vendorOf(system).createsUsersWithCredentials) {
    schedule(store, { kind: 'sync_acs_user', acs_user_id, asked_at: created_at });
  }
  return acsUser;
}

export function newAcsUser(store: Store, system: StoredAcsSystem, profile: AcsUserProfile): StoredAcsUser {
  const { full_name, email_address, phone_number, access_schedule, acs_access_group_ids = [] } = profile;
  const vendor = vendorOf(system);
  const { userType, userTypeName } = vendor;
  return {
    acs_user_id: store.newId(),
    acs_system_id: system.acs_system_id,
    connected_account_id: system.connected_account_id,
    workspace_id: store.workspace.workspace_id,
    display_name: full_name,
    full_name,
    ...(typeof email_address === 'string' && { email_address, email: email_address }),
    ...(typeof phone_number === 'string' && { phone_number }),
    ...(access_schedule && { access_schedule }),
    ...(userType !== undefined && { external_type: userType }),
    ...(userTypeName !== undefined && { external_type_display_name: userTypeName }),
    is_managed: true,
    is_suspended: false,
    last_successful_sync_at: null,
    pending_mutations: [creation(store, vendor)],
    errors: [],
    warnings: [],
    created_at: store.now(),
    internal: { acs_access_group_ids, acs_entrance_ids: [] },
  };
}

/** Ends the pending mutations of one request. They stay while Seam cannot reach the access system. */
export function syncAcsUser(store: Store, acsUserId: string, askedAt: string): void {
  const acsUser = store.acsUsers.get(acsUserId);
  if (!acsUser || !isReachable(store, acsUser.acs_system_id) || isBeingDeleted(acsUser)) return;
  const synced = withoutPending(acsUser, ({ created_at }) => created_at === askedAt);
  replaceAcsUser(store, { ...synced, last_successful_sync_at: store.now() });
}

/**
 * Links an ACS user to a user identity. A user identity has at most one ACS user in each access system, and an ACS user
 * at most one user identity. Seam does not publish the errors for this: status and types are the sandbox's own.
 * @throws {ApiError} 409
 */
export function linkAcsUser(store: Store, userIdentity: UserIdentity, acsUser: StoredAcsUser): StoredAcsUser {
  const { user_identity_id } = userIdentity;
  if (acsUser.user_identity_id === user_identity_id) return acsUser;
  if (acsUser.user_identity_id !== undefined) {
    throw new ApiError(409, 'acs_user_already_linked', 'The ACS user belongs to another user identity');
  }
  if (acsUserIn(store, userIdentity, acsUser.acs_system_id)) {
    throw new ApiError(
      409,
      'user_identity_already_in_acs_system',
      'The user identity already has an ACS user in this ACS system',
    );
  }
  const linked = replaceAcsUser(store, { ...acsUser, user_identity_id });
  setAcsUserIds(store, userIdentity, [...userIdentity.acs_user_ids, acsUser.acs_user_id]);
  const isParent = (row: AcsCredentialRow) =>
    row.acs_user_id === acsUser.acs_user_id && row.is_multi_phone_sync_credential === true;
  for (const parent of [...filterRows(store.acsCredentials, isParent)]) issueToPhones(store, parent);
  return linked;
}

type AcsCredentialRow = { acs_user_id?: string; is_multi_phone_sync_credential?: boolean };

/** Unlinks an ACS user from its user identity. Its credentials stay, also on phones. */
export function unlinkAcsUser(
  store: Store,
  userIdentity: UserIdentity,
  { user_identity_id: _, ...acsUser }: StoredAcsUser,
): void {
  replaceAcsUser(store, acsUser);
  forgetAcsUserId(store, userIdentity, acsUser.acs_user_id);
}

function forgetAcsUserId(store: Store, userIdentity: UserIdentity, acsUserId: string): void {
  const others = userIdentity.acs_user_ids.filter((id) => id !== acsUserId);
  setAcsUserIds(store, userIdentity, others);
}

function setAcsUserIds(store: Store, userIdentity: UserIdentity, acs_user_ids: string[]): void {
  store.userIdentities.set(userIdentity.user_identity_id, { ...userIdentity, acs_user_ids });
}

/** @throws {ApiError} 409 with `deletion: 'ordered'`, if the ACS user still has a credential */
export function startAcsUserDeletion(store: Store, acsUser: StoredAcsUser): void {
  const { acs_user_id } = acsUser;
  if (store.deletion === 'ordered' && hasCredentials(store, acs_user_id)) {
    throw new ApiError(409, 'acs_user_has_acs_credentials', 'Delete the credentials of the ACS user first');
  }
  const { pending_mutations } = withoutPending(acsUser, isDeletion);
  replaceAcsUser(store, {
    ...withDeletionWarning(store, acsUser, 'This ACS user is being deleted.'),
    pending_mutations: [...pending_mutations, pendingMutation(store, { mutation_code: 'deleting' })],
  });
  schedule(store, { kind: 'delete_acs_user', acs_user_id });
}

/** Deletes an ACS user. If Seam cannot reach the access system, the ACS user stays and gets an error. */
export function finishAcsUserDeletion(store: Store, acsUserId: string): void {
  const acsUser = store.acsUsers.get(acsUserId);
  if (!acsUser) return;
  if (isReachable(store, acsUser.acs_system_id)) return deleteAcsUser(store, acsUserId);
  replaceAcsUser(store, {
    ...withoutPending(acsUser, isDeletion),
    warnings: acsUser.warnings.filter(({ warning_code }) => warning_code !== 'being_deleted'),
    errors: [
      ...acsUser.errors.filter(({ error_code }) => error_code !== 'failed_to_delete_on_acs_system'),
      {
        error_code: 'failed_to_delete_on_acs_system',
        message: 'Failed to delete the user on the access system.',
        created_at: store.now(),
      },
    ],
  });
}

const isDeletion = ({ mutation_code }: { mutation_code: string }): boolean => mutation_code === 'deleting';

export function deleteAcsUser(store: Store, acsUserId: string): void {
  const acsUser = store.acsUsers.get(acsUserId)!;
  const own = filterRows(store.acsCredentials, ({ acs_user_id }) => acs_user_id === acsUserId);
  for (const { acs_credential_id } of [...own]) deleteCredential(store, acs_credential_id);
  const { user_identity_id } = acsUser;
  store.acsUsers.delete(acsUserId);
  if (user_identity_id !== undefined)
    forgetAcsUserId(store, findUserIdentity(store, user_identity_id), acsUserId);
  emit(store, 'acs_user.deleted', acsUserFields(acsUser), user_identity_id);
}

export function replaceAcsUser(store: Store, acsUser: StoredAcsUser): StoredAcsUser {
  store.acsUsers.set(acsUser.acs_user_id, acsUser);
  return acsUser;
}

export function shownAcsUser(store: Store, row: StoredAcsUser): AcsUser {
  const userIdentity =
    row.user_identity_id === undefined ? undefined : store.userIdentities.get(row.user_identity_id);
  const acsUser = { ...told(row), ...saltoState(store, row) };
  if (!userIdentity) return acsUser;
  const { full_name, email_address, phone_number } = userIdentity;
  return {
    ...acsUser,
    user_identity_full_name: full_name,
    user_identity_email_address: email_address,
    user_identity_phone_number: phone_number,
  };
}
