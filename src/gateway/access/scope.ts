import { onlyByName, permissions as everyPermission, type Permission } from '../../api/permissions.js';

/** What a caller may do, and for whom. */
export interface Scope {
  /**
   * Your name for the caller, such as your user's id: it comes back in audit records, and limits are counted by
   * it. The page sees only a hash. Without one, callers with the same scope count as one.
   */
  caller?: string;
  /** The user identities the caller may see and act for. */
  userIdentityIds: readonly string[] | 'all';
  /**
   * Devices the caller may hand out, and so may see, beside those its user identities already have. Without it,
   * those that its user identities have are the ones it may hand out.
   */
  deviceIds?: readonly string[] | 'all';
  /**
   * Access systems in which the caller may create ACS users, put them into any access group, and see and link
   * those that belong to nobody: whoever links one takes over what it opens. Without it, that is where the scope's
   * user identities are already: ACS users may be created in the systems they have one in, and put into the access
   * groups they are in; none that belongs to nobody is seen or linked.
   */
  acsSystemIds?: readonly string[] | 'all';
  /**
   * Entrances the caller may hand out, and so may see, beside those its user identities can open already. Without
   * it, those that its user identities have are the ones it may hand out: what has ended or is suspended can begin
   * again.
   */
  acsEntranceIds?: readonly string[] | 'all';
  /**
   * What the caller may do. In a limited scope `'all'` leaves out `identifiers.update`: name it there, if you want it.
   */
  permissions: readonly Permission[] | 'all';
}

/** A {@link Scope}, checked and ready to be looked things up in. */
export interface Reach {
  /** A user identity that the caller creates joins it. */
  readonly userIdentities: Set<string> | 'all';
  readonly devices: ReadonlySet<string> | 'all' | undefined;
  readonly acsSystems: ReadonlySet<string> | 'all' | undefined;
  readonly acsEntrances: ReadonlySet<string> | 'all' | undefined;
  readonly permissions: ReadonlySet<Permission>;
}

/**
 * @throws {TypeError} on anything but a well-formed scope: a host's slip must not widen one
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
