import { childrenOf, findAcsCredential } from '../model/acs-credential.js';
import type { RoutesUnder } from '../http/context.js';
import { addPhone, findPhone, startPhoneDeactivation } from '../model/phone.js';
import { refuseOutOfScope } from '../model/session-scope.js';
import { filterRows } from '../store/store.js';
import { told } from '../store/stored.js';
import { findUserIdentity } from '../model/user-identity.js';

export const phoneRoutes: RoutesUnder<`/phones/${string}`> = {
  '/phones/get': ({ device_id }, { store }) => told(findPhone(store, device_id)),

  '/phones/list': ({ owner_user_identity_id: owner, acs_credential_id }, { store }) => {
    const carrying =
      acs_credential_id === undefined
        ? undefined
        : [findAcsCredential(store, acs_credential_id), ...childrenOf(store, acs_credential_id)].map(
            ({ internal }) => internal.device_id,
          );
    const rows = filterRows(
      store.phones,
      ({ device_id, internal }) =>
        (owner === undefined || internal.owner_user_identity_id === owner) &&
        (!carrying || carrying.includes(device_id)),
    );
    return [...rows].map(told);
  },

  '/phones/deactivate': ({ device_id }, { store, scope }) => {
    const phone = findPhone(store, device_id);
    refuseOutOfScope(scope.hasUserIdentity(phone.internal.owner_user_identity_id), 'phone');
    startPhoneDeactivation(store, phone);
  },

  '/phones/simulate/create_sandbox_phone': ({ user_identity_id, phone_metadata }, { store }) => {
    findUserIdentity(store, user_identity_id);
    return told(addPhone(store, user_identity_id, phone_metadata));
  },
};
