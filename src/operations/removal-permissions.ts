import type { Permission } from '../api/permissions.js';
import type { RemovalParams } from './remove-user-identity.js';

/** Needed with both strategies, to list what is removed together with the person and to see it disappear. */
const neededToFollow: readonly Permission[] = [
  'client_sessions.read',
  'acs_users.read',
  'credentials.read',
  'enrollment_automations.read',
  'phones.read',
];

/** The permissions that a caller needs to remove a person, in addition to those to see the person. */
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
