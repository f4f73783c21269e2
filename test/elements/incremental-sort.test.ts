import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { UserIdentity } from '../../src/api/contract.gen.js';
import { SortedPeople } from '../../src/elements/seam-user-identity-list/incremental-sort.js';
import type { PeopleSort } from '../../src/elements/base/list-view-state.js';

const person = (id: number, name: string, key: string | null = null) =>
  ({ user_identity_id: String(id), display_name: name, user_identity_key: key }) as UserIdentity;

const { compare } = new Intl.Collator('en', { numeric: true });
const byName: PeopleSort = { by: 'name', ascending: true };

const people = fc
  .array(fc.tuple(fc.constantFrom('Ann', 'Bo', 'Émile', 'room 2', 'room 10', ''), fc.option(fc.string())), {
    maxLength: 40,
  })
  .map((pairs) => pairs.map(([name, key], id) => person(id, name, key)));

test('pages merged one by one have the same order as all people sorted at once', () => {
  fc.assert(
    fc.property(
      people,
      fc.constantFrom('name', 'key'),
      fc.boolean(),
      fc.nat(5),
      (all, by, ascending, size) => {
        const sort: PeopleSort = { by: by as 'name' | 'key', ascending };
        const paged = new SortedPeople();
        for (let end = 0; end < all.length; end += size + 1) paged.update(all.slice(0, end), sort, compare);
        assert.deepEqual(
          paged.update([...all], sort, compare),
          new SortedPeople().update([...all], sort, compare),
        );
      },
    ),
  );
});

test('people without a value sort last in both directions', () => {
  const all = [person(1, 'a'), person(2, 'b', 'k'), person(3, 'c', 'j')];
  for (const ascending of [true, false])
    assert.equal(new SortedPeople().update(all, { by: 'key', ascending }, compare).at(-1)?.display_name, 'a');
});

test('numbers in names sort as numbers', () => {
  const all = [person(1, 'room 10'), person(2, 'room 2')];
  assert.deepEqual(
    new SortedPeople().update(all, byName, compare).map((row) => row.display_name),
    ['room 2', 'room 10'],
  );
});

test('a person on two pages is shown once', () => {
  const sorted = new SortedPeople();
  sorted.update([person(1, 'a'), person(2, 'b')], byName, compare);
  assert.equal(sorted.update([person(1, 'a'), person(2, 'b'), person(2, 'b')], byName, compare).length, 2);
});

test('a change in the middle of the list is not missed', () => {
  const [a, b, c] = [person(1, 'a'), person(2, 'b'), person(3, 'c')];
  const sorted = new SortedPeople();
  sorted.update([a, b, c], byName, compare);
  const renamed = sorted.update([a, person(2, 'z'), c], byName, compare);
  assert.deepEqual(
    renamed.map((row) => row.display_name),
    ['a', 'c', 'z'],
  );
});

test('a changed person moves to the place that a full sort would give', () => {
  fc.assert(
    fc.property(
      people,
      fc.array(fc.tuple(fc.nat(40), fc.constantFrom('Ann', 'Cy', 'room 5'))),
      (all, changes) => {
        const sorted = new SortedPeople();
        sorted.update(all, byName, compare);
        const changed = [...all];
        for (const [id, name] of changes) if (changed[id]) changed[id] = person(id, name);
        assert.deepEqual(
          sorted.update(changed, byName, compare),
          new SortedPeople().update(changed, byName, compare),
        );
      },
    ),
  );
});

test('the order equals a full sort after any change, also with people on two pages', () => {
  const places = fc.array(fc.nat(11), { maxLength: 16 });
  const pool = 'Bo Ann Cy Ann Émile Bo Dee Ann Fay Cy Bo Gus'.split(' ').map((name, id) => person(id, name));
  fc.assert(
    fc.property(fc.array(places, { minLength: 2, maxLength: 5 }), (versions) => {
      const sorted = new SortedPeople();
      for (const version of versions) {
        const people = version.map((place) => pool[place]!);
        const rows = sorted.update(people, byName, compare);
        assert.deepEqual(rows, new SortedPeople().update(people, byName, compare));
      }
    }),
  );
});
