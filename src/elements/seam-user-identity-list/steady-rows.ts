import type { UserIdentity } from '../../api/contract.gen.js';

type People = readonly UserIdentity[];

/**
 * Keeps rows where they are while somebody is at them: those who are there are shown as of now at once, but who
 * came, went or moved waits until it is asked for.
 */
export class SteadyRows {
  /** What is shown. */
  rows: People = [];
  /** How many came, went or moved, and wait. */
  waiting = 0;
  private newest: People = [];
  /** Whose order the rows have. */
  private taken: People = [];

  /** @param isSteady whether nothing may move now */
  update(newest: People, isSteady: boolean): void {
    if (newest === this.newest && isSteady) return;
    this.newest = newest;
    if (!isSteady || isSameOrder(this.taken, newest)) return void this.showWaiting();
    const byId = new Map(newest.map((person) => [person.user_identity_id, person]));
    const stayed = this.taken.filter(({ user_identity_id }) => byId.has(user_identity_id));
    this.waiting = arrivals(this.taken, newest).length + this.taken.length - stayed.length;
    this.rows = this.taken.map((person) => byId.get(person.user_identity_id) ?? person);
  }

  /** @returns the first of those who came or moved */
  showWaiting(): UserIdentity | undefined {
    const [first] = this.waiting > 0 ? arrivals(this.taken, this.newest) : [];
    this.rows = this.taken = this.newest;
    this.waiting = 0;
    return first;
  }
}

/** Mostly nobody came, went or moved, which is quickly seen. */
const isSameOrder = (before: People, after: People): boolean =>
  before.length === after.length &&
  before.every(({ user_identity_id }, place) => user_identity_id === after[place]!.user_identity_id);

/**
 * Those who came, and those who moved: without them, everybody else stands in the old order. Of two ways to tell who
 * moved, from the top and from the end, the one with fewer is taken. Where some moved up and others down, it may name
 * more than did.
 */
export function arrivals(before: People, after: People): People {
  const fromTop = outOfOrder(before, after);
  const fromEnd = outOfOrder([...before].reverse(), [...after].reverse()).reverse();
  return fromTop.length <= fromEnd.length ? fromTop : fromEnd;
}

/** Those who came, and those who were in front of somebody who now stands in front of them. */
function outOfOrder(before: People, after: People): UserIdentity[] {
  const places = new Map(before.map(({ user_identity_id }, place) => [user_identity_id, place]));
  let last = 0;
  return after.filter(({ user_identity_id }) => {
    const place = places.get(user_identity_id) ?? -1;
    const isOutOfOrder = place < last;
    if (!isOutOfOrder) last = place;
    return isOutOfOrder;
  });
}
