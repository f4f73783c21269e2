import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UserIdentity } from '../../src/api/contract.gen.js';
import { SteadyRows } from '../../src/elements/seam-user-identity-list/held-rows.js';

/** One person per letter. */
const people = (ids: string, name = '') =>
  [...ids].map((id) => ({ user_identity_id: id, display_name: name || id }) as UserIdentity);
const idsOf = (rows: readonly UserIdentity[]) => rows.map((row) => row.user_identity_id).join('');

for (const [before, after, place] of [
  ['abcd', 'abcd', -1],
  ['abcd', 'bcda', 0],
  ['abcd', 'abxcd', 2],
  ['abcd', 'abc', 3],
  ['abc', 'abcd', 3],
  ['', 'ab', 0],
] as const)
  test(`from “${before}” to “${after}” the first row that differs is at ${place}`, () => {
    const steady = new SteadyRows();
    steady.update(people(before), false);
    steady.update(people(after), true);
    assert.equal(steady.hasWaiting, place !== -1);
    assert.equal(steady.showWaiting(), place);
  });

test('while rows are steady, shown people are up to date and all other changes wait', () => {
  const steady = new SteadyRows();
  steady.update(people('abcd'), false);
  steady.update(people('dxbc', 'new'), true);
  assert.equal(idsOf(steady.rows), 'abcd');
  assert.deepEqual(
    steady.rows.map(({ display_name }) => display_name),
    ['a', 'new', 'new', 'new'],
  );
  assert.equal(steady.hasWaiting, true);
  steady.update(people('abcd', 'back'), true);
  assert.equal(steady.hasWaiting, false);
  assert.equal(steady.rows[0]!.display_name, 'back');
});

test('waiting changes appear on request, and when nobody works with the rows any more', () => {
  const steady = new SteadyRows();
  steady.update(people('abc'), false);
  steady.update(people('abxc'), true);
  assert.equal(steady.showWaiting(), 2);
  assert.equal(idsOf(steady.rows), 'abxc');
  steady.update(people('bxc'), true);
  assert.equal(idsOf(steady.rows), 'abxc');
  steady.update(people('bxc'), false);
  assert.equal(idsOf(steady.rows), 'bxc');
  assert.equal(steady.hasWaiting, false);
});
