import type { Permission } from '../api/permissions.js';
import type { RemovalParams } from './remove-user-identity.js';

/** To find what goes along and see it go, whatever the strategy. */
const neededToFollow: readonly Permission[] = [
  'client_sessions.read',
  'acs_users.read',
  'credentials.read',
  'enrollment_automations.read',
  'phones.read',
];

/** What a caller needs to remove a person whom they may see. */
export const removalPermissions: Readonly<Record<RemovalParams['strategy'], readonly Permission[]>> = {
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
