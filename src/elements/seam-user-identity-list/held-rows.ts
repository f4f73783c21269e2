import type { UserIdentity } from '../../api/contract.gen.js';

type People = readonly UserIdentity[];

/**
 * Keeps rows in place while the user works with them. New values of shown rows appear at once; rows that are new,
 * gone or moved wait until the user asks for them.
 */
export class SteadyRows {
  /** The rows that are shown. */
  rows: People = [];
  /** Whether new, gone or moved rows wait. */
  hasWaiting = false;
  private newest: People = [];
  /** The list whose order the rows have. */
  private taken: People = [];

  /** @param isSteady whether rows must not move now */
  update(newest: People, isSteady: boolean): void {
    if (newest === this.newest && isSteady) return;
    this.newest = newest;
    if (!isSteady || firstDifference(this.taken, newest) === -1) return void this.showWaiting();
    const byId = new Map(newest.map((person) => [person.user_identity_id, person]));
    this.hasWaiting = true;
    this.rows = this.taken.map((person) => byId.get(person.user_identity_id) ?? person);
  }

  /** @returns the index of the first row that shows another user identity than before; -1 if none does */
  showWaiting(): number {
    const place = firstDifference(this.taken, this.newest);
    this.rows = this.taken = this.newest;
    this.hasWaiting = false;
    return place;
  }
}

/** The index of the first row that differs; -1 if there is none. */
function firstDifference(before: People, after: People): number {
  const [longer, shorter] = before.length > after.length ? [before, after] : [after, before];
  return longer.findIndex((person, place) => person.user_identity_id !== shorter[place]?.user_identity_id);
}
