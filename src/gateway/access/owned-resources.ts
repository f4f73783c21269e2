import {
  acsAccessGroupsList,
  acsCredentialsList,
  clientSessionsList,
  instantKeysList,
  phonesList,
  userIdentitiesEnrollmentAutomationsList,
  userIdentitiesListAcsUsers,
  type AcsAccessGroup,
  type AcsCredential,
  type AcsUser,
  type ClientSession,
  type EnrollmentAutomation,
  type InstantKey,
  type Phone,
} from '../../api/contract.gen.js';
import { allPages, type Kind } from './ownership.js';
import { reaches } from './scope.js';
import { listIn } from '../http/seam-upstream.js';

/*
 * Seam is asked for one person's, and the answer is looked at again wherever an object says whose it is.
 */

/** A phone does not say whose it is. */
export const phones: Kind<Phone> = {
  name: 'phone',
  id: 'device_id',
  of: async (errand, id) => listIn(await errand.ask(phonesList, { owner_user_identity_id: id }), 'phones'),
};

export const acsUsers: Kind<AcsUser> = {
  name: 'acs_user',
  id: 'acs_user_id',
  async of(errand, id) {
    const body = await errand.ask(userIdentitiesListAcsUsers, { user_identity_id: id });
    return listIn<AcsUser>(body, 'acs_users').filter(({ user_identity_id }) => user_identity_id === id);
  },
};

/** One credential for all phones, and its copy on each of them, are both the person's. */
export const credentials: Kind<AcsCredential> = {
  name: 'acs_credential',
  id: 'acs_credential_id',
  async of(errand, id) {
    const [found, own] = await Promise.all([
      allPages<AcsCredential, '/acs/credentials/list'>(errand, acsCredentialsList, { user_identity_id: id }),
      acsUsers.of(errand, id),
    ]);
    const isOwn = (acsUserId?: string) => own.some(({ acs_user_id }) => acs_user_id === acsUserId);
    return found.filter(({ user_identity_id, acs_user_id }) =>
      // Seam names the person in some credentials, and in others the ACS user alone.
      user_identity_id == null ? isOwn(acs_user_id) : user_identity_id === id,
    );
  },
};

export const sessions: Kind<ClientSession> = {
  name: 'client_session',
  id: 'client_session_id',
  async of(errand, id) {
    const body = await errand.ask(clientSessionsList, { user_identity_id: id });
    return listIn<ClientSession>(body, 'client_sessions').filter((session) => {
      const owners = ownersOf(session);
      return (
        owners.includes(id) && owners.every((owner) => reaches(errand.caller.reach.userIdentities, owner))
      );
    });
  },
};

/** A session of several people is only theirs who are all in scope. */
const ownersOf = ({ user_identity_id, user_identity_ids = [] }: ClientSession): string[] =>
  [user_identity_id, ...user_identity_ids].filter((id) => id != null);

export const instantKeys: Kind<InstantKey> = {
  name: 'instant_key',
  id: 'instant_key_id',
  async of(errand, id) {
    const body = await errand.ask(instantKeysList, { user_identity_id: id });
    return listIn<InstantKey>(body, 'instant_keys').filter(({ user_identity_id }) => user_identity_id === id);
  },
};

export const enrollmentAutomations: Kind<EnrollmentAutomation> = {
  name: 'enrollment_automation',
  id: 'enrollment_automation_id',
  async of(errand, id) {
    const body = await errand.ask(userIdentitiesEnrollmentAutomationsList, { user_identity_id: id });
    const found = listIn<EnrollmentAutomation>(body, 'enrollment_automations');
    return found.filter(({ user_identity_id }) => user_identity_id === id);
  },
};

/** The access groups that somebody is in. */
export const accessGroups: Kind<AcsAccessGroup> = {
  name: 'acs_access_group',
  id: 'acs_access_group_id',
  of: async (errand, id) =>
    listIn(await errand.ask(acsAccessGroupsList, { user_identity_id: id }), 'acs_access_groups'),
};
