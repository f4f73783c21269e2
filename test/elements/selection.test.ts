import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UserIdentity } from '../../src/api/contract.gen.js';
import { Selection } from '../../src/elements/seam-user-identity-list/selection.js';

/** One person per letter. */
function selectionIn(shown: string, selected: string) {
  const list = {
    rows: [...shown].map((id) => ({ user_identity_id: id }) as UserIdentity),
    viewState: { selection: [...selected] },
    select: (ids: readonly string[]) => (list.viewState = { selection: [...ids] }),
  };
  return { selection: new Selection(list), selected: () => list.viewState.selection.join('') };
}

test('a range is selected in both directions, in addition to the previous selection', () => {
  const { selection, selected } = selectionIn('abcd', 'd');
  selection.beginRange('b');
  selection.extendTo('a');
  assert.equal(selected(), 'dab');
  selection.extendTo('c');
  assert.equal(selected(), 'dabc');
});

test('one person is selected and deselected', () => {
  const { selection, selected } = selectionIn('abcd', 'a');
  selection.toggle('b');
  selection.toggle('a');
  assert.equal(selected(), 'b');
});

test('all shown people are selected and deselected, and no hidden ones', () => {
  const { selection, selected } = selectionIn('abc', 'axy');
  assert.deepEqual([selection.count, selection.hiddenCount], [3, 2]);
  assert.deepEqual([selection.areSomeShownSelected, selection.areAllShownSelected], [true, false]);
  selection.selectAllShown();
  assert.equal(selected(), 'axybc');
  assert.equal(selection.areAllShownSelected, true);
  selection.unselectAllShown();
  assert.equal(selected(), 'xy');
  assert.deepEqual([selection.areSomeShownSelected, selection.hiddenCount], [false, 2]);
});

test('without rows, nothing can be selected', () => {
  const { selection } = selectionIn('', 'x');
  assert.deepEqual([selection.areSomeShownSelected, selection.areAllShownSelected], [false, false]);
});
