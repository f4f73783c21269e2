import { deleteCredential, issueCredential, reissueCredential } from './acs-credential.js';
import { finishAcsUserDeletion, syncAcsUser } from './acs-user.js';
import { finishActionAttempt } from './action-attempt.js';
import { deactivatePhone, enrollPhone } from './phone.js';
import { deleteEnrollmentAutomation, deleteUserIdentity } from './removal.js';
import type { Step, Store } from '../store/store.js';

/**
 * Runs all steps that are due. A caller sees no difference to timers, because this runs before each request. A timer
 * could outlive a test, and would stop while the computer sleeps.
 */
export function catchUp(store: Store): void {
  store.catchUp((step) => take(store, step));
}

function take(store: Store, step: Step): void {
  switch (step.kind) {
    case 'sync_acs_user':
      return syncAcsUser(store, step.acs_user_id, step.asked_at);
    case 'delete_acs_user':
      return finishAcsUserDeletion(store, step.acs_user_id);
    case 'issue_credential':
      return issueCredential(store, step.acs_credential_id);
    case 'reissue_credential':
      return reissueCredential(store, step.acs_credential_id);
    case 'delete_credential':
      return deleteCredential(store, step.acs_credential_id);
    case 'enroll_phone':
      return enrollPhone(store, step.device_id);
    case 'deactivate_phone':
      return deactivatePhone(store, step.device_id);
    case 'delete_enrollment_automation':
      return deleteEnrollmentAutomation(store, step.enrollment_automation_id);
    case 'finish_action_attempt':
      return finishActionAttempt(store, step.action_attempt_id);
    case 'delete_user_identity':
      return deleteUserIdentity(store, step.user_identity_id);
  }
}
