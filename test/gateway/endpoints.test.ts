import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endpointSchemas } from '../../src/api/schemas.gen.js';
import { rows, table } from '../../src/gateway/endpoints/index.js';
import type { Row } from '../../src/gateway/endpoints/endpoint-rule.js';

describe('Each endpoint of the contract', () => {
  it('has a row or a reason for having none, and a row that is its own', () => {
    for (const path of Object.keys(endpointSchemas) as (keyof typeof table)[]) {
      const entry = table[path];
      if ('none' in entry) assert.match(entry.none, /^[A-Z].*\.$/);
      else assert.equal(entry.endpoint.path, path);
    }
    assert.deepEqual(Object.keys(table).sort(), Object.keys(endpointSchemas).sort());
    assert.equal(rows.length, Object.keys(table).length - 2);
  });

  /** What a limited scope may send, and why that is safe. Another parameter needs a thought of its own. */
  const safe: Record<string, string> = {
    user_identity_id: 'looked up in the scope before every row',
    user_identity_ids: 'intersected with the scope',
    owner_user_identity_id: 'looked up in the scope',
    acs_access_group_id: 'looked up among the groups in sight, or filters what is the scope’s',
    acs_access_group_ids: 'looked up among the groups that may be joined',
    acs_credential_id: 'looked up in the credentials of the scope, or filters what is the scope’s',
    acs_entrance_id:
      'looked up among the entrances in sight, or those to hand out, or filters what is the scope’s',
    acs_entrance_ids: 'filters the entrances in sight',
    acs_system_id:
      'looked up among the systems in sight, or those to create in, or filters what is the scope’s',
    acs_system_ids: 'filters the events of the scope',
    acs_user_id: 'looked up in the ACS users of the scope, or filters what is the scope’s',
    action_attempt_id: 'looked up in what this caller has started',
    allowed_acs_entrance_ids: 'looked up among the entrances to hand out',
    client_session_id: 'looked up in the sessions of the scope',
    connected_account_id: 'filters what is in sight',
    connected_account_ids: 'filters the devices of the scope',
    credential_manager_acs_system_id:
      'looked up among the managers of the person’s systems, or narrows what is filtered by the scope',
    credential_manager_acs_user_id: 'looked up in the ACS users of the person',
    device_id: 'looked up in the devices or phones of the scope',
    device_ids: 'filters the devices of the scope',
    enrollment_automation_id: 'looked up in the automations of the scope',
    event_ids: 'filters the events of the scope',
    instant_key_id: 'looked up in the instant keys of the scope',
    assa_abloy_vostio_metadata: 'refused where it reaches others, value by value',
    hotek_metadata: 'refused where it reaches others, value by value',
    visionline_metadata: 'refused where it reaches others, value by value; joined credentials are looked up',
    access_method: 'word',
    access_schedule: 'text',
    assa_abloy_metadata: 'of a made-up phone',
    between: 'text',
    code: 'text',
    create_credential_manager_user: 'of the person alone',
    created_before: 'text',
    custom_sdk_installation_id: 'of a made-up phone',
    device_type: 'text',
    device_types: 'text',
    email: 'text',
    email_address: 'text',
    ends_at: 'text',
    event_type: 'word',
    event_types: 'words',
    expires_at: 'text',
    full_name: 'text',
    include_if: 'word',
    is_multi_phone_sync_credential: 'yes or no',
    limit: 'number',
    manufacturer: 'text',
    max_use_count: 'number',
    page_cursor: 'sealed',
    phone_metadata: 'of a made-up phone',
    phone_number: 'text',
    salto_space_metadata: 'of the ACS user alone',
    search: 'searches what is filtered by the scope',
    since: 'text',
    starts_at: 'text',
    sync: 'yes or no',
    user_identity_key: 'text, where it is not refused',
  };

  it('takes from a limited scope only parameters that are known to be safe', () => {
    for (const { endpoint, onlyForAll } of rows)
      for (const name of Object.keys(endpointSchemas[endpoint.path].params.properties ?? {}))
        assert.ok(name in safe || onlyForAll.includes(name), `${endpoint.path} ${name}`);
    for (const path of ['/user_identities/get', '/user_identities/add_acs_user'] as const)
      assert.deepEqual((table[path] as Row).onlyForAll, ['user_identity_key']);
  });
});
