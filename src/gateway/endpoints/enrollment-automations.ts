import {
  userIdentitiesEnrollmentAutomationsDelete,
  userIdentitiesEnrollmentAutomationsGet,
  userIdentitiesEnrollmentAutomationsLaunch,
  userIdentitiesEnrollmentAutomationsList,
} from '../../api/contract.gen.js';
import { acsUserNamed } from '../access/acs-users.js';
import { requireManagerOf } from '../access/credential-managers.js';
import { acsSystems, entrances, requireNoList } from '../access/building-resources.js';
import { enrollmentAutomations } from '../access/owned-resources.js';
import { findOwned, ownedBy } from '../access/ownership.js';
import { changeRow, readRow } from './endpoint-rule.js';

export const get = readRow({
  endpoint: userIdentitiesEnrollmentAutomationsGet,
  permission: 'enrollment_automations.read',
  forLimited: async (errand, { enrollment_automation_id }) => ({
    enrollment_automation: await findOwned(errand, enrollmentAutomations, enrollment_automation_id),
  }),
});

export const list = readRow({
  endpoint: userIdentitiesEnrollmentAutomationsList,
  permission: 'enrollment_automations.read',
  forLimited: async (errand, { user_identity_id }) => ({
    enrollment_automations: await enrollmentAutomations.of(errand, user_identity_id),
  }),
});

export const launch = changeRow({
  endpoint: userIdentitiesEnrollmentAutomationsLaunch,
  permission: 'enrollment_automations.launch',
  opens(errand, { acs_credential_pool_id }) {
    if (acs_credential_pool_id !== undefined) requireNoList(errand, [entrances], 'acs_credential_pool_id');
  },
  // Whose credentials are in a pool cannot be found out.
  onlyForAll: ['acs_credential_pool_id'],
  async forLimited(errand, params) {
    const { user_identity_id, credential_manager_acs_system_id, credential_manager_acs_user_id } = params;
    const systems = await ownedBy(errand, acsSystems, user_identity_id);
    await requireManagerOf(errand, systems, credential_manager_acs_system_id);
    if (credential_manager_acs_user_id !== undefined)
      await acsUserNamed(errand, { acs_user_id: credential_manager_acs_user_id, user_identity_id });
    return errand.ask(userIdentitiesEnrollmentAutomationsLaunch, params);
  },
});

// Not `delete`, which is a word of the language.
export const remove = changeRow({
  endpoint: userIdentitiesEnrollmentAutomationsDelete,
  permission: 'enrollment_automations.delete',
  opens: 'nothing',
  async forLimited(errand, params) {
    await findOwned(errand, enrollmentAutomations, params.enrollment_automation_id);
    return errand.ask(userIdentitiesEnrollmentAutomationsDelete, params);
  },
});
