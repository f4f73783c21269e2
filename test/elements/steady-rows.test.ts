import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { UserIdentity } from '../../src/api/contract.gen.js';
import { SteadyRows, arrivals } from '../../src/elements/seam-user-identity-list/steady-rows.js';

/** One person for each letter. */
const people = (ids: string, name = '') =>
  [...ids].map((id) => ({ user_identity_id: id, display_name: name || id }) as UserIdentity);
const idsOf = (rows: readonly UserIdentity[]) => rows.map((row) => row.user_identity_id).join('');

for (const [before, after, arrived] of [
  ['abcd', 'abcd', ''],
  ['abcd', 'bcda', 'a'],
  ['abcd', 'dabc', 'd'],
  ['abcd', 'axbcdy', 'xy'],
  ['abcd', 'bd', ''],
  ['abcdef', 'cabfde', 'cf'],
  ['', 'ab', 'ab'],
] as const)
  test(`from “${before}” to “${after}” only “${arrived}” came or moved`, () => {
    assert.equal(idsOf(arrivals(people(before), people(after))), arrived);
  });

test('without those who came or moved, everybody else stands in the old order', () => {
  const ids = fc.uniqueArray(fc.constantFrom(...'abcdefghij')).map((list) => list.join(''));
  fc.assert(
    fc.property(ids, ids, (before, after) => {
      const moved = idsOf(arrivals(people(before), people(after)));
      const others = [...after].filter((id) => !moved.includes(id)).join('');
      assert.equal(others, [...before].filter((id) => others.includes(id)).join(''));
    }),
  );
});

test('while rows are steady who is there is shown as of now, and the rest is counted', () => {
  const steady = new SteadyRows();
  steady.update(people('abcd'), false);
  steady.update(people('dxbc', 'new'), true);
  assert.equal(idsOf(steady.rows), 'abcd');
  assert.deepEqual(
    steady.rows.map(({ display_name }) => display_name),
    ['a', 'new', 'new', 'new'],
  );
  assert.equal(steady.waiting, 3, 'a went, x came, d moved');
  steady.update(people('abcd', 'back'), true);
  assert.equal(steady.waiting, 0);
  assert.equal(steady.rows[0]!.display_name, 'back');
});

test('what waits is shown when it is asked for, and when nobody is there any more', () => {
  const steady = new SteadyRows();
  steady.update(people('abc'), false);
  steady.update(people('abxc'), true);
  assert.equal(steady.showWaiting()?.user_identity_id, 'x');
  assert.equal(idsOf(steady.rows), 'abxc');
  steady.update(people('bxc'), true);
  assert.equal(idsOf(steady.rows), 'abxc');
  steady.update(people('bxc'), false);
  assert.equal(idsOf(steady.rows), 'bxc');
  assert.equal(steady.waiting, 0);
});
