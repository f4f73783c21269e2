import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { EndpointPath, ParamsOf } from '../../src/api/contract.gen.js';
import { endpointSchemas } from '../../src/api/schemas.gen.js';
import { demo, rows, text, type Call, type Json } from './support.js';

/** The parameters for each endpoint, made from ids of the demo. The compiler reports a missing endpoint. */
type Questions = { [Path in EndpointPath]: ParamsOf<Path> };

const first = async (call: Call, path: EndpointPath, key: string, params: object = {}): Promise<Json> => {
  const found = rows((await call(path, params)).body[key])[0];
  assert.ok(found, path);
  return found;
};

async function questionsAbout(call: Call, now: string): Promise<Questions> {
  const guest = (await call('/user_identities/get', { user_identity_key: 'room-214' })).body[
    'user_identity'
  ]!;
  const user_identity_id = text(guest['user_identity_id']);
  const ofGuest = { user_identity_id };
  const newcomer = (await call('/user_identities/create', {})).body['user_identity']!;
  const device_id = text((await first(call, '/devices/list', 'devices'))['device_id']);
  const phone = await first(call, '/phones/list', 'phones', { owner_user_identity_id: user_identity_id });
  const phone_id = text(phone['device_id']);
  const acsUser = await first(call, '/acs/users/list', 'acs_users', ofGuest);
  const [acs_user_id, acs_system_id] = [text(acsUser['acs_user_id']), text(acsUser['acs_system_id'])];
  const group = await first(call, '/acs/access_groups/list', 'acs_access_groups');
  const acs_access_group_id = text(group['acs_access_group_id']);
  const groupSystem = { acs_system_id: text(group['acs_system_id']) };
  const members = rows((await call('/acs/users/list', groupSystem)).body['acs_users']);
  const member = text(members[0]?.['acs_user_id']);
  const stranger = text(members.find((row) => !row['user_identity_id'])?.['acs_user_id']);
  const credential = await first(call, '/acs/credentials/list', 'acs_credentials', { acs_user_id });
  const acs_credential_id = text(credential['acs_credential_id']);
  const opened = await first(call, '/acs/credentials/list_accessible_entrances', 'acs_entrances', {
    acs_credential_id,
  });
  const acs_entrance_id = text(opened['acs_entrance_id']);
  const groupDoor = await first(call, '/acs/entrances/list', 'acs_entrances', groupSystem);
  const systems = rows((await call('/acs/systems/list')).body['acs_systems']);
  const manager = text(systems.find((row) => Boolean(row['is_credential_manager']))?.['acs_system_id']);
  const session = await first(call, '/client_sessions/list', 'client_sessions');
  const client_session_id = text(session['client_session_id']);
  const attempt = (await call('/locks/lock_door', { device_id })).body['action_attempt'];
  const key = (await call('/user_identities/generate_instant_key', ofGuest)).body['instant_key'];
  const instant_key_id = text(key?.['instant_key_id']);
  const launched = await call('/user_identities/enrollment_automations/launch', {
    ...ofGuest,
    credential_manager_acs_system_id: manager,
  });
  const automation = launched.body['enrollment_automation'];
  const enrollment_automation_id = text(automation?.['enrollment_automation_id']);
  const since = '2020-01-01T00:00:00.000Z';
  const event = await first(call, '/events/list', 'events', { since });
  const toNewcomer = { user_identity_id: text(newcomer['user_identity_id']) };

  return {
    '/acs/access_groups/list': { user_identity_id },
    '/acs/access_groups/list_accessible_entrances': { acs_access_group_id },
    '/acs/credentials/assign': { acs_credential_id, acs_user_id },
    '/acs/credentials/create': { acs_user_id, access_method: 'card' },
    '/acs/credentials/delete': { acs_credential_id },
    '/acs/credentials/get': { acs_credential_id },
    '/acs/credentials/list': { ...ofGuest, limit: 1 },
    '/acs/credentials/list_accessible_entrances': { acs_credential_id },
    '/acs/credentials/unassign': { acs_credential_id, acs_user_id },
    '/acs/credentials/update': { acs_credential_id, ends_at: '2027-01-01T00:00:00.000Z' },
    '/acs/entrances/get': { acs_entrance_id },
    '/acs/entrances/grant_access': {
      acs_entrance_id: text(groupDoor['acs_entrance_id']),
      acs_user_id: member,
    },
    '/acs/entrances/list': { acs_credential_id, limit: 1 },
    '/acs/entrances/list_credentials_with_access': { acs_entrance_id },
    '/acs/entrances/unlock': { acs_entrance_id, acs_credential_id },
    '/acs/systems/get': { acs_system_id },
    '/acs/systems/list': { search: 'house' },
    '/acs/systems/list_compatible_credential_manager_acs_systems': { acs_system_id },
    '/acs/users/add_to_access_group': { acs_access_group_id, acs_user_id: member },
    '/acs/users/create': { acs_system_id, full_name: 'Ada' },
    '/acs/users/delete': { acs_user_id },
    '/acs/users/get': { user_identity_id, acs_system_id },
    '/acs/users/list': { search: 'tanaka', limit: 1 },
    '/acs/users/list_accessible_entrances': { acs_user_id },
    '/acs/users/remove_from_access_group': { acs_access_group_id, acs_user_id: member },
    '/acs/users/revoke_access_to_all_entrances': { acs_user_id },
    '/acs/users/suspend': { acs_user_id },
    '/acs/users/unsuspend': { acs_user_id },
    '/acs/users/update': { acs_user_id, full_name: 'Ada' },
    '/action_attempts/get': { action_attempt_id: text(attempt?.['action_attempt_id']) },
    '/client_sessions/create': { user_identity_id },
    '/client_sessions/delete': { client_session_id },
    '/client_sessions/get': { client_session_id },
    '/client_sessions/get_or_create': { user_identity_id },
    '/client_sessions/grant_access': { client_session_id },
    '/client_sessions/list': {},
    '/client_sessions/revoke': { client_session_id },
    '/devices/get': { device_id },
    '/devices/list': { limit: 1 },
    '/events/get': { event_id: text(event['event_id']) },
    '/events/list': { between: [since, now] },
    '/instant_keys/delete': { instant_key_id },
    '/instant_keys/get': { instant_key_url: text(key?.['instant_key_url']) },
    '/instant_keys/list': { user_identity_id },
    '/locks/lock_door': { device_id },
    '/locks/unlock_door': { device_id, sync: true },
    '/phones/deactivate': { device_id: phone_id },
    '/phones/get': { device_id: phone_id },
    '/phones/list': { acs_credential_id },
    '/phones/simulate/create_sandbox_phone': { user_identity_id },
    '/user_identities/add_acs_user': { acs_user_id: stranger, user_identity_key: 'a-new-one' },
    '/user_identities/create': { acs_system_ids: [acs_system_id] },
    '/user_identities/delete': { user_identity_id },
    '/user_identities/enrollment_automations/delete': { enrollment_automation_id },
    '/user_identities/enrollment_automations/get': { enrollment_automation_id },
    '/user_identities/enrollment_automations/launch': {
      ...toNewcomer,
      credential_manager_acs_system_id: manager,
      create_credential_manager_user: true,
    },
    '/user_identities/enrollment_automations/list': { user_identity_id },
    '/user_identities/generate_instant_key': { user_identity_id },
    '/user_identities/get': { user_identity_id },
    '/user_identities/grant_access_to_device': { user_identity_id, device_id },
    '/user_identities/list': { credential_manager_acs_system_id: manager },
    '/user_identities/list_accessible_devices': { user_identity_id },
    '/user_identities/list_accessible_entrances': { user_identity_id },
    '/user_identities/list_acs_systems': { user_identity_id },
    '/user_identities/list_acs_users': { user_identity_id },
    '/user_identities/remove_acs_user': { user_identity_id, acs_user_id },
    '/user_identities/revoke_access_to_device': { user_identity_id, device_id },
    '/user_identities/update': { user_identity_id, full_name: 'Ada' },
    '/workspaces/get': {},
  };
}

describe('every endpoint of the contract', () => {
  const { sandbox, call } = demo();
  let questions: Questions;
  before(async () => {
    questions = await questionsAbout(call, sandbox.clock.now().toISOString());
  });

  for (const path of Object.keys(endpointSchemas) as EndpointPath[]) {
    it(`${path} responds as published`, async () => {
      const before = sandbox.snapshot();
      const { status, body } = await call(path, questions[path]);
      assert.deepEqual([status, body['ok']], [200, true], JSON.stringify(body));
      sandbox.clock.advance(1000);
      sandbox.restore(before);
    });
  }
});
