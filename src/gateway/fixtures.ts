import {
  acsEntrancesList,
  acsSystemsList,
  devicesList,
  userIdentitiesListAccessibleDevices,
  userIdentitiesListAccessibleEntrances,
  userIdentitiesListAcsSystems,
  type AcsEntrance,
  type AcsSystem,
  type Device,
} from '../api/contract.gen.js';
import type { Errand } from './errand.js';
import { chunks, distinct, findById, ofEach, ownedBy, type Kind } from './ownership.js';
import { notFound } from './refusal.js';
import { reaches, type Reach } from './scope.js';
import { listIn } from './upstream.js';

/** Something of a building rather than of a person: the host may name those that a caller hands out. */
export interface Fixture<Item extends object> extends Kind<Item> {
  readonly named: 'devices' | 'acsSystems' | 'acsEntrances';
  /** Those of the ids that exist. */
  list(errand: Errand, ids: readonly string[]): Promise<Item[]>;
}

const idsAtOnce = 200;

export const devices: Fixture<Device> = {
  name: 'device',
  id: 'device_id',
  named: 'devices',
  of: async (errand, id) =>
    listIn(await errand.ask(userIdentitiesListAccessibleDevices, { user_identity_id: id }), 'devices'),
  list: (errand, ids) =>
    ofEach(chunks(ids, idsAtOnce), async (device_ids) => {
      const body = await errand.ask(devicesList, { device_ids, limit: device_ids.length });
      return listIn<Device>(body, 'devices').filter(({ device_id }) => device_ids.includes(device_id));
    }),
};

export const acsSystems: Fixture<AcsSystem> = {
  name: 'acs_system',
  id: 'acs_system_id',
  named: 'acsSystems',
  of: async (errand, id) =>
    listIn(await errand.ask(userIdentitiesListAcsSystems, { user_identity_id: id }), 'acs_systems'),
  async list(errand, ids) {
    if (ids.length === 0) return [];
    const found = listIn<AcsSystem>(await errand.ask(acsSystemsList, {}), 'acs_systems');
    return found.filter(({ acs_system_id }) => ids.includes(acs_system_id));
  },
};

export const entrances: Fixture<AcsEntrance> = {
  name: 'acs_entrance',
  id: 'acs_entrance_id',
  named: 'acsEntrances',
  of: async (errand, id) =>
    listIn(
      await errand.ask(userIdentitiesListAccessibleEntrances, { user_identity_id: id }),
      'acs_entrances',
    ),
  list: (errand, ids) =>
    ofEach(chunks(ids, idsAtOnce), async (acs_entrance_ids) => {
      const body = await errand.ask(acsEntrancesList, { acs_entrance_ids, limit: acs_entrance_ids.length });
      const found = listIn<AcsEntrance>(body, 'acs_entrances');
      return found.filter(({ acs_entrance_id }) => acs_entrance_ids.includes(acs_entrance_id));
    }),
};

/** Those that everybody in a limited scope has, and those that the caller may hand out, unless that is all. */
export async function inSight<Item extends object>(errand: Errand, fixture: Fixture<Item>): Promise<Item[]> {
  const named = errand.caller.reach[fixture.named];
  const handedOut = named === undefined || named === 'all' ? [] : await fixture.list(errand, [...named]);
  return distinct([...handedOut, ...(await ownedBy(errand, fixture))], fixture.id);
}

/** @throws {Refusal} unless a limited scope has it in sight */
export async function findInSight<Item extends object>(
  errand: Errand,
  fixture: Fixture<Item>,
  id: string,
): Promise<Item> {
  const named = errand.caller.reach[fixture.named];
  const isNamed = named !== undefined && reaches(named, id);
  return findById(fixture, await (isNamed ? fixture.list(errand, [id]) : ownedBy(errand, fixture)), id);
}

/** @throws {Refusal} unless the caller may hand out each of them */
export async function requireToHandOut<Item extends object>(
  errand: Errand,
  fixture: Fixture<Item>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0 || handsOutAll(errand.caller.reach, fixture)) return;
  const named = errand.caller.reach[fixture.named];
  const mayHandOut =
    named instanceof Set ? named : new Set((await ownedBy(errand, fixture)).map((item) => item[fixture.id]));
  if (!ids.every((id) => mayHandOut.has(id))) throw notFound(fixture.name);
}

export const handsOutAll = (reach: Reach, { named }: Pick<Fixture<object>, 'named'>): boolean =>
  (reach[named] ?? reach.userIdentities) === 'all';
