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
} from '../../api/contract.gen.js';
import { endpointSchemas } from '../../api/schemas.gen.js';
import type { Errand } from './request-context.js';
import { isPhone } from './filter-answer.js';
import { chunks, distinct, findById, idsAtOnce, ofEach, ownedBy, type Kind } from './ownership.js';
import { invalidInput, notFound } from '../http/http-error.js';
import { isLimited, reaches, type Reach } from './scope.js';
import { listIn } from '../http/seam-upstream.js';

/** A kind of resource that belongs to a building, not to a person. The host can name those a caller may hand out. */
export interface Fixture<Item extends object> extends Kind<Item> {
  readonly named: 'devices' | 'acsSystems' | 'acsEntrances';
  /** Reads the resources with these ids; ids that do not exist are left out. */
  list(errand: Errand, ids: readonly string[]): Promise<Item[]>;
  /** Whether it belongs to the building, so that a scope with `'all'` includes it. */
  isOfBuilding(item: Item): boolean;
}

/** The names of a fixture in refusals and in scopes. */
type FixtureName = Pick<Fixture<object>, 'name' | 'named'>;

/** Without phones, which belong to people. Unknown types are left out too, because they may belong to people. */
export const buildingDeviceTypes: readonly string[] = endpointSchemas['/devices/list'].params
  .properties!['device_types']!.items!.anyOf!.flatMap((group) => group.enum as string[])
  .filter((device_type) => !isPhone({ device_type }));

export const devices: Fixture<Device> = {
  name: 'device',
  id: 'device_id',
  named: 'devices',
  async of(errand, id) {
    const body = await errand.ask(userIdentitiesListAccessibleDevices, { user_identity_id: id });
    return listIn<Device>(body, 'devices').filter((device) => !isPhone(device));
  },
  list: (errand, ids) =>
    ofEach(chunks(ids, idsAtOnce), async (device_ids) => {
      const body = await errand.ask(devicesList, { device_ids, limit: device_ids.length });
      return listIn<Device>(body, 'devices').filter(
        (device) => device_ids.includes(device.device_id) && !isPhone(device),
      );
    }),
  isOfBuilding: (device) => buildingDeviceTypes.includes(device.device_type) && !isPhone(device),
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
  isOfBuilding: () => true,
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
  isOfBuilding: () => true,
};

/** Fixtures of the people in a limited scope, and those that the host has named. With `'all'`, only the people's. */
export async function inSight<Item extends object>(errand: Errand, fixture: Fixture<Item>): Promise<Item[]> {
  const named = errand.caller.reach[fixture.named];
  const handedOut = named === undefined || named === 'all' ? [] : await fixture.list(errand, [...named]);
  return distinct([...handedOut, ...(await ownedBy(errand, fixture))], fixture.id);
}

/** @throws {Refusal} unless the limited scope may see it */
export async function findInSight<Item extends object>(
  errand: Errand,
  fixture: Fixture<Item>,
  id: string,
): Promise<Item> {
  const [found] = await thoseNamed(errand, fixture, [id]);
  return found ?? findById(fixture, await ownedBy(errand, fixture), id);
}

/** Reads the fixtures with these ids that the host has named for the caller, one by one or with `'all'`. */
export async function thoseNamed<Item extends object>(
  errand: Errand,
  fixture: Fixture<Item>,
  ids: readonly string[],
): Promise<Item[]> {
  const named = errand.caller.reach[fixture.named] ?? new Set<string>();
  const found = await fixture.list(
    errand,
    ids.filter((id) => reaches(named, id)),
  );
  return found.filter((item) => named !== 'all' || fixture.isOfBuilding(item));
}

/** @throws {Refusal} unless the caller may hand out all of them */
export async function requireToHandOut<Item extends object>(
  errand: Errand,
  fixture: Fixture<Item>,
  ids: readonly string[],
): Promise<void> {
  const { reach } = errand.caller;
  const named = reach[fixture.named];
  if (ids.length === 0 || (handsOutAll(reach, fixture) && !isLimited(reach))) return;
  if (named === 'all') for (const id of ids) await findInSight(errand, fixture, id);
  else {
    const mayHandOut =
      named ?? new Set((await ownedBy(errand, fixture)).map((item) => String(item[fixture.id])));
    if (!ids.every((id) => mayHandOut.has(id))) throw notFound(fixture.name);
  }
}

/**
 * For fixtures that a change hands out indirectly, such as the entrances of an access group. The host's list applies to
 * these too.
 * @param idsOf finds their ids; called only if the scope has a list
 * @throws {Refusal} if the scope has a list and one of them is not on it
 */
export async function requireListed(
  errand: Errand,
  { name, named }: FixtureName,
  idsOf: () => Promise<readonly string[]>,
): Promise<void> {
  const listed = errand.caller.reach[named];
  if (listed === undefined || listed === 'all') return;
  if (!(await idsOf()).every((id) => listed.has(id))) throw notFound(name);
}

/** @throws {Refusal} if the scope has a list, because nobody can know what this parameter opens */
export function requireNoList(
  { caller: { reach } }: Errand,
  fixtures: readonly FixtureName[],
  what: string,
): void {
  if (fixtures.some(({ named }) => reach[named] !== undefined && reach[named] !== 'all'))
    throw invalidInput({ path: [what], message: 'Not allowed where the scope lists what may be handed out' });
}

export const handsOutAll = (reach: Reach, { named }: FixtureName): boolean =>
  (reach[named] ?? reach.userIdentities) === 'all';
