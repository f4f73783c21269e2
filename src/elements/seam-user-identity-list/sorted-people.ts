import type { UserIdentity } from '../../api/contract.gen.js';
import { columns } from './columns.js';
import type { PeopleSort } from './view-state.js';

type Compare = (a: string, b: string) => number;

interface Entry {
  readonly value: string | null;
  readonly person: UserIdentity;
}

/**
 * Keeps people in order while pages of them arrive and some change: only who is new or has changed is sorted, and
 * merged in, for sorting all again each time costs seconds at 100,000.
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
    const places = new Map(people.map((person, place) => [person, place]));
    const kept = sameOrder ? this.entries.filter(({ person }) => places.has(person)) : [];
    const known = new Set(kept.map(({ person }) => person.user_identity_id));
    const added: Entry[] = [];
    for (const person of people) {
      // A person may stand on two pages when the list changed in between.
      if (known.has(person.user_identity_id)) continue;
      known.add(person.user_identity_id);
      added.push({ value: columns[sort.by](person), person });
    }
    const byValue = entryOrder(sort, compare);
    const order: Order = (a, b) => byValue(a, b) || places.get(a.person)! - places.get(b.person)!;
    this.entries = merge(kept, added.sort(order), order);
    this.result = this.entries.map(({ person }) => person);
    this.source = people;
    this.sort = sort;
    this.compare = compare;
    return this.result;
  }
}

type Order = (a: Entry, b: Entry) => number;

function entryOrder({ by, ascending }: PeopleSort, compare: Compare): Order {
  const direction = ascending ? 1 : -1;
  // ISO 8601 sorts by itself.
  const values: Compare = by === 'created' ? (a, b) => (a < b ? -1 : a > b ? 1 : 0) : compare;
  return (a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
    return direction * values(a.value, b.value);
  };
}

/** A few into many: where each belongs is looked up, not compared with all. */
function merge(many: Entry[], few: Entry[], order: Order): Entry[] {
  const merged: Entry[] = [];
  let at = 0;
  for (const entry of few) {
    for (const place = placeFor(entry, many, at, order); at < place; at++) merged.push(many[at]!);
    merged.push(entry);
  }
  return merged.concat(many.slice(at));
}

/** The first place, from one on, of which the entry stands before. */
function placeFor(entry: Entry, many: Entry[], from: number, order: Order): number {
  let end = many.length;
  while (from < end) {
    const middle = (from + end) >> 1;
    if (order(many[middle]!, entry) < 0) from = middle + 1;
    else end = middle;
  }
  return from;
}
