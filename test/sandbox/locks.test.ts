import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { workspace } from './acs.js';
import { assertError, callerOf, only, text } from './support.js';

describe('locking and unlocking', () => {
  const idOf = async ({ ask }: ReturnType<typeof workspace>, name: string) =>
    text((await ask('/devices/get', { name }, 'device'))['device_id']);

  it('starts an action attempt that the device confirms after a while', async () => {
    const space = workspace();
    const { sandbox, ask, eventTypes } = space;
    const device_id = await idOf(space, 'Room 214');
    const started = await ask('/locks/unlock_door', { device_id }, 'action_attempt');
    const { action_attempt_id } = started;
    assert.deepEqual(started, {
      action_attempt_id,
      action_type: 'UNLOCK_DOOR',
      status: 'pending',
      result: null,
      error: null,
    });
    const locked = async () => (await ask('/devices/get', { device_id }, 'device'))['properties']?.['locked'];
    assert.equal(await locked(), true);
    sandbox.clock.advance(1000);
    const finished = await ask('/action_attempts/get', { action_attempt_id }, 'action_attempt');
    assert.equal(finished['status'], 'success');
    assert.equal(await locked(), false);
    const expected = ['lock.unlocked', 'action_attempt.unlock_door.succeeded'];
    assert.deepEqual(await eventTypes({ device_id }), expected);
  });

  it('fails if the device is offline, or does not support it', async () => {
    const space = workspace();
    const { ask, eventTypes } = space;
    const errorOf = async (name: string) => {
      const params = { device_id: await idOf(space, name), sync: true };
      const attempt = await ask('/locks/lock_door', params, 'action_attempt');
      assert.equal(attempt['status'], 'error');
      return attempt['error']?.['type'];
    };
    assert.equal(await errorOf('Room 206'), 'device_offline');
    assert.equal(await errorOf('Pool & Spa'), 'action_not_supported');
    assert.deepEqual(await eventTypes(), Array(2).fill('action_attempt.lock_door.failed'));
  });

  it('fails if the device is removed before the end', async () => {
    const space = workspace();
    const { sandbox, call, ask } = space;
    const device_id = await idOf(space, 'Room 214');
    const started = await ask('/locks/unlock_door', { device_id }, 'action_attempt');
    sandbox.resources.remove(device_id);
    sandbox.clock.advance(1000);
    const finished = await ask('/action_attempts/get', only(started, 'action_attempt_id'), 'action_attempt');
    assert.equal(finished['error']?.['type'], 'device_removed');
    const unknown = await call('/action_attempts/get', { action_attempt_id: device_id });
    assertError(unknown, 404, 'action_attempt_not_found');
    assert.deepEqual(unknown.body['error']?.['data'], { action_attempt_id: device_id });
  });

  it('fails from the 16th request in a minute, counted per device and action', async () => {
    const space = workspace();
    const { sandbox, call } = space;
    const device_id = await idOf(space, 'Room 214');
    const unlock = async (params: object = { device_id }) => call('/locks/unlock_door', params);
    assert.equal((await unlock()).status, 200);
    sandbox.clock.advance(1000);
    for (let time = 1; time < 15; time++) assert.equal((await unlock()).status, 200);
    assertError(await unlock(), 429, 'too_many_requests');
    assert.equal((await call('/locks/lock_door', { device_id })).status, 200);
    assert.equal((await unlock({ device_id: await idOf(space, 'Room 201') })).status, 200);
    sandbox.clock.advance(59_000);
    assert.equal((await unlock()).status, 200);
    assertError(await unlock(), 429, 'too_many_requests');
  });

  it('requires access to the device', async () => {
    const space = workspace();
    const asGuest = callerOf(space.sandbox, space.sandbox.credentials.clientSessionToken);
    const own = await asGuest('/locks/unlock_door', { device_id: await idOf(space, 'Room 214') });
    const { action_attempt_id } = own.body['action_attempt'] ?? {};
    assert.equal((await asGuest('/action_attempts/get', { action_attempt_id })).status, 200);
    const device_id = await idOf(space, 'Room 201');
    assertError(await asGuest('/locks/unlock_door', { device_id }), 401, 'unauthorized');
    const foreign = await space.ask('/locks/unlock_door', { device_id }, 'action_attempt');
    assertError(
      await asGuest('/action_attempts/get', only(foreign, 'action_attempt_id')),
      401,
      'unauthorized',
    );
  });
});

describe('an entrance', () => {
  it('is unlocked by a credential with access to it, but not after its removal', async () => {
    const { sandbox, call, ask, list, personOf, eventTypes } = workspace();
    const params = { user_identity_id: await personOf('room-201') };
    const [credential] = await list('/acs/credentials/list', params, 'acs_credentials');
    const { acs_credential_id } = credential ?? {};
    const door = async (search: string) =>
      (await list('/acs/entrances/list', { search }, 'acs_entrances'))[0]?.['acs_entrance_id'];
    const acs_entrance_id = await door('Room 201');
    await ask('/acs/entrances/unlock', { acs_credential_id, acs_entrance_id }, 'action_attempt');
    sandbox.clock.advance(1000);
    const expected = ['lock.unlocked', 'action_attempt.unlock_door.succeeded'];
    assert.deepEqual(await eventTypes(), expected);
    const other = { acs_credential_id, acs_entrance_id: await door('Room 202') };
    assertError(await call('/acs/entrances/unlock', other), 400, 'invalid_input');
    await ask('/acs/entrances/unlock', { acs_credential_id, acs_entrance_id }, 'action_attempt');
    sandbox.resources.remove(text(acs_entrance_id));
    sandbox.clock.advance(1000);
    assert.deepEqual(await eventTypes(), [
      ...[...expected, 'acs_entrance.removed', 'action_attempt.unlock_door.failed'],
    ]);
  });
});

describe('an instant key', () => {
  it('creates a client session, is found by its URL, and its deletion also deletes the session', async () => {
    const { call, ask, list, do: act, personOf } = workspace();
    const user_identity_id = await personOf('room-216');
    const key = await ask('/user_identities/generate_instant_key', { user_identity_id }, 'instant_key');
    const { instant_key_id, instant_key_url, client_session_id } = key;
    assert.deepEqual(await ask('/instant_keys/get', { instant_key_url }, 'instant_key'), key);
    assert.deepEqual(await list('/instant_keys/list', { user_identity_id }, 'instant_keys'), [key]);
    assert.equal((await call('/client_sessions/get', { client_session_id })).status, 200);
    await act('/instant_keys/delete', { instant_key_id });
    assertError(await call('/instant_keys/get', { instant_key_id }), 404, 'instant_key_not_found');
    assert.equal((await call('/client_sessions/get', { client_session_id })).status, 404);
    assertError(await call('/instant_keys/get', {}), 400, 'invalid_input');
  });

  it('has the requested customization profile, and can be deleted after its client session', async () => {
    const { call, ask, do: act, personOf } = workspace();
    const customization_profile_id = '00000000-0000-4000-8000-000000000000';
    const params = { user_identity_id: await personOf('room-216'), customization_profile_id };
    const key = await ask('/user_identities/generate_instant_key', params, 'instant_key');
    assert.equal(key['customization_profile_id'], customization_profile_id);
    await act('/client_sessions/delete', only(key, 'client_session_id'));
    await act('/instant_keys/delete', only(key, 'instant_key_id'));
    assertError(await call('/instant_keys/get', only(key, 'instant_key_id')), 404, 'instant_key_not_found');
  });
});
