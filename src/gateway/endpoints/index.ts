import type { EndpointPath } from '../../api/contract.gen.js';
import { noRow, type NoRow, type Row } from './endpoint-rule.js';
import * as accessGroups from './acs-access-groups.js';
import * as credentials from './acs-credentials.js';
import * as entrances from './acs-entrances.js';
import * as systems from './acs-systems.js';
import * as acsUsers from './acs-users.js';
import * as clientSessions from './client-sessions.js';
import * as devices from './devices.js';
import * as automations from './enrollment-automations.js';
import * as events from './events.js';
import * as instantKeys from './instant-keys.js';
import * as locks from './locks.js';
import * as phones from './phones.js';
import * as links from './user-identity-acs-users.js';
import * as userIdentities from './user-identities.js';
import * as workspaces from './workspaces.js';

/** Every endpoint of the contract: how it is carried out, or why it is not. Nothing else exists. */
export const table: { readonly [Path in EndpointPath]: Row<Path> | NoRow } = {
  '/acs/access_groups/list': accessGroups.list,
  '/acs/access_groups/list_accessible_entrances': accessGroups.listEntrances,

  '/acs/credentials/assign': credentials.assign,
  '/acs/credentials/create': credentials.create,
  '/acs/credentials/delete': credentials.remove,
  '/acs/credentials/get': credentials.get,
  '/acs/credentials/list': credentials.list,
  '/acs/credentials/list_accessible_entrances': credentials.listEntrances,
  '/acs/credentials/unassign': credentials.unassign,
  '/acs/credentials/update': credentials.update,

  '/acs/entrances/get': entrances.get,
  '/acs/entrances/grant_access': entrances.grantAccess,
  '/acs/entrances/list': entrances.list,
  '/acs/entrances/list_credentials_with_access': entrances.listCredentials,
  '/acs/entrances/unlock': entrances.unlock,

  '/acs/systems/get': systems.get,
  '/acs/systems/list': systems.list,
  '/acs/systems/list_compatible_credential_manager_acs_systems': systems.listManagers,

  '/acs/users/add_to_access_group': acsUsers.addToAccessGroup,
  '/acs/users/create': acsUsers.create,
  '/acs/users/delete': acsUsers.remove,
  '/acs/users/get': acsUsers.get,
  '/acs/users/list': acsUsers.list,
  '/acs/users/list_accessible_entrances': acsUsers.listEntrances,
  '/acs/users/remove_from_access_group': acsUsers.removeFromAccessGroup,
  '/acs/users/revoke_access_to_all_entrances': acsUsers.revokeAccess,
  '/acs/users/suspend': acsUsers.suspend,
  '/acs/users/unsuspend': acsUsers.unsuspend,
  '/acs/users/update': acsUsers.update,

  '/action_attempts/get': locks.getAttempt,

  '/client_sessions/create': clientSessions.create,
  '/client_sessions/delete': clientSessions.remove,
  '/client_sessions/get': clientSessions.get,
  '/client_sessions/get_or_create': noRow(
    'It hands out the token of a session that exists, and prolongs it.',
  ),
  '/client_sessions/grant_access': noRow(
    'It widens a session that is in use; a new session can be made instead.',
  ),
  '/client_sessions/list': clientSessions.list,
  '/client_sessions/revoke': clientSessions.revoke,

  '/devices/get': devices.get,
  '/devices/list': devices.list,

  '/events/get': events.get,
  '/events/list': events.list,

  '/instant_keys/delete': instantKeys.remove,
  '/instant_keys/get': instantKeys.get,
  '/instant_keys/list': instantKeys.list,

  '/locks/lock_door': locks.lockDoor,
  '/locks/unlock_door': locks.unlockDoor,

  '/phones/deactivate': phones.deactivate,
  '/phones/get': phones.get,
  '/phones/list': phones.list,
  '/phones/simulate/create_sandbox_phone': phones.createSandboxPhone,

  '/user_identities/add_acs_user': links.add,
  '/user_identities/create': userIdentities.create,
  '/user_identities/delete': userIdentities.remove,
  '/user_identities/enrollment_automations/delete': automations.remove,
  '/user_identities/enrollment_automations/get': automations.get,
  '/user_identities/enrollment_automations/launch': automations.launch,
  '/user_identities/enrollment_automations/list': automations.list,
  '/user_identities/generate_instant_key': instantKeys.generate,
  '/user_identities/get': userIdentities.get,
  '/user_identities/grant_access_to_device': userIdentities.grantAccessToDevice,
  '/user_identities/list': userIdentities.list,
  '/user_identities/list_accessible_devices': userIdentities.listAccessibleDevices,
  '/user_identities/list_accessible_entrances': entrances.listOfUserIdentity,
  '/user_identities/list_acs_systems': systems.listOfUserIdentity,
  '/user_identities/list_acs_users': links.list,
  '/user_identities/remove_acs_user': links.remove,
  '/user_identities/revoke_access_to_device': userIdentities.revokeAccessToDevice,
  '/user_identities/update': userIdentities.update,

  '/workspaces/get': workspaces.get,
};

export const rows: readonly Row[] = Object.values<Row | NoRow>(table).filter((entry) => 'endpoint' in entry);
