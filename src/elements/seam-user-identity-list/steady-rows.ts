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

interface Run {
  readonly place: number;
  readonly before: Run | undefined;
}

/** Those who came, and those who stand elsewhere among the others: as few as explain the new order. */
export function arrivals(before: People, after: People): People {
  const places = new Map(before.map(({ user_identity_id }, place) => [user_identity_id, place]));
  // Of each length, the run of people in their old order that leaves most room for others after it.
  const runs: Run[] = [];
  for (const { user_identity_id } of after) {
    const place = places.get(user_identity_id);
    if (place === undefined) continue;
    let length = 0;
    for (let end = runs.length; length < end;) {
      const middle = (length + end) >> 1;
      if (runs[middle]!.place < place) length = middle + 1;
      else end = middle;
    }
    runs[length] = { place, before: runs[length - 1] };
  }
  const inOrder = new Set<number>();
  for (let run = runs.at(-1); run; run = run.before) inOrder.add(run.place);
  return after.filter(({ user_identity_id }) => !inOrder.has(places.get(user_identity_id) ?? -1));
}
