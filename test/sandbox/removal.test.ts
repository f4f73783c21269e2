import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSandbox } from '../../src/sandbox/index.js';
import { codes, workspace } from './acs.js';
import { assertError, callerOf, only } from './support.js';

describe('deleting a user identity', () => {
  it('also deletes everything that depends on it', async () => {
    const { sandbox, call, ask, list, do: act, personOf, eventTypes } = workspace();
    const user_identity_id = await personOf('room-214');
    const owner_user_identity_id = user_identity_id;
    await ask('/user_identities/generate_instant_key', { user_identity_id }, 'instant_key');
    await act('/user_identities/delete', { user_identity_id });
    await act('/user_identities/delete', { user_identity_id });
    const person = await ask('/user_identities/get', { user_identity_id }, 'user_identity');
    assert.deepEqual(codes(person), ['being_deleted']);
    sandbox.clock.advance(1000);
    assertError(await call('/user_identities/get', { user_identity_id }), 404, 'user_identity_not_found');
    assert.deepEqual(
      [
        await list('/acs/users/list', { user_identity_id }, 'acs_users'),
        await list('/acs/credentials/list', { user_identity_id }, 'acs_credentials'),
        await list('/phones/list', { owner_user_identity_id }, 'phones'),
        await list('/client_sessions/list', { user_identity_id }, 'client_sessions'),
        await list('/instant_keys/list', { user_identity_id }, 'instant_keys'),
      ],
      [[], [], [], [], []],
    );
    const token = sandbox.credentials.clientSessionToken;
    assertError(await call('/devices/list', {}, { token }), 401, 'client_session_not_found');
    assert.deepEqual(await eventTypes({ user_identity_id }), [
      ...['client_session.deleted', 'client_session.deleted'],
      ...Array<string>(3).fill('acs_credential.deleted'),
      'acs_user.deleted',
      ...Array<string>(3).fill('acs_credential.deleted'),
      'acs_user.deleted',
      ...['phone.deactivated', 'phone.deactivated'],
    ]);
  });

  it('fails with ordered deletion while anything but revoked client sessions depends on it', async () => {
    const sandbox = createSandbox({ deletion: 'ordered' });
    const { call, ask, do: act, personOf } = workspace({ sandbox, call: callerOf(sandbox) });
    const user_identity_id = await personOf('room-216');
    const session = await ask('/client_sessions/create', { user_identity_id }, 'client_session');
    assertError(
      await call('/user_identities/delete', { user_identity_id }),
      409,
      'user_identity_has_dependents',
      'The user identity still has client_sessions',
    );
    await act('/client_sessions/revoke', only(session, 'client_session_id'));
    await act('/user_identities/delete', { user_identity_id });
    sandbox.clock.advance(1000);
    assert.equal((await call('/user_identities/get', { user_identity_id })).status, 404);
  });
});

describe('an enrollment automation', () => {
  it('is launched once for each credential manager, and can create its ACS user', async () => {
    const { sandbox, call, ask, list, do: act, personOf, systemOf, eventTypes } = workspace();
    const user_identity_id = await personOf('room-216');
    const credential_manager_acs_system_id = await systemOf('hid_credential_manager_organization');
    const params = {
      user_identity_id,
      credential_manager_acs_system_id,
      create_credential_manager_user: true,
    };
    const launch = '/user_identities/enrollment_automations/launch';
    const both = { ...params, credential_manager_acs_user_id: user_identity_id };
    assertError(await call(launch, both), 400, 'invalid_input');
    const noManager = {
      ...params,
      credential_manager_acs_system_id: await systemOf('visionline_system'),
    };
    assertError(await call(launch, noManager), 400, 'invalid_input');
    const automation = await ask(launch, params, 'enrollment_automation');
    assertError(await call(launch, params), 409, 'enrollment_automation_already_exists');
    const [acsUser] = await list('/user_identities/list_acs_users', { user_identity_id }, 'acs_users');
    assert.equal(acsUser?.['acs_system_id'], credential_manager_acs_system_id);
    const found = await list(
      '/user_identities/list',
      { credential_manager_acs_system_id },
      'user_identities',
    );
    assert.deepEqual(
      found.map((row) => row['user_identity_id']),
      [user_identity_id],
    );
    const path = '/user_identities/enrollment_automations/delete';
    const reference = only(automation, 'enrollment_automation_id');
    await act(path, reference);
    await act(path, reference);
    sandbox.clock.advance(1000);
    assertError(await call(path, reference), 404, 'enrollment_automation_not_found');
    assert.deepEqual(await eventTypes(), ['acs_user.created', 'enrollment_automation.deleted']);
  });

  it('can link an existing ACS user of the credential manager', async () => {
    const { ask, list, personOf, systemOf } = workspace();
    const user_identity_id = await personOf('room-216');
    const acs_system_id = await systemOf('hid_credential_manager_organization');
    const params = { acs_system_id, full_name: 'Ada' };
    const { acs_user_id } = await ask('/acs/users/create', params, 'acs_user');
    await ask(
      '/user_identities/enrollment_automations/launch',
      {
        user_identity_id,
        credential_manager_acs_system_id: acs_system_id,
        credential_manager_acs_user_id: acs_user_id,
      },
      'enrollment_automation',
    );
    const linked = await list('/user_identities/list_acs_users', { user_identity_id }, 'acs_users');
    assert.deepEqual(
      linked.map((row) => row['acs_user_id']),
      [acs_user_id],
    );
  });
});
