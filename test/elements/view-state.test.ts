import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  firstViewState,
  viewStateOf,
  type PeopleViewState,
} from '../../src/elements/base/list-view-state.js';

test('each invalid field of a view state gets its initial value', () => {
  const whole: PeopleViewState = {
    search: 'x',
    sort: { by: 'email', ascending: false },
    selection: ['a'],
    open: 'a',
  };
  assert.deepEqual(viewStateOf(whole), whole);
  for (const spoiled of [
    undefined,
    null,
    '',
    'x',
    1,
    [],
    {},
    { sort: null },
    { selection: 'a' },
    { open: 1 },
  ])
    assert.deepEqual(viewStateOf(spoiled), firstViewState);
  assert.deepEqual(viewStateOf({ search: 'x' }), { ...firstViewState, search: 'x' });
  assert.deepEqual(viewStateOf({ ...whole, sort: { by: 'of_yesterday', ascending: false } }), {
    ...whole,
    sort: { by: 'name', ascending: false },
  });
  assert.deepEqual(viewStateOf({ ...whole, selection: ['a', null, 1, 'a'] }), whole);
});

test('any given value results in a view state that can be shown and stored', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (search, sort, selection) => {
      const state = viewStateOf({ search, sort, selection });
      assert.deepEqual(viewStateOf(JSON.parse(JSON.stringify(state))), state);
    }),
    { seed: 20261130 },
  );
});
