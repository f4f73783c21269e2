import type { Endpoint, EndpointPath, ParamsOf } from '../api/contract.gen.js';
import type { Errand } from './errand.js';
import { invalidInput, notFound, Refusal } from './refusal.js';
import { reaches } from './scope.js';
import { listIn, objectIn } from './upstream.js';

/*
 * What is whose, found in lists of the caller's own. Nothing foreign is fetched to be compared, so a foreign id
 * and one that does not exist take the same way and the same time.
 */

const mostPeople = 500;
const mostPages = 20;
const atOnce = 10;

/** Something that people have, and how to find what one person has of it. */
export interface Kind<Item extends object> {
  /** As refusals call it. */
  readonly name: string;
  readonly id: keyof Item & string;
  of(errand: Errand, userIdentityId: string): Promise<Item[]>;
}

/** @throws {Refusal} unless the user identity is in scope */
export function requireUserIdentity({ caller }: Errand, id: string): void {
  if (!reaches(caller.reach.userIdentities, id)) throw notFound('user_identity');
}

/** What one user identity in scope has, or everybody in a limited scope. */
export async function ownedBy<Item extends object>(
  errand: Errand,
  kind: Kind<Item>,
  userIdentityId?: string,
): Promise<Item[]> {
  const people = userIdentityId === undefined ? peopleOf(errand) : [userIdentityId];
  return distinct(await ofEach(people, (id) => kind.of(errand, id)), kind.id);
}

/** @throws {Refusal} unless it belongs to somebody in scope, or to the one user identity that is given */
export async function findOwned<Item extends object>(
  errand: Errand,
  kind: Kind<Item>,
  id: string,
  userIdentityId?: string,
): Promise<Item> {
  return findById(kind, await ownedBy(errand, kind, userIdentityId), id);
}

/** @throws {Refusal} where it is not among the items */
export function findById<Item extends object>({ name, id: idName }: Kind<Item>, items: Item[], id: string) {
  const found = items.find((item) => item[idName] === id);
  if (!found) throw notFound(name);
  return found;
}

/** The people of a limited scope, if they are few enough to look through. */
export function peopleOf({ caller: { reach } }: Errand): string[] {
  if (reach.userIdentities === 'all') throw new TypeError('A scope of everybody is not looked through.');
  if (reach.userIdentities.size > mostPeople)
    throw invalidInput({ path: [], message: 'The scope holds too many people to look through them all.' });
  return [...reach.userIdentities];
}

/** All of a list, page by page. */
export async function allPages<Item extends object, Path extends EndpointPath>(
  errand: Errand,
  endpoint: Endpoint<Path>,
  params: ParamsOf<Path>,
): Promise<Item[]> {
  const found: Item[] = [];
  let cursor: unknown;
  for (let page = 0; page < mostPages; page++) {
    const body = await errand.ask(endpoint, { ...params, page_cursor: cursor });
    found.push(...listIn<Item>(body, endpoint.responseKey!));
    // Some lists come without it.
    if (body['pagination'] === undefined) return found;
    cursor = objectIn(body, 'pagination')['next_page_cursor'];
    if (typeof cursor !== 'string') return found;
  }
  throw invalidInput({ path: [], message: 'There are too many to look through them all.' });
}

/** Collects what each has, a few at a time. Who has been deleted has nothing. */
export async function ofEach<Key, Item>(
  keys: readonly Key[],
  collect: (key: Key) => Promise<Item[]>,
): Promise<Item[]> {
  const found: Item[] = [];
  for (const some of chunks(keys, atOnce))
    found.push(...(await Promise.all(some.map((key) => collect(key).catch(nothingIfGone)))).flat());
  return found;
}

function nothingIfGone(error: unknown): [] {
  if (error instanceof Refusal && error.status === 404) return [];
  throw error;
}

export const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

export const distinct = <Item>(items: Item[], id: keyof Item): Item[] => [
  ...new Map(items.map((item) => [item[id], item])).values(),
];
