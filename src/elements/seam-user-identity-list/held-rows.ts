import type { UserIdentity } from '../../api/contract.gen.js';

type People = readonly UserIdentity[];

/**
 * Keeps rows where they are while somebody is at them: those who are there are shown as of now at once, but who
 * came, went or moved waits until it is asked for.
 */
export class SteadyRows {
  /** What is shown. */
  rows: People = [];
  /** Whether somebody came, went or moved, and waits. */
  hasWaiting = false;
  private newest: People = [];
  /** Whose order the rows have. */
  private taken: People = [];

  /** @param isSteady whether nothing may move now */
  update(newest: People, isSteady: boolean): void {
    if (newest === this.newest && isSteady) return;
    this.newest = newest;
    if (!isSteady || firstDifference(this.taken, newest) === -1) return void this.showWaiting();
    const byId = new Map(newest.map((person) => [person.user_identity_id, person]));
    this.hasWaiting = true;
    this.rows = this.taken.map((person) => byId.get(person.user_identity_id) ?? person);
  }

  /** @returns the place of the first row that is another one than before; -1 if none is */
  showWaiting(): number {
    const place = firstDifference(this.taken, this.newest);
    this.rows = this.taken = this.newest;
    this.hasWaiting = false;
    return place;
  }
}

/** The first place where not the same person stands; -1 if there is none. */
function firstDifference(before: People, after: People): number {
  const [longer, shorter] = before.length > after.length ? [before, after] : [after, before];
  return longer.findIndex((person, place) => person.user_identity_id !== shorter[place]?.user_identity_id);
}
