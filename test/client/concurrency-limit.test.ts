import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../../src/api/call.js';
import { devicesList } from '../../src/api/contract.gen.js';
import { takingTurns } from '../../src/client/concurrency-limit.js';

/** Calls that a test ends by hand. */
function heldCalls() {
  const begun: { end: () => void; fail: () => void }[] = [];
  const call = (() =>
    new Promise((resolve, reject) => {
      begun.push({ end: () => resolve([]), fail: () => reject(new Error('failed')) });
    })) as Call;
  return { begun, call };
}

const settled = () => new Promise(setImmediate);

test('only a limited number of calls runs at once, and each call that ends starts a waiting one', async () => {
  const { begun, call } = heldCalls();
  const limited = takingTurns(call, 2);
  const all = [1, 2, 3, 4].map(() => limited(devicesList, {}));
  await settled();
  assert.equal(begun.length, 2);
  begun[0]!.end();
  await settled();
  assert.equal(begun.length, 3);
  begun[1]!.end();
  begun[2]!.end();
  await settled();
  assert.equal(begun.length, 4);
  begun[3]!.end();
  await Promise.all(all);
});

test('a call that fails also starts a waiting one', async () => {
  const { begun, call } = heldCalls();
  const limited = takingTurns(call, 1);
  const first = limited(devicesList, {});
  const second = limited(devicesList, {});
  await settled();
  begun[0]!.fail();
  await assert.rejects(first, /failed/);
  await settled();
  begun[1]!.end();
  await second;
  const third = limited(devicesList, {});
  await settled();
  assert.equal(begun.length, 3);
  begun[2]!.end();
  await third;
});
