/** What a caller may do, named after what an administrator does. Gateway and elements read this one list. */
export const permissions = [
  'user_identities.read',
  'user_identities.create',
  'user_identities.update',
  'devices.read',
  'devices.grant',
  'client_sessions.read',
  'client_sessions.create',
  'client_sessions.revoke',
  'workspace.read',
] as const;

export type Permission = (typeof permissions)[number];

/** What the gateway lets a person's own client session do: read, as Seam does. */
export const clientSessionPermissions: readonly Permission[] = permissions.filter((permission) =>
  permission.endsWith('.read'),
);
