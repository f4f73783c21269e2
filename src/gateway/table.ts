import type { EndpointPath } from '../api/contract.gen.js';
import { noRow, type NoRow, type Row } from './row.js';
import * as clientSessions from './rows/client-sessions.js';
import * as devices from './rows/devices.js';
import * as userIdentities from './rows/user-identities.js';
import * as workspaces from './rows/workspaces.js';

const laterWith = (element: string) => noRow(`Not yet: comes with the element for ${element}.`);

/** Every endpoint of the contract: how it is carried out, or why it is not. Nothing else exists. */
export const table: { readonly [Path in EndpointPath]: Row<Path> | NoRow } = {
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

  '/user_identities/create': userIdentities.create,
  '/user_identities/get': userIdentities.get,
  '/user_identities/grant_access_to_device': userIdentities.grantAccessToDevice,
  '/user_identities/list': userIdentities.list,
  '/user_identities/list_accessible_devices': userIdentities.listAccessibleDevices,
  '/user_identities/revoke_access_to_device': userIdentities.revokeAccessToDevice,
  '/user_identities/update': userIdentities.update,

  '/workspaces/get': workspaces.get,

  '/acs/access_groups/list': laterWith('credentials'),
  '/acs/access_groups/list_accessible_entrances': laterWith('credentials'),
  '/acs/credentials/assign': laterWith('credentials'),
  '/acs/credentials/create': laterWith('credentials'),
  '/acs/credentials/delete': laterWith('credentials'),
  '/acs/credentials/get': laterWith('credentials'),
  '/acs/credentials/list': laterWith('credentials'),
  '/acs/credentials/list_accessible_entrances': laterWith('credentials'),
  '/acs/credentials/unassign': laterWith('credentials'),
  '/acs/credentials/update': laterWith('credentials'),
  '/acs/entrances/get': laterWith('credentials'),
  '/acs/entrances/grant_access': laterWith('credentials'),
  '/acs/entrances/list': laterWith('credentials'),
  '/acs/entrances/list_credentials_with_access': noRow('It names everybody who may enter, in scope or not.'),
  '/acs/entrances/unlock': laterWith('credentials'),
  '/acs/systems/get': laterWith('ACS users'),
  '/acs/systems/list': laterWith('ACS users'),
  '/acs/systems/list_compatible_credential_manager_acs_systems': laterWith('credentials'),
  '/acs/users/add_to_access_group': laterWith('ACS users'),
  '/acs/users/create': laterWith('ACS users'),
  '/acs/users/delete': laterWith('ACS users'),
  '/acs/users/get': laterWith('ACS users'),
  '/acs/users/list': laterWith('ACS users'),
  '/acs/users/list_accessible_entrances': laterWith('ACS users'),
  '/acs/users/remove_from_access_group': laterWith('ACS users'),
  '/acs/users/revoke_access_to_all_entrances': laterWith('ACS users'),
  '/acs/users/suspend': laterWith('ACS users'),
  '/acs/users/unsuspend': laterWith('ACS users'),
  '/acs/users/update': laterWith('ACS users'),
  '/action_attempts/get': laterWith('locking and unlocking'),
  '/events/get': laterWith('the activity feed'),
  '/events/list': laterWith('the activity feed'),
  '/instant_keys/delete': laterWith('instant keys'),
  '/instant_keys/get': laterWith('instant keys'),
  '/instant_keys/list': laterWith('instant keys'),
  '/locks/lock_door': laterWith('locking and unlocking'),
  '/locks/unlock_door': laterWith('locking and unlocking'),
  '/phones/deactivate': laterWith('phones'),
  '/phones/get': laterWith('phones'),
  '/phones/list': laterWith('phones'),
  '/phones/simulate/create_sandbox_phone': noRow('It is for trying things out, which needs no gateway.'),
  '/user_identities/add_acs_user': laterWith('ACS users'),
  '/user_identities/delete': laterWith('removing a user identity'),
  '/user_identities/enrollment_automations/delete': laterWith('enrollment automations'),
  '/user_identities/enrollment_automations/get': laterWith('enrollment automations'),
  '/user_identities/enrollment_automations/launch': laterWith('enrollment automations'),
  '/user_identities/enrollment_automations/list': laterWith('enrollment automations'),
  '/user_identities/generate_instant_key': laterWith('instant keys'),
  '/user_identities/list_accessible_entrances': laterWith('credentials'),
  '/user_identities/list_acs_systems': laterWith('ACS users'),
  '/user_identities/list_acs_users': laterWith('ACS users'),
  '/user_identities/remove_acs_user': laterWith('ACS users'),
};

export const rows: readonly Row[] = Object.values<Row | NoRow>(table).filter((entry) => 'endpoint' in entry);
