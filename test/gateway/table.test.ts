import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endpointSchemas } from '../../src/api/schemas.gen.js';
import { rows, table } from '../../src/gateway/table.js';
import {} from './support.js';

describe('Each endpoint of the contract', () => {
  it('has a row or a reason for having none, and a row that is its own', () => {
    for (const path of Object.keys(endpointSchemas) as (keyof typeof table)[]) {
      const entry = table[path];
      if ('none' in entry) assert.match(entry.none, /^[A-Z].*\.$/);
      else assert.equal(entry.endpoint.path, path);
    }
    assert.deepEqual(Object.keys(table).sort(), Object.keys(endpointSchemas).sort());
    assert.equal(rows.length, 15);
  });

  /** What a limited scope may send, and why that is safe. Another parameter needs a thought of its own. */
  const safe: Record<string, string> = {
    user_identity_id: 'looked up in the scope before every row',
    user_identity_ids: 'intersected with the scope',
    client_session_id: 'looked up in the sessions of the scope',
    device_id: 'looked up in the devices of the scope',
    device_ids: 'filters the devices of the scope',
    connected_account_id: 'filters the devices of the scope',
    connected_account_ids: 'filters the devices of the scope',
    credential_manager_acs_system_id: 'narrows what is filtered by the scope',
    created_before: 'text',
    device_type: 'text',
    device_types: 'text',
    email_address: 'text',
    expires_at: 'text',
    full_name: 'text',
    limit: 'number',
    manufacturer: 'text',
    page_cursor: 'sealed',
    phone_number: 'text',
    search: 'searches what is filtered by the scope',
    user_identity_key: 'text, where it is not refused',
  };

  it('takes from a limited scope only parameters that are known to be safe', () => {
    for (const { endpoint, onlyForAll } of rows)
      for (const name of Object.keys(endpointSchemas[endpoint.path].params.properties ?? {}))
        assert.ok(name in safe || onlyForAll.includes(name), `${endpoint.path} ${name}`);
    assert.ok(table['/user_identities/get'] && 'onlyForAll' in table['/user_identities/get']);
    assert.deepEqual(table['/user_identities/get'].onlyForAll, ['user_identity_key']);
  });
});
