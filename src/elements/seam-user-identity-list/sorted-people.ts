import type { UserIdentity } from '../../api/contract.gen.js';
import { columns } from './columns.js';
import type { PeopleSort } from './view-state.js';

type Compare = (a: string, b: string) => number;

interface Entry {
  readonly value: string | null;
  readonly person: UserIdentity;
}

/**
 * Keeps people in order while pages of them arrive: a further page is sorted by itself and merged in,
 * for sorting all again with each page costs seconds at 100,000.
 */
export class SortedPeople {
  private source: readonly UserIdentity[] = [];
  private sort: PeopleSort | undefined;
  private compare: Compare | undefined;
  private entries: Entry[] = [];
  private result: readonly UserIdentity[] = [];

  /** @returns the same array as before if nothing has changed */
  update(people: readonly UserIdentity[], sort: PeopleSort, compare: Compare): readonly UserIdentity[] {
    const sameOrder = sort === this.sort && compare === this.compare;
    if (sameOrder && people === this.source) return this.result;
    const isLonger = sameOrder && this.source.every((person, index) => person === people[index]);
    const before = isLonger ? this.entries : [];
    const known = new Set(before.map(({ person }) => person.user_identity_id));
    const added: Entry[] = [];
    for (const person of people.slice(before.length && this.source.length)) {
      // A person may stand on two pages when the list changed in between.
      if (known.has(person.user_identity_id)) continue;
      known.add(person.user_identity_id);
      added.push({ value: columns[sort.by](person), person });
    }
    const order = entryOrder(sort, compare);
    this.entries = merge(before, added.sort(order), order);
    this.result = this.entries.map(({ person }) => person);
    this.source = people;
    this.sort = sort;
    this.compare = compare;
    return this.result;
  }
}

function entryOrder({ by, ascending }: PeopleSort, compare: Compare) {
  const direction = ascending ? 1 : -1;
  // ISO 8601 sorts by itself.
  const values: Compare = by === 'created' ? (a, b) => (a < b ? -1 : a > b ? 1 : 0) : compare;
  return (a: Entry, b: Entry): number => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
    return direction * values(a.value, b.value);
  };
}

function merge(left: Entry[], right: Entry[], order: (a: Entry, b: Entry) => number): Entry[] {
  if (left.length === 0) return right;
  const merged: Entry[] = [];
  let at = 0;
  for (const entry of left) {
    while (at < right.length && order(right[at]!, entry) < 0) merged.push(right[at++]!);
    merged.push(entry);
  }
  return merged.concat(right.slice(at));
}
