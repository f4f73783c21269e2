import { onlyByName, permissions as everyPermission, type Permission } from '../../api/permissions.js';

/** What a caller may do, and for whom. */
export interface Scope {
  /**
   * Your name for the caller, such as the id of your user. Audit records contain it, and limits are counted by it. The
   * page sees only a hash. Without it, callers with the same scope share one limit.
   */
  caller?: string;
  /** The user identities the caller may see and act for. */
  userIdentityIds: readonly string[] | 'all';
  /**
   * Devices that the caller may hand out. It can see these and the devices of its user identities. Default: it may hand
   * out the devices of its user identities.
   */
  deviceIds?: readonly string[] | 'all';
  /**
   * Access systems in which the caller may create ACS users, add them to any access group, and see and link ACS users
   * without a user identity. A caller who links an ACS user takes over everything that it opens. Default: the caller
   * may create ACS users in the systems of its user identities and add them to the access groups of its user
   * identities. It cannot see or link ACS users without a user identity.
   */
  acsSystemIds?: readonly string[] | 'all';
  /**
   * Entrances that the caller may hand out. It can see these and the entrances of its user identities. Default: it may
   * hand out the entrances of its user identities, and so also restart access that has ended or is suspended.
   */
  acsEntranceIds?: readonly string[] | 'all';
  /**
   * What the caller may do. In a limited scope `'all'` does not include `identifiers.update`; list it explicitly.
   */
  permissions: readonly Permission[] | 'all';
}

/** A checked {@link Scope}, with sets for look-ups. */
export interface Reach {
  /** Includes user identities that the caller creates. */
  readonly userIdentities: Set<string> | 'all';
  readonly devices: ReadonlySet<string> | 'all' | undefined;
  readonly acsSystems: ReadonlySet<string> | 'all' | undefined;
  readonly acsEntrances: ReadonlySet<string> | 'all' | undefined;
  readonly permissions: ReadonlySet<Permission>;
}

/**
 * @throws {TypeError} unless the scope is well-formed, because a mistake in `authorize` must not widen it
 */
export const reachOf = (scope: Scope): Reach => ({
  userIdentities: setOf('userIdentityIds', scope.userIdentityIds),
  devices: givenSetOf('deviceIds', scope.deviceIds),
  acsSystems: givenSetOf('acsSystemIds', scope.acsSystemIds),
  acsEntrances: givenSetOf('acsEntranceIds', scope.acsEntranceIds),
  permissions: permissionsOf(scope),
});

export const isLimited = ({ userIdentities }: Reach): boolean => userIdentities !== 'all';

export const reaches = (set: ReadonlySet<string> | 'all', id: string): boolean =>
  set === 'all' || set.has(id);

const givenSetOf = (name: string, ids: readonly string[] | 'all' | undefined) =>
  ids === undefined ? undefined : setOf(name, ids);

function setOf(name: string, ids: readonly string[] | 'all'): Set<string> | 'all' {
  if (ids === 'all') return ids;
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string' && id !== ''))
    throw new TypeError(`authorize() answered a scope whose ${name} are neither a list of ids nor 'all'.`);
  return new Set(ids as string[]);
}

function permissionsOf({ permissions, userIdentityIds }: Scope): ReadonlySet<Permission> {
  if (permissions === 'all')
    return new Set(everyPermission.filter((name) => userIdentityIds === 'all' || !onlyByName.includes(name)));
  if (
    !Array.isArray(permissions) ||
    !permissions.every((name) => everyPermission.includes(name as Permission))
  )
    throw new TypeError("authorize() answered a scope whose permissions are neither known names nor 'all'.");
  return new Set(permissions as Permission[]);
}
