import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until, withOfficialClient } from './official-client.js';

// These are the steps of the document, with Seam's own client over HTTP.
describe('Issuing Mobile Credentials from an Access Control System', () => {
  const client = withOfficialClient({ strict: false });

  it('issues a Visionline override key, which ends the other keys of its room', async () => {
    const { seam } = client;
    const since = client.sandbox.clock.now().toISOString();
    const systems = await seam.acs.systems.list();
    const hotel = systems.find((row) => row.external_type === 'visionline_system')!;
    const { acs_system_id } = hotel;
    const managers = await seam.acs.systems.listCompatibleCredentialManagerAcsSystems({ acs_system_id });
    assert.deepEqual(
      managers.map((row) => [row.acs_system_id, row.is_credential_manager]),
      [[hotel.default_credential_manager_acs_system_id, true]],
    );
    const [room] = await seam.acs.entrances.list({ acs_system_id, search: 'Room 214' });
    const { acs_entrance_id } = room!;
    const ended = await seam.acs.entrances.listCredentialsWithAccess({
      acs_entrance_id,
      include_if: ['visionline_metadata.is_valid'],
    });
    const [acsUser] = await seam.acs.users.list({ acs_system_id, search: 'Jürgen' });
    const metadata = { cardFormat: 'rfid48', label: '%ROOMNUM% - %SITENAME%', override: true } as const;

    const credential = await seam.acs.credentials.create({
      is_multi_phone_sync_credential: true,
      acs_user_id: acsUser!.acs_user_id,
      access_method: 'mobile_key',
      credential_manager_acs_system_id: managers[0]!.acs_system_id,
      visionline_metadata: metadata,
      allowed_acs_entrance_ids: [acs_entrance_id],
    });
    assert.deepEqual(credential.visionline_metadata?.guest_acs_entrance_ids, [acs_entrance_id]);
    const child = await until(async () => {
      const rows = await seam.acs.credentials.list({ acs_user_id: acsUser!.acs_user_id });
      return rows.find((row) => row.parent_acs_credential_id !== undefined && row.is_issued === true);
    });
    const valid = await seam.acs.entrances.listCredentialsWithAccess({
      acs_entrance_id,
      include_if: ['visionline_metadata.is_valid'],
    });
    assert.deepEqual(
      valid.map((row) => row.acs_credential_id),
      [credential.acs_credential_id, child.acs_credential_id],
    );
    const invalidated = await seam.events.list({ since, event_type: 'acs_credential.invalidated' });
    assert.deepEqual(
      invalidated.map((row) => 'acs_credential_id' in row && row.acs_credential_id),
      ended.map((row) => row.acs_credential_id),
    );

    const [guest] = await seam.acs.users.list({ acs_system_id, search: 'Tanaka' });
    const joiner = await seam.acs.credentials.create({
      is_multi_phone_sync_credential: true,
      acs_user_id: guest!.acs_user_id,
      access_method: 'mobile_key',
      visionline_metadata: { joiner_acs_credential_ids: [credential.acs_credential_id] },
      allowed_acs_entrance_ids: [acs_entrance_id],
    });
    assert.deepEqual(joiner.visionline_metadata?.joiner_acs_credential_ids, [credential.acs_credential_id]);
    const first = await seam.acs.credentials.get({ acs_credential_id: credential.acs_credential_id });
    assert.equal(first.visionline_metadata?.is_valid, true);
  });

  it('waits for a phone, and issues the key when the phone is enrolled', async () => {
    const { seam } = client;
    const [acsUser] = await seam.acs.users.list({ search: 'Aarav' });
    const { acs_user_id, user_identity_id } = acsUser!;
    const parent = await seam.acs.credentials.create({
      is_multi_phone_sync_credential: true,
      acs_user_id,
      access_method: 'mobile_key',
    });
    assert.equal((await seam.acs.credentials.list({ acs_user_id })).length, 1);
    await seam.phones.simulate.createSandboxPhone({ user_identity_id: user_identity_id! });
    const issued = await until(async () => {
      const rows = await seam.acs.credentials.list({ acs_user_id });
      return rows.length === 2 && rows.every((row) => row.is_issued === true) ? rows : undefined;
    });
    assert.deepEqual(
      issued.map((row) => row.parent_acs_credential_id),
      [undefined, parent.acs_credential_id],
    );
  });
});
