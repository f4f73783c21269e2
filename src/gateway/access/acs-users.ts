import {
  acsAccessGroupsList,
  acsUsersList,
  type AcsAccessGroup,
  type AcsUser,
} from '../../api/contract.gen.js';
import type { Errand } from './request-context.js';
import { acsSystems, entrances, handsOutAll, requireNoList } from './building-resources.js';
import { accessGroups, acsUsers } from './owned-resources.js';
import { allPages, distinct, findById, ofEach, ownedBy } from './ownership.js';
import { invalidInput, notFound, notPermitted } from '../http/http-error.js';
import { isLimited, reaches } from './scope.js';
import { listIn } from '../http/seam-upstream.js';

/** How a request names an ACS user: by its own id, or as that of a person in an access system. */
export interface AcsUserReference {
  acs_user_id?: string | undefined;
  user_identity_id?: string | undefined;
  acs_system_id?: string | undefined;
}

/**
 * The ACS user that a request names, so that it can be passed on by its own id alone: by anything else Seam may
 * link a stranger, or make a new one.
 * @throws {Refusal} unless it belongs to somebody in a limited scope
 */
export async function acsUserNamed(errand: Errand, reference: AcsUserReference): Promise<AcsUser> {
  const { acs_user_id, user_identity_id, acs_system_id } = reference;
  if (acs_user_id === undefined && (user_identity_id === undefined || acs_system_id === undefined))
    throw invalidInput({ path: ['acs_user_id'], message: 'Required' });
  const found = (await ownedBy(errand, acsUsers, user_identity_id)).find(
    (acsUser) =>
      (acs_user_id === undefined || acsUser.acs_user_id === acs_user_id) &&
      (acs_system_id === undefined || acsUser.acs_system_id === acs_system_id),
  );
  if (!found) throw notFound('acs_user');
  return found;
}

/**
 * For a scope of everybody. A person who has no ACS user yet is linked to one or given a new one, where Seam is
 * told the person alone.
 * @throws {Refusal} unless the request names an ACS user, or the caller may add one anywhere
 */
export function requireToAddAcsUsers({ caller: { reach } }: Errand, { acs_user_id }: AcsUserReference): void {
  if (
    acs_user_id === undefined &&
    !(reach.permissions.has('acs_users.create') && handsOutAll(reach, acsSystems))
  )
    throw notPermitted('acs_users.create');
}

/**
 * Whom Seam would link to a person, and so what the person could open, cannot be known before.
 * @throws {Refusal} where the entrances to hand out are listed, unless the request names an ACS user
 */
export function requireAcsUserIfListed(errand: Errand, { acs_user_id }: AcsUserReference): void {
  if (acs_user_id === undefined) requireNoList(errand, [entrances], 'user_identity_id');
}

/** Those who belong to nobody, in an access system that the host has named for the caller. */
export const unlinkedIn = async (errand: Errand, acsSystemId: string): Promise<AcsUser[]> =>
  isNamedSystem(errand, acsSystemId) ? unlinked(errand, { acs_system_id: acsSystemId }) : [];

/** Enough for half a million ACS users. */
const mostPagesOfSystem = 1000;

async function unlinked(errand: Errand, where: { acs_system_id?: string }): Promise<AcsUser[]> {
  const found = await allPages<AcsUser, '/acs/users/list'>(errand, acsUsersList, where, mostPagesOfSystem);
  const ofNobody = found.filter(
    ({ acs_system_id, user_identity_id }) =>
      user_identity_id == null && acs_system_id === (where.acs_system_id ?? acs_system_id),
  );
  for (const { acs_user_id } of ofNobody) errand.proven.add('acs_user', acs_user_id);
  return ofNobody;
}

/** @throws {Refusal} unless it belongs to somebody in scope, or to nobody in a system that the host has named */
export async function requireAcsUserToLink(errand: Errand, acsUserId: string): Promise<void> {
  const { acsSystems: named = [] } = errand.caller.reach;
  const places = named === 'all' ? [{}] : [...named].map((acs_system_id) => ({ acs_system_id }));
  const strangers = await ofEach(places, (where) => unlinked(errand, where));
  findById(acsUsers, [...(await ownedBy(errand, acsUsers)), ...strangers], acsUserId);
}

/** @throws {Refusal} unless the caller may put the members of an access system into each of its groups */
export async function requireGroupsToJoin(
  errand: Errand,
  acsSystemId: string,
  groupIds: readonly string[],
): Promise<void> {
  if (groupIds.length === 0 || handsOutAll(errand.caller.reach, acsSystems)) return;
  const found = isNamedSystem(errand, acsSystemId)
    ? await groupsOfSystem(errand, acsSystemId)
    : isLimited(errand.caller.reach)
      ? await ownedBy(errand, accessGroups)
      : [];
  groupIds.forEach((id) => findById(accessGroups, found, id));
}

/** The access groups that people of a limited scope are in, and those of the systems the host has named. */
export async function groupsInSight(errand: Errand): Promise<AcsAccessGroup[]> {
  const { acsSystems: named = [] } = errand.caller.reach;
  if (named === 'all') return listIn(await errand.ask(acsAccessGroupsList, {}), 'acs_access_groups');
  const ofSystems = await ofEach([...named], (id) => groupsOfSystem(errand, id));
  return distinct([...ofSystems, ...(await ownedBy(errand, accessGroups))], 'acs_access_group_id');
}

/** The access groups that an ACS user is in. */
export const groupsOf = async (errand: Errand, { acs_user_id }: AcsUser): Promise<AcsAccessGroup[]> =>
  listIn(await errand.ask(acsAccessGroupsList, { acs_user_id }), 'acs_access_groups');

async function groupsOfSystem(errand: Errand, acsSystemId: string): Promise<AcsAccessGroup[]> {
  const body = await errand.ask(acsAccessGroupsList, { acs_system_id: acsSystemId });
  const found = listIn<AcsAccessGroup>(body, 'acs_access_groups');
  return found.filter(({ acs_system_id }) => acs_system_id === acsSystemId);
}

function isNamedSystem({ caller }: Errand, acsSystemId: string): boolean {
  const { acsSystems: named } = caller.reach;
  return named !== undefined && reaches(named, acsSystemId);
}
