import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCall } from '../../src/api/call.js';
import { devicesList, locksUnlockDoor } from '../../src/api/contract.gen.js';
import { settled } from '../../src/elements/seam-device-access/poll-action-attempt.js';
import { createSandbox } from '../../src/sandbox/index.js';

async function unlocked() {
  const sandbox = createSandbox();
  const asked: string[] = [];
  const call = createCall({
    url: 'https://seam.example',
    credentials: 'omit',
    headers: async () => ({ authorization: `Bearer ${sandbox.credentials.apiKey}` }),
    fetch: (url, init) => {
      asked.push(new URL(String(url)).pathname);
      return sandbox.fetch(new Request(String(url), init));
    },
  });
  const { items } = await call(devicesList, {});
  const { device_id } = items.find((device) => device.can_remotely_unlock)!;
  const attempt = await call(locksUnlockDoor, { device_id });
  asked.length = 0;
  return { sandbox, call, attempt, asked };
}

test('polls until the attempt has ended', async () => {
  const { sandbox, call, attempt, asked } = await unlocked();
  let waits = 0;
  const wait = async () => {
    if (++waits === 3) sandbox.clock.advance(60_000);
  };
  const result = await settled(call, attempt, { signal: new AbortController().signal, wait });
  assert.equal(result.status, 'success');
  assert.equal(asked.length, 3);
});

test('stops after half a minute without reporting a failure', async () => {
  const { call, attempt, asked } = await unlocked();
  let waited = 0;
  const wait = async (milliseconds: number) => void (waited += milliseconds);
  const result = await settled(call, attempt, { signal: new AbortController().signal, wait });
  assert.equal(result.status, 'pending');
  assert.equal(waited, 30_000);
  assert.equal(asked.length, 30);
});

test('stops when it is aborted', async () => {
  const { call, attempt, asked } = await unlocked();
  const abort = new AbortController();
  const result = settled(call, attempt, { signal: abort.signal });
  abort.abort();
  await assert.rejects(result, { name: 'SeamError', kind: 'cancelled' });
  assert.deepEqual(asked, []);
});
