import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until, withOfficialClient } from './official-client.js';

// These are the steps of the document, with Seam's own client over HTTP.
describe('Managing Phones for a User Identity', () => {
  const client = withOfficialClient({ strict: false });

  it('lists, gets and deactivates phones; only the lost phone loses its keys', async () => {
    const { seam } = client;
    const since = client.sandbox.clock.now().toISOString();
    const { user_identity_id } = await seam.userIdentities.get({ user_identity_key: 'room-214' });
    const phones = await seam.phones.list({ owner_user_identity_id: user_identity_id });
    assert.equal(phones.length, 2);
    const [lost, kept] = phones as [(typeof phones)[0], (typeof phones)[0]];
    assert.deepEqual(await seam.phones.get({ device_id: lost.device_id }), lost);

    const credentialsOf = async () => {
      const rows = await seam.acs.credentials.list({ user_identity_id });
      return rows.filter((row) => row.parent_acs_credential_id !== undefined);
    };
    const before = await credentialsOf();
    await seam.phones.deactivate({ device_id: lost.device_id });

    const event = await until(async () => {
      const events = await seam.events.list({ since, event_type: 'phone.deactivated' });
      return events.find((row) => 'device_id' in row && row.device_id === lost.device_id);
    });
    assert.equal(event.event_type, 'phone.deactivated');
    assert.deepEqual(await seam.phones.list({ owner_user_identity_id: user_identity_id }), [kept]);
    await assert.rejects(seam.phones.get({ device_id: lost.device_id }), /Phone not found/);

    const after = await credentialsOf();
    assert.equal(after.length, before.length / 2);
    const gone = before.filter(
      (row) => !after.some((left) => left.acs_credential_id === row.acs_credential_id),
    );
    const deleted = await seam.events.list({ since, event_type: 'acs_credential.deleted' });
    assert.deepEqual(
      deleted.map((row) => 'acs_credential_id' in row && row.acs_credential_id),
      gone.map((row) => row.acs_credential_id),
    );
  });

  it('gives the same keys to a phone that signs in later', async () => {
    const { seam } = client;
    const { user_identity_id } = await seam.userIdentities.get({ user_identity_key: 'room-201' });
    const [parent] = await seam.acs.credentials.list({
      user_identity_id,
      is_multi_phone_sync_credential: true,
    });
    const { acs_credential_id } = parent!;
    const { device_id } = await seam.phones.simulate.createSandboxPhone({
      user_identity_id,
      phone_metadata: { operating_system: 'ios', device_model: 'iPhone 17 Air' },
    });
    const carrying = await until(async () => {
      const phones = await seam.phones.list({ acs_credential_id });
      return phones.find((phone) => phone.device_id === device_id);
    });
    assert.equal(carrying.display_name, 'iPhone 17 Air');
    assert.equal(carrying.properties.assa_abloy_credential_service_metadata?.has_active_endpoint, true);
  });

  it('accepts the parameter names of the document', async () => {
    const { user_identity_id } = await client.seam.userIdentities.get({ user_identity_key: 'room-202' });
    const { phones } = await client.post('/phones/list', { user_identity_id });
    const [phone] = phones as { device_id: string }[];
    const phone_id = phone!.device_id;
    assert.deepEqual((await client.post('/phones/get', { phone_id }))['phone'], phone);
    assert.deepEqual(await client.post('/phones/deactivate', { phone_id }), { ok: true });
  });
});
