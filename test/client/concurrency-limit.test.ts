import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../../src/api/call.js';
import { devicesList } from '../../src/api/contract.gen.js';
import { takingTurns } from '../../src/client/concurrency-limit.js';

/** Calls that end when they are told to. */
function heldCalls() {
  const begun: { end: () => void; fail: () => void }[] = [];
  const call = (() =>
    new Promise((resolve, reject) => {
      begun.push({ end: () => resolve([]), fail: () => reject(new Error('failed')) });
    })) as Call;
  return { begun, call };
}

const settled = () => new Promise(setImmediate);

test('so many calls are under way at once, and the others come one after another as they end', async () => {
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

test('a call that fails gives its place away as well', async () => {
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
