import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until, withOfficialClient } from './official-client.js';

// These are the steps of the document, with Seam's own client over HTTP.
describe('Issuing mobile credentials from an access control system', () => {
  const client = withOfficialClient({ strict: false });

  it('issues one credential to each phone of the person of an imported ACS user', async () => {
    const { seam } = client;
    const since = client.sandbox.clock.now().toISOString();
    const [acsUser] = await seam.acs.users.list({ search: 'Siobhán' });
    const { acs_user_id, user_identity_id } = acsUser!;
    for (const device_model of ['Pixel 10', 'Pixel Fold']) {
      await seam.phones.simulate.createSandboxPhone({
        user_identity_id: user_identity_id!,
        phone_metadata: { device_model },
      });
    }
    const parent = await seam.acs.credentials.create({
      is_multi_phone_sync_credential: true,
      acs_user_id,
      access_method: 'mobile_key',
    });
    assert.equal(parent.is_multi_phone_sync_credential, true);
    assert.equal(parent.acs_user_id, acs_user_id);
    assert.deepEqual(
      parent.warnings.map(({ warning_code }) => warning_code),
      ['waiting_to_be_issued'],
    );

    const children = await until(async () => {
      const rows = await seam.acs.credentials.list({ acs_user_id, is_multi_phone_sync_credential: false });
      return rows.length === 2 && rows.every((row) => row.warnings.length === 0) ? rows : undefined;
    });
    for (const child of children) {
      assert.equal(child.parent_acs_credential_id, parent.acs_credential_id);
      assert.equal(child.acs_user_id, acs_user_id);
      assert.equal(child.user_identity_id, user_identity_id);
      assert.equal(child.is_issued, true);
    }
    const issued = await seam.events.list({ since, event_type: 'acs_credential.issued' });
    assert.deepEqual(
      new Set(issued.map((row) => 'acs_credential_id' in row && row.acs_credential_id)),
      new Set([parent, ...children].map((row) => row.acs_credential_id)),
    );
  });

  it('accepts card details that all phones share, and rejects those of a single card', async () => {
    const [acsUser] = await client.seam.acs.users.list({ search: 'Björn' });
    const { acs_user_id } = acsUser!;
    const create = (details: object) =>
      client.post('/acs/credentials/create', {
        is_multi_phone_sync_credential: true,
        acs_user_id,
        access_method: 'mobile_key',
        ...details,
      });
    const shared = await create({ card_format: 'rfid48', facility_code: '9' });
    assert.equal(shared['ok'], true);
    for (const details of [
      { card_number: '1234' },
      { code: '1234' },
      { visionline_metadata: { cardNumber: '1234' } },
    ]) {
      const refused = await create(details);
      assert.equal((refused['error'] as { type: string }).type, 'invalid_input');
    }
    const wrong = await create({ card_format: 'none' });
    assert.match((wrong['error'] as { message: string }).message, /visionline_metadata.card_format/);
  });
});
