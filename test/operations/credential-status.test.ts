import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AcsCredential, Phone } from '../../src/api/contract.gen.js';
import * as endpoints from '../../src/api/contract.gen.js';
import { credentialStatus, groupCredentials, type CredentialStatus } from '../../src/operations/index.js';
import { createDesk, personOf } from './support.js';

const now = Date.parse('2026-11-02T09:00:00Z');
const created_at = '2026-11-01T09:00:00Z';
const earlier = '2026-11-02T08:59:59Z';
const later = '2026-11-02T09:00:01Z';

const key = (fields: Partial<AcsCredential> = {}): AcsCredential => ({
  ...{ acs_credential_id: 'key', acs_system_id: 'system', connected_account_id: 'account' },
  ...{ workspace_id: 'workspace', display_name: 'Key', access_method: 'mobile_key', created_at },
  ...{ is_managed: true, errors: [], warnings: [] },
  ...fields,
});
const parent = (fields: Partial<AcsCredential> = {}) =>
  key({ is_multi_phone_sync_credential: true, ...fields });
const warned = (...codes: string[]) => ({
  warnings: codes.map((warning_code) => ({ warning_code, message: warning_code, created_at })),
});
const failed = { errors: [{ error_code: 'anything', message: 'Anything', created_at }] };
const phone = (device_id: string, fields: Partial<Phone> = {}): Phone => ({
  ...{ device_id, device_type: 'ios_phone', display_name: device_id, custom_metadata: {}, properties: {} },
  ...{ workspace_id: 'workspace', created_at, errors: [], warnings: [] },
  ...fields,
});

describe('the status of a credential', () => {
  /** In the order of priority. */
  const beating: [CredentialStatus, Partial<AcsCredential>][] = [
    ['deleting', warned('being_deleted')],
    ['failed', failed],
    ['expired', { ends_at: earlier }],
    ['invalid', { visionline_metadata: { is_valid: false } }],
    ['attention', warned('needs_to_be_reissued')],
    ['scheduled', { starts_at: later }],
    ['issuing', warned('waiting_to_be_issued')],
  ];
  const merged = (some: [CredentialStatus, Partial<AcsCredential>][]) =>
    key({
      ...Object.assign({}, ...some.map(([, fields]) => fields)),
      warnings: some.flatMap(([, { warnings = [] }]) => warnings),
    });

  for (const [index, [status, fields]] of beating.entries())
    it(`${status} has priority over the statuses after it`, () => {
      assert.equal(credentialStatus(key(fields), { now }), status);
      assert.equal(credentialStatus(merged(beating.slice(index)), { now }), status);
    });

  it('is active without problems, even if optional fields are missing', () => {
    assert.equal(credentialStatus(key(), { now }), 'active');
    const fields = { starts_at: earlier, ends_at: later, is_latest_desired_state_synced_with_provider: null };
    assert.equal(credentialStatus(key(fields), { now }), 'active');
    assert.equal(credentialStatus(key({ visionline_metadata: {} }), { now }), 'active');
  });

  it('does not change because of unknown warnings', () => {
    assert.equal(credentialStatus(key(warned('something_new')), { now }), 'active');
    for (const code of ['unknown_issue_with_acs_credential', 'requested_code_unavailable']) {
      assert.equal(credentialStatus(key(warned('something_new', code)), { now }), 'attention');
    }
  });

  it('becomes expired exactly at its end', () => {
    const at = new Date(now).toISOString();
    assert.equal(credentialStatus(key({ ends_at: at }), { now }), 'expired');
    assert.equal(credentialStatus(key({ starts_at: at }), { now }), 'active');
  });

  it('is issuing until the provider has its latest state', () => {
    const fields = { is_latest_desired_state_synced_with_provider: false };
    assert.equal(credentialStatus(key(fields), { now }), 'issuing');
  });

  it('of a parent is waiting_for_phone, and then issuing until each phone has a key', () => {
    const status = (children: AcsCredential[], phones?: Phone[] | null) =>
      credentialStatus(parent(), { children, phones, now });
    assert.equal(status([], []), 'waiting_for_phone');
    assert.equal(status([], [phone('a')]), 'issuing');
    assert.equal(status([key()], [phone('a'), phone('b')]), 'issuing');
    assert.equal(status([key(), key()], [phone('a'), phone('b')]), 'active');
    assert.equal(status([key(warned('being_deleted'))], [phone('a')]), 'issuing');
    const leaving = phone('b', warned('being_deleted'));
    assert.equal(status([key(), key(warned('being_deleted'))], [phone('a'), leaving]), 'active');
  });

  it('of a parent is not waiting_for_phone if the phones are unknown', () => {
    assert.equal(credentialStatus(parent(), { now }), 'issuing');
    assert.equal(credentialStatus(parent(), { phones: null, now }), 'issuing');
    assert.equal(credentialStatus(parent(), { children: [key()], now }), 'active');
    assert.equal(
      credentialStatus(parent(warned('waiting_to_be_issued')), { phones: [], now }),
      'waiting_for_phone',
    );
  });

  it('is the expected one for each guest of the demo', async () => {
    const { call, clock, ...desk } = createDesk();
    const shown: Record<string, CredentialStatus> = {};
    const guests = [
      'room-214',
      'room-201',
      'room-202',
      'room-203',
      'room-204',
      'room-205',
      'room-206',
      'room-208',
      'room-210',
    ];
    for (const guest of guests) {
      const user_identity_id = await personOf({ call, clock, ...desk }, guest);
      const { items } = await call(endpoints.acsCredentialsList, { user_identity_id });
      const phones = await call(endpoints.phonesList, { owner_user_identity_id: user_identity_id });
      const [group] = groupCredentials(items);
      shown[guest] = credentialStatus(group!.credential, {
        children: group!.children,
        phones,
        now: clock.now(),
      });
    }
    assert.deepEqual(shown, {
      'room-214': 'active',
      'room-201': 'active',
      'room-202': 'expired',
      'room-203': 'scheduled',
      'room-204': 'invalid',
      'room-205': 'failed',
      'room-206': 'waiting_for_phone',
      'room-208': 'attention',
      'room-210': 'deleting',
    });
  });
});

describe('groups of credentials', () => {
  it('contain each child under its parent, in the order of the list', () => {
    const credentials = [
      key({ acs_credential_id: 'child', parent_acs_credential_id: 'parent' }),
      key({ acs_credential_id: 'card' }),
      parent({ acs_credential_id: 'parent' }),
      key({ acs_credential_id: 'orphan', parent_acs_credential_id: 'elsewhere' }),
    ];
    assert.deepEqual(
      groupCredentials(credentials).map(({ credential, children }) => [
        credential.acs_credential_id,
        children.map((child) => child.acs_credential_id),
      ]),
      [
        ['card', []],
        ['parent', ['child']],
        ['orphan', []],
      ],
    );
  });
});
