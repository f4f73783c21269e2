// The brief's five documents with the generation of Seam's client that reads by POST and still has
// enrollment automations: `@seamapi/http` 1.102.0.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { SeamHttp } from '@seamapi/http';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox, type ServedSandbox } from '../../src/sandbox/node.js';

const sandbox = createSandbox({ deletion: 'ordered' });
let served: ServedSandbox;
let seam: SeamHttp;

before(async () => {
  served = await serveSandbox({
    // The clock moves with every request, so that waiting is asking again.
    fetch(request) {
      sandbox.clock.advance(500);
      return sandbox.fetch(request);
    },
  });
  seam = SeamHttp.fromApiKey(sandbox.credentials.apiKey, {
    endpoint: served.url,
    isUndocumentedApiEnabled: true,
  });
});
beforeEach(() => sandbox.reset());
after(() => served.close());

async function until<Value>(ask: () => Promise<Value | undefined>): Promise<Value> {
  for (let time = 0; time < 20; time++) {
    const value = await ask();
    if (value !== undefined) return value;
  }
  throw new Error('It did not come about in twenty requests.');
}

const personWithKey = async (user_identity_key: string) =>
  (await seam.userIdentities.get({ user_identity_key })).user_identity_id;

test('000 Managing Phones for a User Identity', async () => {
  const owner_user_identity_id = await personWithKey('room-214');
  const [lost, ...kept] = await seam.phones.list({ owner_user_identity_id });
  assert.ok(lost && kept.length > 0);
  assert.equal((await seam.phones.get({ device_id: lost.device_id })).device_id, lost.device_id);
  await seam.phones.deactivate({ device_id: lost.device_id });
  const left = await until(async () => {
    const phones = await seam.phones.list({ owner_user_identity_id });
    return phones.length === kept.length ? phones : undefined;
  });
  assert.deepEqual(
    left.map(({ device_id }) => device_id),
    kept.map(({ device_id }) => device_id),
  );
});

for (const [document, details] of [
  ['001 Issuing mobile credentials from an access control system', { card_format: 'rfid48' }],
  ['002 Issuing Mobile Credentials from an Access Control System', { card_format: 'rfid48', override: true }],
] as const)
  test(document, async () => {
    const hotel = (await seam.acs.systems.list()).find((row) => row.external_type === 'visionline_system')!;
    const { acs_system_id } = hotel;
    const [manager] = await seam.acs.systems.listCompatibleCredentialManagerAcsSystems({ acs_system_id });
    const [acsUser] = await seam.acs.users.list({ acs_system_id, search: 'Tanaka' });
    const [room] = await seam.acs.entrances.list({ acs_system_id });
    const { acs_user_id } = acsUser!;
    const parent = await seam.acs.credentials.create({
      is_multi_phone_sync_credential: true,
      acs_user_id,
      access_method: 'mobile_key',
      credential_manager_acs_system_id: manager!.acs_system_id,
      allowed_acs_entrance_ids: [room!.acs_entrance_id],
      visionline_metadata: details,
    });
    const phones = await seam.phones.list({ owner_user_identity_id: acsUser!.user_identity_id! });
    const children = await until(async () => {
      const all = await seam.acs.credentials.list({ acs_user_id });
      const own = all.filter((row) => row.parent_acs_credential_id === parent.acs_credential_id);
      return own.length === phones.length && own.every((row) => row.is_issued) ? own : undefined;
    });
    assert.ok(children.length > 0);
  });

test('003 Managing Mobile App User Accounts with User Identities', async () => {
  const user_identity_id = await personWithKey('room-201');
  const since = sandbox.clock.now().toISOString();
  const happened = (
    event_type: 'acs_credential.deleted' | 'acs_user.deleted' | 'phone.deactivated',
    id: string,
  ) =>
    until(async () => {
      const events = await seam.events.list({ since, event_type });
      return events.find((event) => Object.values(event).includes(id));
    });
  const manager = (await seam.acs.systems.list()).find((row) => row.is_credential_manager)!;
  await seam.userIdentities.enrollmentAutomations.launch({
    user_identity_id,
    credential_manager_acs_system_id: manager.acs_system_id,
    create_credential_manager_user: true,
  });

  await assert.rejects(seam.userIdentities.delete({ user_identity_id }));
  for (const { client_session_id } of await seam.clientSessions.list({ user_identity_id }))
    await seam.clientSessions.delete({ client_session_id });
  for (const { acs_user_id } of await seam.acs.users.list({ user_identity_id })) {
    const credentials = await seam.acs.credentials.list({ acs_user_id });
    for (const { acs_credential_id } of credentials) await seam.acs.credentials.delete({ acs_credential_id });
    for (const { acs_credential_id } of credentials)
      await happened('acs_credential.deleted', acs_credential_id);
    await seam.acs.users.delete({ acs_user_id });
    await happened('acs_user.deleted', acs_user_id);
  }
  const automations = await seam.userIdentities.enrollmentAutomations.list({ user_identity_id });
  assert.equal(automations.length, 1);
  for (const { enrollment_automation_id } of automations)
    await seam.userIdentities.enrollmentAutomations.delete({ enrollment_automation_id });
  await until(async () => {
    const left = await seam.userIdentities.enrollmentAutomations.list({ user_identity_id });
    return left.length === 0 ? true : undefined;
  });
  for (const { device_id } of await seam.phones.list({ owner_user_identity_id: user_identity_id })) {
    await seam.phones.deactivate({ device_id });
    await happened('phone.deactivated', device_id);
  }
  await seam.userIdentities.delete({ user_identity_id });
  await until(() =>
    seam.userIdentities.get({ user_identity_id }).then(
      () => undefined,
      () => true,
    ),
  );
});

test('004 Using User Identities to Scope Users’ Device Access', async () => {
  const { user_identity_id } = await seam.userIdentities.create({ user_identity_key: 'user-1' });
  const [device] = await seam.devices.list();
  const { device_id } = device!;
  await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id });
  const { token } = await seam.clientSessions.create({ user_identity_ids: [user_identity_id] });
  const guest = SeamHttp.fromClientSessionToken(token, { endpoint: served.url });
  const seen = await guest.devices.list();
  assert.deepEqual(
    seen.map((row) => row.device_id),
    [device_id],
  );
});
