import type { EnrollmentAutomation } from '../../api/contract.gen.js';
import { findAcsSystem } from '../model/acs-system.js';
import { addAcsUser, acsUserIn, findAcsUser, linkAcsUser } from '../model/acs-user.js';
import type { RoutesUnder } from '../http/context.js';
import { ApiError, invalidInput, notFound } from '../model/errors.js';
import { refuseOutOfScope } from '../model/session-scope.js';
import { filterRows, findRow, schedule, type Store } from '../store/store.js';
import { findUserIdentity } from '../model/user-identity.js';

/** Since 2025 Seam enrolls phones automatically. Older workspaces still have enrollment automations. */
export const enrollmentAutomationRoutes: RoutesUnder<`/user_identities/enrollment_automations/${string}`> = {
  '/user_identities/enrollment_automations/launch': (params, { store }) => {
    const { user_identity_id, credential_manager_acs_system_id, credential_manager_acs_user_id } = params;
    const userIdentity = findUserIdentity(store, user_identity_id);
    const manager = findAcsSystem(store, credential_manager_acs_system_id);
    if (!manager.is_credential_manager) throw invalidInput('The ACS system is not a credential manager');
    if (params.create_credential_manager_user && credential_manager_acs_user_id !== undefined) {
      throw invalidInput(
        'Must specify only one of create_credential_manager_user or credential_manager_acs_user_id',
      );
    }
    const isSame = (row: EnrollmentAutomation) =>
      row.user_identity_id === user_identity_id &&
      row.credential_manager_acs_system_id === credential_manager_acs_system_id;
    if (findRow(store.enrollmentAutomations, isSame)) {
      throw new ApiError(
        409,
        'enrollment_automation_already_exists',
        'The user identity already has an enrollment automation with this credential manager',
      );
    }
    if (credential_manager_acs_user_id !== undefined) {
      const acsUser = findAcsUser(store, { acs_user_id: credential_manager_acs_user_id });
      linkAcsUser(store, userIdentity, acsUser);
    } else if (
      params.create_credential_manager_user &&
      !acsUserIn(store, userIdentity, credential_manager_acs_system_id)
    ) {
      linkAcsUser(store, userIdentity, addAcsUser(store, manager, { full_name: userIdentity.display_name }));
    }
    const automation: EnrollmentAutomation = {
      enrollment_automation_id: store.newId(),
      user_identity_id,
      credential_manager_acs_system_id,
      workspace_id: store.workspace.workspace_id,
      created_at: store.now(),
    };
    store.enrollmentAutomations.set(automation.enrollment_automation_id, automation);
    return automation;
  },

  '/user_identities/enrollment_automations/get': ({ enrollment_automation_id }, { store, scope }) => {
    const automation = findAutomation(store, enrollment_automation_id);
    refuseOutOfScope(scope.hasUserIdentity(automation.user_identity_id), 'enrollment automation');
    return automation;
  },

  '/user_identities/enrollment_automations/list': ({ user_identity_id }, { store, scope }) => {
    findUserIdentity(store, user_identity_id);
    refuseOutOfScope(scope.hasUserIdentity(user_identity_id), 'user identity');
    return [...filterRows(store.enrollmentAutomations, (row) => row.user_identity_id === user_identity_id)];
  },

  '/user_identities/enrollment_automations/delete': ({ enrollment_automation_id }, { store }) => {
    findAutomation(store, enrollment_automation_id);
    schedule(store, { kind: 'delete_enrollment_automation', enrollment_automation_id });
  },
};

function findAutomation(store: Store, id: string): EnrollmentAutomation {
  const automation = store.enrollmentAutomations.get(id);
  if (!automation) throw notFound('enrollment_automation');
  return automation;
}
