import type { Permission } from '../../api/permissions.js';
import type { RemovalParams } from '../../operations/remove-user-identity.js';

/** To say who it is about. What else may not be seen is said to be unknown. */
export const neededToLook: readonly Permission[] = ['user_identities.read'];

/** To find what goes along and see it go, whatever the strategy. */
const neededToFollow: readonly Permission[] = [
  'client_sessions.read',
  'acs_users.read',
  'credentials.read',
  'enrollment_automations.read',
  'phones.read',
];

/** To remove it, without which it is not even begun. */
export const neededToRemove: Readonly<Record<RemovalParams['strategy'], readonly Permission[]>> = {
  ordered: [
    'user_identities.delete',
    'client_sessions.revoke',
    'credentials.delete',
    'acs_users.delete',
    'enrollment_automations.delete',
    'phones.deactivate',
    ...neededToFollow,
  ],
  cascade: ['user_identities.delete', ...neededToFollow],
};
