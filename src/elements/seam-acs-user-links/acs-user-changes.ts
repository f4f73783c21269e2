import {
  acsUsersDelete,
  acsUsersSuspend,
  acsUsersUnsuspend,
  userIdentitiesListAcsUsers,
  userIdentitiesRemoveAcsUser,
  type AcsUser,
} from '../../api/contract.gen.js';
import type { Permission } from '../../api/permissions.js';
import type { SeamClient } from '../../client/client.js';
import { isBeingDeleted } from '../../operations/resource-state.js';
import { deleteOnce, writeOnce } from '../../operations/write-once.js';
import type { IconName } from '../../ui/icons.js';

/** A change to one ACS user of a user identity, or to the set of its ACS users. */
export interface Change {
  userIdentityId: string;
  write: (client: SeamClient) => Promise<unknown>;
  /** Whether the change is made, judged by the current ACS users of the user identity. */
  isMade: (acsUsers: readonly AcsUser[]) => boolean;
  /** Whether an earlier attempt ended without a clear response. */
  isInDoubt: boolean;
}

/**
 * Makes a change once.
 * @returns the ACS users of the user identity after the change; an empty list if they could not be read
 * @throws {SeamError}
 */
export function makeChange(client: SeamClient, change: Change): Promise<readonly AcsUser[]> {
  const { userIdentityId, write, isMade, isInDoubt } = change;
  const params = { user_identity_id: userIdentityId };
  return writeOnce<readonly AcsUser[]>(
    async () => {
      await write(client);
      // The element watches this list, so the request is already under way.
      return client.query(userIdentitiesListAcsUsers, params).catch(() => []);
    },
    async () => {
      const acsUsers = await client.call(userIdentitiesListAcsUsers, params);
      return isMade(acsUsers) ? acsUsers : undefined;
    },
    { looksFirst: isInDoubt },
  );
}

export type ActName = 'unlink' | 'suspend' | 'unsuspend' | 'delete';

export interface Act {
  permission: Permission;
  icon: IconName;
  write: (client: SeamClient, acsUser: AcsUser, userIdentityId: string) => Promise<unknown>;
  /** Whether the change is made. `undefined` if the user identity no longer has the ACS user. */
  isMade: (acsUser: AcsUser | undefined) => boolean;
}

/** The actions for a linked ACS user. */
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
      deleteOnce(() => client.call(userIdentitiesRemoveAcsUser, { acs_user_id, user_identity_id })),
    isMade: (acsUser) => acsUser === undefined,
  },
  delete: {
    permission: 'acs_users.delete',
    icon: 'remove',
    write: (client, { acs_user_id }) => deleteOnce(() => client.call(acsUsersDelete, { acs_user_id })),
    isMade: (acsUser) => acsUser === undefined || isBeingDeleted(acsUser),
  },
};
