import { deleteAcsUser } from './acs-user.js';
import { ownerOf, withDeletionWarning } from './acs-credential.js';
import { ApiError } from './errors.js';
import { emit } from './events.js';
import { deactivatePhone } from './phone.js';
import { schedule, type Store, type Table } from '../store/store.js';
import { findUserIdentity } from './user-identity.js';

/**
 * With `deletion: 'ordered'` a user identity cannot be deleted while resources depend on it. Seam no longer publishes
 * that error: status and type are the sandbox's own.
 * @throws {ApiError} 409
 */
export function startUserIdentityDeletion(store: Store, userIdentityId: string): void {
  const userIdentity = findUserIdentity(store, userIdentityId);
  if (store.deletion === 'ordered') {
    const left = Object.entries(dependents(store, userIdentityId)).flatMap(([name, ids]) =>
      ids.length > 0 ? [name] : [],
    );
    if (left.length > 0) {
      const message = `The user identity still has ${left.join(', ')}`;
      throw new ApiError(409, 'user_identity_has_dependents', message);
    }
  }
  store.userIdentities.set(
    userIdentityId,
    withDeletionWarning(store, userIdentity, 'This user identity is being deleted.'),
  );
  schedule(store, { kind: 'delete_user_identity', user_identity_id: userIdentityId });
}

/** Deletes a user identity and everything that depends on it, even in access systems that Seam cannot reach. */
export function deleteUserIdentity(store: Store, userIdentityId: string): void {
  if (!store.userIdentities.has(userIdentityId)) return;
  const { client_sessions, acs_users, enrollment_automations, phones } = dependents(store, userIdentityId);
  client_sessions.forEach((id) => deleteClientSession(store, id));
  acs_users.forEach((id) => deleteAcsUser(store, id));
  enrollment_automations.forEach((id) => deleteEnrollmentAutomation(store, id));
  phones.forEach((id) => deactivatePhone(store, id));
  for (const id of idsWhere(store.instantKeys, (row) => row.user_identity_id === userIdentityId)) {
    store.instantKeys.delete(id);
  }
  store.deviceGrants.delete(userIdentityId);
  store.userIdentities.delete(userIdentityId);
}

export function deleteEnrollmentAutomation(store: Store, enrollment_automation_id: string): void {
  const automation = store.enrollmentAutomations.get(enrollment_automation_id);
  if (!automation) return;
  store.enrollmentAutomations.delete(enrollment_automation_id);
  const { user_identity_id } = automation;
  emit(store, 'enrollment_automation.deleted', { enrollment_automation_id }, user_identity_id);
}

/** Deletes an instant key and its client session. That the session is deleted too is an assumption. */
export function deleteInstantKey(store: Store, instantKeyId: string): void {
  const { client_session_id } = store.instantKeys.get(instantKeyId)!;
  store.instantKeys.delete(instantKeyId);
  deleteClientSession(store, client_session_id);
}

export function deleteClientSession(store: Store, client_session_id: string): void {
  const session = store.clientSessions.get(client_session_id);
  if (!session) return;
  store.clientSessions.delete(client_session_id);
  emit(store, 'client_session.deleted', { client_session_id }, session.user_identity_id);
}

const dependents = (store: Store, id: string) => ({
  client_sessions: idsWhere(
    store.clientSessions,
    (row) => row.user_identity_id === id && !store.revocations.has(row.client_session_id),
  ),
  acs_credentials: idsWhere(store.acsCredentials, (row) => ownerOf(store, row) === id),
  acs_users: idsWhere(store.acsUsers, (row) => row.user_identity_id === id),
  enrollment_automations: idsWhere(store.enrollmentAutomations, (row) => row.user_identity_id === id),
  phones: idsWhere(store.phones, (row) => row.internal.owner_user_identity_id === id),
});

const idsWhere = <Row>(table: Table<Row>, matches: (row: Row) => boolean): string[] =>
  [...table].flatMap(([id, row]) => (matches(row) ? [id] : []));
