import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createCall, type Call } from '../../src/api/call.js';
import * as endpoints from '../../src/api/contract.gen.js';
import {
  deactivatePhone,
  issueCredential,
  removeUserIdentity,
  type RemovalProgress,
} from '../../src/operations/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox, type ServedSandbox } from '../../src/sandbox/node.js';

const sandbox = createSandbox({ deletion: 'ordered', clock: 'real' });
let served: ServedSandbox;
let call: Call;

before(async () => {
  served = await serveSandbox(sandbox);
  call = createCall({
    url: served.url,
    credentials: 'omit',
    headers: async () => ({ authorization: `Bearer ${sandbox.credentials.apiKey}` }),
  });
});
after(() => served.close());

it('a key is issued, a phone deactivated and a person removed over HTTP and with a real clock', async () => {
  const person = await call(endpoints.userIdentitiesGet, { user_identity_key: 'mill-301' });
  const { user_identity_id } = person;
  const systems = await call(endpoints.userIdentitiesListAcsSystems, { user_identity_id });
  const { acs_system_id } = systems[0]!;
  const issued = await issueCredential(call, { user_identity_id, acs_system_id, details: {} });
  assert.equal(issued.outcome, 'issued');

  const phones = await call(endpoints.phonesList, { owner_user_identity_id: user_identity_id });
  const { device_id } = phones[0]!;
  const deactivated = await deactivatePhone(call, { device_id, user_identity_id });
  assert.equal(deactivated.outcome, 'deactivated');
  assert.equal(deactivated.steps.filter(({ kind }) => kind === 'acs_credential').length, 2);

  let paused = false;
  const onProgress = ({ isPaused }: RemovalProgress) => (paused ||= isPaused);
  sandbox.faults.add({ path: '/acs/users/delete', times: 1, drop: true });
  const removed = await removeUserIdentity(call, { user_identity_id, strategy: 'ordered' }, { onProgress });
  assert.equal(removed.outcome, 'removed');
  assert.ok(paused);
  await assert.rejects(call(endpoints.userIdentitiesGet, { user_identity_id }), { kind: 'not_found' });
});

it('waiting ends when it is cancelled', async () => {
  const person = await call(endpoints.userIdentitiesGet, { user_identity_key: 'room-210' });
  const { user_identity_id } = person;
  const controller = new AbortController();
  const onProgress = ({ steps }: RemovalProgress) => {
    // By then it waits for a key that is never deleted.
    if (steps.some(({ kind, state }) => kind === 'acs_credential' && state === 'working'))
      setTimeout(() => controller.abort(), 50);
  };
  const { signal } = controller;
  await assert.rejects(
    removeUserIdentity(call, { user_identity_id, strategy: 'ordered' }, { signal, onProgress }),
    { kind: 'cancelled' },
  );
});
