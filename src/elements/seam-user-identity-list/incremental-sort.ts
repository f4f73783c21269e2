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
 * Keeps people in order while pages of them arrive and some change: only who is new or has changed is sorted, and
 * merged in, for sorting all again each time costs seconds at 100,000.
 */
export class SortedPeople {
  private source: People = [];
  private sort: PeopleSort | undefined;
  private compare: Compare | undefined;
  private entries: Entry[] = [];
  private result: People = [];
  private readonly known = new Set<string>();

  /** @returns the same array as before if nothing has changed */
  update(people: People, sort: PeopleSort, compare: Compare): People {
    const isSameOrder = sort === this.sort && compare === this.compare;
    if (isSameOrder && people === this.source) return this.result;
    // Who stood on two pages was taken once: it cannot be told what is left when one of them goes.
    const isKept = isSameOrder && this.entries.length === this.source.length;
    const { gone, came } = difference(isKept ? this.source : [], people);
    if (!isKept) this.known.clear();
    for (const { user_identity_id } of gone) this.known.delete(user_identity_id);
    const kept = isKept ? this.entries.filter(({ person }) => !gone.has(person)) : [];
    const added: Entry[] = [];
    for (const person of came) {
      // A person may stand on two pages when the list changed in between.
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

/** Who is not there any more, and who was not. Mostly a page came at the end, or one person changed. */
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

/** Who has the same value stands in the order of their creation. */
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

/** ISO 8601 sorts by itself. */
const byCode: Compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

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
