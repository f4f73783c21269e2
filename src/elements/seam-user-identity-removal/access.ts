import type { Permission } from '../../api/permissions.js';
import type { RemovalParams } from '../../operations/remove-user-identity.js';

/** To find what goes along, whatever the strategy. */
export const neededToLook: readonly Permission[] = [
  'user_identities.read',
  'client_sessions.read',
  'acs_users.read',
  'access_systems.read',
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
  ],
  cascade: ['user_identities.delete'],
};
