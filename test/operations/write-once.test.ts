import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SeamError, type SeamErrorKind } from '../../src/api/errors.js';
import { deleteOnce, writeOnce } from '../../src/operations/write-once.js';

const failing = (kind: SeamErrorKind) => () => Promise.reject(new SeamError(kind, kind));
const never = () => assert.fail('nothing is to be looked at');
const ofKind = (kind: SeamErrorKind) => (error: unknown) => (error as SeamError).kind === kind;

describe('writeOnce', () => {
  it('returns the result, and does not look for it', async () => {
    assert.equal(await writeOnce(() => Promise.resolve('made'), never), 'made');
  });

  for (const kind of ['unreachable', 'server'] as const)
    it(`looks for the result if the error is ${kind}`, async () => {
      assert.equal(await writeOnce(failing(kind), () => Promise.resolve('found')), 'found');
    });

  it('looks for the result if the response is invalid', async () => {
    const write = () => Promise.reject<string>(new TypeError('x is undefined'));
    assert.equal(await writeOnce(write, () => Promise.resolve('found')), 'found');
    await assert.rejects(
      writeOnce(write, () => Promise.resolve(undefined)),
      ofKind('internal'),
    );
  });

  it('throws the first error if nothing was created, or this is unknown', async () => {
    await assert.rejects(
      writeOnce(failing('server'), () => Promise.resolve(undefined)),
      ofKind('server'),
    );
    await assert.rejects(writeOnce(failing('server'), failing('unreachable')), ofKind('server'));
  });

  it('looks before it writes where an earlier attempt may have made the change', async () => {
    const write = () => Promise.resolve('made');
    const looksFirst = true;
    assert.equal(await writeOnce(never, () => Promise.resolve('found'), { looksFirst }), 'found');
    assert.equal(await writeOnce(write, () => Promise.resolve(undefined), { looksFirst }), 'made');
    await assert.rejects(writeOnce(never, failing('unreachable'), { looksFirst }), ofKind('unreachable'));
  });

  it('does not look for a result if the change was refused', async () => {
    await assert.rejects(writeOnce(failing('conflict'), never), ofKind('conflict'));
  });
});

describe('deleteOnce', () => {
  it('counts a missing resource as deleted', async () => {
    assert.equal(await deleteOnce(failing('not_found'), never), true);
  });

  it('checks whether the resource is deleted if the response is unclear', async () => {
    assert.equal(await deleteOnce(failing('unreachable'), () => Promise.resolve(true)), true);
    await assert.rejects(
      deleteOnce(failing('unreachable'), () => Promise.resolve(false)),
      ofKind('unreachable'),
    );
    await assert.rejects(deleteOnce(failing('unreachable')), ofKind('unreachable'));
  });
});
