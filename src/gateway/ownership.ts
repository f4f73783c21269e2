import {
  clientSessionsList,
  devicesList,
  userIdentitiesListAccessibleDevices,
  type ClientSession,
  type Device,
} from '../api/contract.gen.js';
import type { Errand } from './errand.js';
import { invalidInput, notFound, Refusal } from './refusal.js';
import { reaches } from './scope.js';
import { listIn } from './upstream.js';

/*
 * What is whose, found in lists of the caller's own. Nothing foreign is fetched to be compared, so a foreign id
 * and one that does not exist take the same way and the same time.
 */

const mostPeople = 500;
const atOnce = 10;
const idsAtOnce = 200;

/** @throws {Refusal} unless the user identity is in scope */
export function requireUserIdentity({ caller }: Errand, id: string): void {
  if (!reaches(caller.reach.userIdentities, id)) throw notFound('user_identity');
}

/** The devices that a user identity may open. */
export const devicesOf = async (errand: Errand, userIdentityId: string): Promise<Device[]> =>
  listIn(
    await errand.ask(userIdentitiesListAccessibleDevices, { user_identity_id: userIdentityId }),
    'devices',
  );

/** The devices of everybody in a limited scope. */
export const devicesOfScope = async (errand: Errand): Promise<Device[]> =>
  distinct(await ofEach(peopleOf(errand), (id) => devicesOf(errand, id)), 'device_id');

/** The devices of everybody in a limited scope, and those that the caller may hand out. */
export async function devicesInSight(errand: Errand): Promise<Device[]> {
  const { devices } = errand.caller.reach;
  const named = devices === undefined || devices === 'all' ? [] : [...devices];
  const handedOut = await ofEach(chunks(named, idsAtOnce), async (ids) => {
    const body = await errand.ask(devicesList, { device_ids: ids, limit: ids.length });
    return listIn<Device>(body, 'devices').filter(({ device_id }) => ids.includes(device_id));
  });
  return distinct([...handedOut, ...(await devicesOfScope(errand))], 'device_id');
}

/** @throws {Refusal} unless the caller may hand out the device */
export async function requireDeviceToHandOut(errand: Errand, deviceId: string): Promise<void> {
  const { devices, userIdentities } = errand.caller.reach;
  if (devices ? reaches(devices, deviceId) : userIdentities === 'all') return;
  if (devices || !includesId(await devicesOfScope(errand), 'device_id', deviceId)) throw notFound('device');
}

/** @throws {Refusal} unless the user identity has the device */
export async function requireDeviceOf(
  errand: Errand,
  userIdentityId: string,
  deviceId: string,
): Promise<void> {
  if (!includesId(await devicesOf(errand, userIdentityId), 'device_id', deviceId)) throw notFound('device');
}

/** The client sessions of one user identity in scope, or of everybody in a limited scope. */
export const sessionsOf = (errand: Errand, userIdentityId?: string): Promise<ClientSession[]> =>
  ofEach(userIdentityId === undefined ? peopleOf(errand) : [userIdentityId], async (id) => {
    const body = await errand.ask(clientSessionsList, { user_identity_id: id });
    return listIn<ClientSession>(body, 'client_sessions').filter((session) => belongsTo(session, id));
  });

const belongsTo = ({ user_identity_id, user_identity_ids }: ClientSession, id: string): boolean =>
  (user_identity_id ?? user_identity_ids[0]) === id;

/** @throws {Refusal} unless the client session is of somebody in scope */
export async function requireSession(errand: Errand, clientSessionId: string): Promise<void> {
  if (!includesId(await sessionsOf(errand), 'client_session_id', clientSessionId))
    throw notFound('client_session');
}

function peopleOf({ caller: { reach } }: Errand): string[] {
  if (reach.userIdentities === 'all') throw new TypeError('A scope of everybody is not looked through.');
  if (reach.userIdentities.size > mostPeople)
    throw invalidInput({ path: [], message: 'The scope holds too many people to look through them all.' });
  return [...reach.userIdentities];
}

/** Collects what each has, a few at a time. Who has been deleted has nothing. */
async function ofEach<Key, Item>(keys: Key[], collect: (key: Key) => Promise<Item[]>): Promise<Item[]> {
  const found: Item[] = [];
  for (const some of chunks(keys, atOnce))
    found.push(...(await Promise.all(some.map((key) => collect(key).catch(nothingIfGone)))).flat());
  return found;
}

function nothingIfGone(error: unknown): [] {
  if (error instanceof Refusal && error.status === 404) return [];
  throw error;
}

const chunks = <Item>(items: Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

const distinct = <Item>(items: Item[], id: keyof Item): Item[] => [
  ...new Map(items.map((item) => [item[id], item])).values(),
];

const includesId = <Item>(items: Item[], name: keyof Item, id: string): boolean =>
  items.some((item) => item[name] === id);
