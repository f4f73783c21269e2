import type { EndpointPath } from '../../src/api/contract.gen.js';
import type { Ask, Person, World } from './support.js';

export type Params = Record<string, unknown>;

/** Valid requests of a person about its own resources, in a scope that names the apartments. */
export const requestsOf = (person: Person, world: World): { readonly [Path in EndpointPath]?: Params } => {
  const { id, acsUserId, officeAcsUserId, credentialId, deviceId, phoneId, sessionId } = person;
  return {
    '/acs/access_groups/list': { user_identity_id: id },
    '/acs/access_groups/list_accessible_entrances': { acs_access_group_id: person.groupId },
    '/acs/credentials/assign': { acs_credential_id: credentialId, acs_user_id: acsUserId },
    '/acs/credentials/create': {
      acs_user_id: acsUserId,
      access_method: 'mobile_key',
      is_multi_phone_sync_credential: true,
      credential_manager_acs_system_id: world.managerId,
      allowed_acs_entrance_ids: [person.entranceId],
      visionline_metadata: { joiner_acs_credential_ids: [credentialId], label: '%ROOMNUM%' },
    },
    '/acs/credentials/delete': { acs_credential_id: credentialId },
    '/acs/credentials/get': { acs_credential_id: credentialId },
    '/acs/credentials/list': { user_identity_id: id },
    '/acs/credentials/list_accessible_entrances': { acs_credential_id: credentialId },
    '/acs/credentials/unassign': { acs_credential_id: credentialId, acs_user_id: acsUserId },
    '/acs/credentials/update': { acs_credential_id: credentialId, ends_at: '2099-01-01T00:00:00Z' },
    '/acs/entrances/get': { acs_entrance_id: person.entranceId },
    '/acs/entrances/grant_access': { acs_entrance_id: world.officeDoorId, acs_user_id: officeAcsUserId },
    '/acs/entrances/list': {},
    '/acs/entrances/list_credentials_with_access': { acs_entrance_id: world.frontDoorId },
    '/acs/entrances/unlock': { acs_credential_id: credentialId, acs_entrance_id: person.entranceId },
    '/acs/systems/get': { acs_system_id: world.hotelId },
    '/acs/systems/list': {},
    '/acs/systems/list_compatible_credential_manager_acs_systems': { acs_system_id: world.hotelId },
    '/acs/users/add_to_access_group': { acs_access_group_id: person.groupId, acs_user_id: officeAcsUserId },
    '/acs/users/create': { acs_system_id: world.apartmentsId, user_identity_id: id, full_name: 'New' },
    '/acs/users/delete': { acs_user_id: acsUserId },
    '/acs/users/get': { acs_user_id: acsUserId },
    '/acs/users/list': {},
    '/acs/users/list_accessible_entrances': { acs_user_id: acsUserId },
    '/acs/users/remove_from_access_group': {
      acs_access_group_id: person.groupId,
      acs_user_id: officeAcsUserId,
    },
    '/acs/users/revoke_access_to_all_entrances': { acs_user_id: acsUserId },
    '/acs/users/suspend': { acs_user_id: acsUserId },
    '/acs/users/unsuspend': { acs_user_id: acsUserId },
    '/acs/users/update': { acs_user_id: acsUserId, full_name: 'Changed' },
    '/client_sessions/create': { user_identity_id: id },
    '/client_sessions/delete': { client_session_id: sessionId },
    '/client_sessions/get': { client_session_id: sessionId },
    '/client_sessions/list': { user_identity_id: id },
    '/client_sessions/revoke': { client_session_id: sessionId },
    '/devices/get': { device_id: deviceId },
    '/devices/list': {},
    '/events/list': { since: '2000-01-01T00:00:00Z' },
    '/instant_keys/delete': { instant_key_id: person.instantKeyId },
    '/instant_keys/get': { instant_key_id: person.instantKeyId },
    '/instant_keys/list': { user_identity_id: id },
    '/locks/lock_door': { device_id: deviceId },
    '/locks/unlock_door': { device_id: deviceId },
    '/phones/deactivate': { device_id: phoneId },
    '/phones/get': { device_id: phoneId },
    '/phones/list': { owner_user_identity_id: id },
    '/phones/simulate/create_sandbox_phone': { user_identity_id: id },
    '/user_identities/add_acs_user': { user_identity_id: id, acs_user_id: acsUserId },
    '/user_identities/create': { full_name: 'Somebody New' },
    '/user_identities/delete': { user_identity_id: id },
    '/user_identities/enrollment_automations/delete': { enrollment_automation_id: person.automationId },
    '/user_identities/enrollment_automations/get': { enrollment_automation_id: person.automationId },
    '/user_identities/enrollment_automations/launch': {
      user_identity_id: id,
      credential_manager_acs_system_id: world.officeManagerId,
    },
    '/user_identities/enrollment_automations/list': { user_identity_id: id },
    '/user_identities/generate_instant_key': { user_identity_id: id },
    '/user_identities/get': { user_identity_id: id },
    '/user_identities/grant_access_to_device': { user_identity_id: id, device_id: deviceId },
    '/user_identities/list': {},
    '/user_identities/list_accessible_devices': { user_identity_id: id },
    '/user_identities/list_accessible_entrances': { user_identity_id: id },
    '/user_identities/list_acs_systems': { user_identity_id: id },
    '/user_identities/list_acs_users': { user_identity_id: id },
    '/user_identities/remove_acs_user': { user_identity_id: id, acs_user_id: acsUserId },
    '/user_identities/revoke_access_to_device': { user_identity_id: id, device_id: deviceId },
    '/user_identities/update': { user_identity_id: id, full_name: 'Changed' },
    '/workspaces/get': {},
  };
};

/** The same for one endpoint; an action attempt must have been started by the caller. */
export async function requestOf(path: EndpointPath, person: Person, world: World, ask: Ask): Promise<Params> {
  if (path !== '/action_attempts/get') return requestsOf(person, world)[path] ?? {};
  const { body } = await ask('/locks/lock_door', { device_id: person.deviceId });
  return { action_attempt_id: (body['action_attempt'] as Params)['action_attempt_id'] };
}

/** B's values for a parameter with this name. */
export function foreignFor(name: string, { b, apartmentsId }: World): string {
  const ids: Record<string, string> = {
    acs_access_group_id: b.groupId,
    acs_credential_id: b.credentialId,
    acs_entrance_id: b.entranceId,
    acs_system_id: apartmentsId,
    acs_user_id: b.acsUserId,
    action_attempt_id: b.attemptId,
    allowed_acs_entrance_id: b.entranceId,
    client_session_id: b.sessionId,
    credential_manager_acs_system_id: apartmentsId,
    credential_manager_acs_user_id: b.acsUserId,
    device_id: b.deviceId,
    enrollment_automation_id: b.automationId,
    event_id: b.eventId,
    instant_key_id: b.instantKeyId,
    instant_key_url: b.instantKeyUrl,
    user_identity_email_address: b.email,
  };
  return ids[name.replace(/s$/, '')] ?? b.id;
}
