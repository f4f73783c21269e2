import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as endpoints from '../../src/api/contract.gen.js';
import { isStaleAfter } from '../../src/client/invalidation.js';

test('granting access to a device makes lists of devices stale, but not lists of people', () => {
  const change = '/user_identities/grant_access_to_device';
  assert.equal(isStaleAfter(change, endpoints.userIdentitiesListAccessibleDevices), true);
  assert.equal(isStaleAfter(change, endpoints.devicesGet), true);
  assert.equal(isStaleAfter(change, endpoints.userIdentitiesList), false);
});

test('changing a person makes every response with the person stale', () => {
  for (const read of [endpoints.userIdentitiesGet, endpoints.userIdentitiesList])
    assert.equal(isStaleAfter('/user_identities/update', read), true);
  assert.equal(isStaleAfter('/user_identities/update', endpoints.devicesList), false);
});

test('a change without an entry in the table makes everything stale', () => {
  for (const read of Object.values(endpoints).filter(({ reads }) => reads))
    assert.equal(isStaleAfter('/user_identities/delete', read), true, read.path);
});

test('every change makes lists of events stale', () => {
  for (const change of Object.values(endpoints).filter(({ reads }) => !reads))
    assert.equal(isStaleAfter(change.path, endpoints.eventsList), true, change.path);
});
