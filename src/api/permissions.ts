/** What a caller may do, named after what an administrator does. Gateway and elements read this one list. */
export const permissions = [
  'user_identities.read',
  'user_identities.create',
  'user_identities.update',
  'user_identities.delete',
  'acs_users.read',
  'acs_users.create',
  'acs_users.link',
  'acs_users.update',
  'acs_users.delete',
  'phones.read',
  'phones.deactivate',
  'phones.simulate',
  'credentials.read',
  'credentials.issue',
  'credentials.update',
  'credentials.delete',
  'access_systems.read',
  'enrollment_automations.read',
  'enrollment_automations.launch',
  'enrollment_automations.delete',
  'instant_keys.read',
  'instant_keys.create',
  'instant_keys.delete',
  'devices.read',
  'devices.grant',
  'devices.lock',
  'entrances.unlock',
  'client_sessions.read',
  'client_sessions.create',
  'client_sessions.revoke',
  'events.read',
  'workspace.read',
] as const;

export type Permission = (typeof permissions)[number];

/** What Seam lets a client session change. */
const changesOfClientSessions: readonly Permission[] = ['phones.deactivate', 'devices.lock'];

/** What a person's own client session may do: read, and change what Seam lets it. */
export const clientSessionPermissions: readonly Permission[] = permissions.filter(
  (permission) => permission.endsWith('.read') || changesOfClientSessions.includes(permission),
);
