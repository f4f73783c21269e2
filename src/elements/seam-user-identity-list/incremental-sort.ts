import type { UserIdentity } from '../../api/contract.gen.js';
import { columns } from './columns.js';
import type { PeopleSort } from '../base/list-view-state.js';

type Compare = (a: string, b: string) => number;
type People = readonly UserIdentity[];

interface Entry {
  readonly value: string | null;
  readonly person: UserIdentity;
}

/**
 * Keeps user identities sorted while pages arrive and rows change. Sorts and merges only new and changed rows: to
 * sort all 100,000 each time takes seconds.
 */
export class SortedPeople {
  private source: People = [];
  private sort: PeopleSort | undefined;
  private compare: Compare | undefined;
  private entries: Entry[] = [];
  private result: People = [];
  private readonly known = new Set<string>();

  /** @returns the same array as before if nothing changed */
  update(people: People, sort: PeopleSort, compare: Compare): People {
    const isSameOrder = sort === this.sort && compare === this.compare;
    if (isSameOrder && people === this.source) return this.result;
    // A user identity on two pages has one entry. If one of its rows goes, the other is not known: sort all.
    const isKept = isSameOrder && this.entries.length === this.source.length;
    const { gone, came } = difference(isKept ? this.source : [], people);
    if (!isKept) this.known.clear();
    for (const { user_identity_id } of gone) this.known.delete(user_identity_id);
    const kept = isKept ? this.entries.filter(({ person }) => !gone.has(person)) : [];
    const added: Entry[] = [];
    for (const person of came) {
      // If the list changes between two requests, a user identity may be on two pages.
      if (this.known.has(person.user_identity_id)) continue;
      this.known.add(person.user_identity_id);
      added.push({ value: columns[sort.by](person), person });
    }
    const order = entryOrder(sort, compare);
    this.entries = merge(kept, added.sort(order), order);
    this.result = this.entries.map(({ person }) => person);
    this.source = people;
    this.sort = sort;
    this.compare = compare;
    return this.result;
  }
}

/** The removed and the added rows. Usually a page was added at the end, or one row changed. */
function difference(before: People, after: People): { gone: Set<UserIdentity>; came: People } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const gone = new Set(before.slice(head, before.length - tail));
  const came = after.slice(head, after.length - tail).filter((person) => !gone.delete(person));
  return { gone, came };
}

type Order = (a: Entry, b: Entry) => number;

/** Rows with equal values keep the order of creation. */
function entryOrder({ by, ascending }: PeopleSort, compare: Compare): Order {
  const direction = ascending ? 1 : -1;
  const values = by === 'created' ? byCode : compare;
  return (a, b) =>
    (a.value === null || b.value === null
      ? Number(a.value === null) - Number(b.value === null)
      : direction * values(a.value, b.value)) ||
    byCode(a.person.created_at, b.person.created_at) ||
    byCode(a.person.user_identity_id, b.person.user_identity_id);
}

/** ISO 8601 dates sort as text. */
const byCode: Compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Merges a few entries into many, with a binary search for each place. */
function merge(many: Entry[], few: Entry[], order: Order): Entry[] {
  const merged: Entry[] = [];
  let at = 0;
  for (const entry of few) {
    for (const place = placeFor(entry, many, at, order); at < place; at++) merged.push(many[at]!);
    merged.push(entry);
  }
  return merged.concat(many.slice(at));
}

/** The first place, at or after `from`, whose entry sorts after the given one. */
function placeFor(entry: Entry, many: Entry[], from: number, order: Order): number {
  let end = many.length;
  while (from < end) {
    const middle = (from + end) >> 1;
    if (order(many[middle]!, entry) < 0) from = middle + 1;
    else end = middle;
  }
  return from;
}
