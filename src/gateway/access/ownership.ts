import {
  userIdentitiesGet,
  userIdentitiesList,
  type Endpoint,
  type EndpointPath,
  type ParamsOf,
  type UserIdentity,
} from '../../api/contract.gen.js';
import type { Errand } from './request-context.js';
import { invalidInput, notFound, Refusal } from '../http/http-error.js';
import { reaches } from './scope.js';
import { listIn, objectIn } from '../http/seam-upstream.js';

/*
 * What is whose, found in lists of the caller's own. Nothing foreign is fetched to be compared, so a foreign id
 * and one that does not exist take the same way and the same time.
 */

const mostPeople = 500;
const mostPages = 20;
const atOnce = 10;
/** As many ids as fit into one request. */
export const idsAtOnce = 200;

/** Something that people have, and how to find what one person has of it. */
export interface Kind<Item extends object> {
  /** As refusals call it. */
  readonly name: string;
  readonly id: keyof Item & string;
  of(errand: Errand, userIdentityId: string): Promise<Item[]>;
}

/** @throws {Refusal} unless the user identity is in scope, and Seam knows it by this very id */
export async function requireUserIdentity(errand: Errand, id: string): Promise<void> {
  requireInScope(errand, id);
  if (!(await knownByOwnId(errand, [id])).has(id)) throw notFound('user_identity');
}

/** @throws {Refusal} unless the user identity is in scope */
export function requireInScope({ caller }: Errand, id: string): void {
  if (!reaches(caller.reach.userIdentities, id)) throw notFound('user_identity');
}

/** What one user identity in scope has, or everybody in a limited scope. All of it counts as proven from then on. */
export async function ownedBy<Item extends object>(
  errand: Errand,
  kind: Kind<Item>,
  userIdentityId?: string,
): Promise<Item[]> {
  const people = userIdentityId === undefined ? peopleOf(errand) : [userIdentityId];
  const [known, found] = await Promise.all([
    knownByOwnId(errand, people),
    ofEach(people, async (owner) => (await kind.of(errand, owner)).map((item) => ({ owner, item }))),
  ]);
  const own = found.filter(({ owner }) => known.has(owner)).map(({ item }) => item);
  for (const item of own) errand.proven.add(kind.name, item[kind.id]);
  return distinct(own, kind.id);
}

/**
 * The people whom Seam knows by the ids that are given. Seam answers to the id of somebody who was merged into another
 * with that other's data: such an id has nothing of its own.
 */
async function knownByOwnId(errand: Errand, ids: readonly string[]): Promise<Set<string>> {
  const found = await ofEach(chunks(ids, idsAtOnce), (some) => askForPeople(errand, some));
  return new Set(found.map(({ user_identity_id }) => user_identity_id));
}

async function askForPeople(errand: Errand, ids: string[]): Promise<UserIdentity[]> {
  const [only, ...others] = ids;
  if (others.length > 0)
    return allPages<UserIdentity, '/user_identities/list'>(errand, userIdentitiesList, {
      user_identity_ids: ids,
      limit: ids.length,
    });
  const body = await errand.ask(userIdentitiesGet, { user_identity_id: only! });
  return [objectIn(body, 'user_identity') as unknown as UserIdentity];
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
export function findById<Item extends object>(
  { name, id: idName }: Kind<Item>,
  items: readonly Item[],
  id: string,
): Item {
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

/**
 * All of a list, page by page.
 * @param pages how many at most; give more where other people's rows stand between the own ones, because the end would
 *   tell how many those are
 */
export async function allPages<Item extends object, Path extends EndpointPath>(
  errand: Errand,
  endpoint: Endpoint<Path>,
  params: ParamsOf<Path>,
  pages = mostPages,
): Promise<Item[]> {
  const found: Item[] = [];
  let cursor: unknown;
  for (let page = 0; page < pages; page++) {
    const body = await errand.ask(endpoint, { ...params, page_cursor: cursor }, { charged: page === 0 });
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
