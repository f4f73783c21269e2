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

/** Something of a building rather than of a person: the host may name those that a caller hands out. */
export interface Fixture<Item extends object> extends Kind<Item> {
  readonly named: 'devices' | 'acsSystems' | 'acsEntrances';
  /** Those of the ids that exist. */
  list(errand: Errand, ids: readonly string[]): Promise<Item[]>;
  /** Whether it belongs to the building, so that a scope with `'all'` of them has it in sight. */
  isOfBuilding(item: Item): boolean;
}

/** How refusals and scopes call a fixture. */
type FixtureName = Pick<Fixture<object>, 'name' | 'named'>;

/** Phones are people's, and a type that is not known yet may be a person's too. */
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
  const [found] = await thoseNamed(errand, fixture, [id]);
  return found ?? findById(fixture, await ownedBy(errand, fixture), id);
}

/** Those of the ids that the host has named for the caller, each alone or with `'all'`. */
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

/** @throws {Refusal} unless the caller may hand out each of them */
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
 * For what is handed out along with something else, such as the doors of an access group: a list that the host has made
 * holds for these too.
 * @param idsOf looks them up, which is not done without a list
 * @throws {Refusal} unless each of them is on the list, if there is one
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

/** @throws {Refusal} where there is a list, because nobody can say what this would open */
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
