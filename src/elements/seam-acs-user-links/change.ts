import {
  acsUsersDelete,
  acsUsersSuspend,
  acsUsersUnsuspend,
  userIdentitiesListAcsUsers,
  userIdentitiesRemoveAcsUser,
  type AcsUser,
} from '../../api/contract.gen.js';
import { isSeamError } from '../../api/errors.js';
import type { Permission } from '../../api/permissions.js';
import type { SeamClient } from '../../client/client.js';
import { isBeingDeleted } from '../../operations/resources.js';
import type { IconName } from '../../ui/icons.js';
import { mayHaveHappened } from '../../api/errors.js';

/** A change to which ACS users a person has, or to one of them. */
export interface Change {
  userIdentityId: string;
  write: (client: SeamClient) => Promise<unknown>;
  /** Whether it is made, as the person's ACS users are. */
  isMade: (acsUsers: readonly AcsUser[]) => boolean;
  /** Whether it was tried before without a clear answer. */
  isInDoubt: boolean;
}

/**
 * Makes a change once: where no clear answer came, or the thing was gone already, it looks whether the change is
 * made, before it says that it failed and before it is tried again.
 * @returns the person's ACS users as they are then; none where that could not be read
 * @throws {SeamError}
 */
export async function makeChange(client: SeamClient, change: Change): Promise<readonly AcsUser[]> {
  const { userIdentityId, write, isMade, isInDoubt } = change;
  const params = { user_identity_id: userIdentityId };
  const look = () => client.call(userIdentitiesListAcsUsers, params);
  if (isInDoubt) {
    const acsUsers = await look();
    if (isMade(acsUsers)) return acsUsers;
  }
  try {
    await write(client);
  } catch (error) {
    if (!isSeamError(error) || !(mayHaveHappened(error) || error.kind === 'not_found')) throw error;
    const acsUsers = await look().catch(() => undefined);
    if (!acsUsers || !isMade(acsUsers)) throw error;
    return acsUsers;
  }
  // The element watches these, so they are on their way already.
  return client.query(userIdentitiesListAcsUsers, params).catch(() => []);
}

export type ActName = 'unlink' | 'suspend' | 'unsuspend' | 'delete';

export interface Act {
  permission: Permission;
  icon: IconName;
  write: (client: SeamClient, acsUser: AcsUser, userIdentityId: string) => Promise<unknown>;
  /** By the ACS user as the person has it then, if at all. */
  isMade: (acsUser: AcsUser | undefined) => boolean;
}

/** What can be done to a linked ACS user. */
export const acts: Readonly<Record<ActName, Act>> = {
  suspend: {
    permission: 'acs_users.update',
    icon: 'paused',
    write: (client, { acs_user_id }) => client.call(acsUsersSuspend, { acs_user_id }),
    isMade: (acsUser) => acsUser?.is_suspended === true,
  },
  unsuspend: {
    permission: 'acs_users.update',
    icon: 'check',
    write: (client, { acs_user_id }) => client.call(acsUsersUnsuspend, { acs_user_id }),
    isMade: (acsUser) => acsUser?.is_suspended === false,
  },
  unlink: {
    permission: 'acs_users.link',
    icon: 'unlink',
    write: (client, { acs_user_id }, user_identity_id) =>
      client.call(userIdentitiesRemoveAcsUser, { acs_user_id, user_identity_id }),
    isMade: (acsUser) => acsUser === undefined,
  },
  delete: {
    permission: 'acs_users.delete',
    icon: 'remove',
    write: (client, { acs_user_id }) => client.call(acsUsersDelete, { acs_user_id }),
    isMade: (acsUser) => acsUser === undefined || isBeingDeleted(acsUser),
  },
};
