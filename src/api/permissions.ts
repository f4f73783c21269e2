/** What a caller may do, named after what an administrator does. Gateway and elements read this one list. */
export const permissions = [
  /** See people: their profiles, and what is wrong with them. */
  'user_identities.read',
  /** Add a person. */
  'user_identities.create',
  /** Change a person's profile. */
  'user_identities.update',
  /** Remove a person, and with them all they have. */
  'user_identities.delete',

  /** See people as their access systems know them. */
  'acs_users.read',
  /** Add a person to an access system. */
  'acs_users.create',
  /** Say which person an ACS user is, or that it is nobody any more. */
  'acs_users.link',
  /** Change or suspend an ACS user, and change which access groups it is in and which entrances it may open. */
  'acs_users.update',
  /** Remove an ACS user from its access system. */
  'acs_users.delete',

  /** See people's phones. */
  'phones.read',
  /** Take all keys off a lost phone. */
  'phones.deactivate',
  /** Make up a phone, which Seam allows in sandbox workspaces only. */
  'phones.simulate',

  /** See credentials. */
  'credentials.read',
  /** Issue a credential. */
  'credentials.issue',
  /** Change how long a credential lasts, its code, or who has it. */
  'credentials.update',
  /** Delete a credential, and so take it off all phones. */
  'credentials.delete',

  /** See access systems, their credential managers, access groups and entrances, and who can open which. */
  'access_systems.read',

  /** See which credential managers enroll a person's phones. */
  'enrollment_automations.read',
  /** Have a credential manager enroll a person's phones. */
  'enrollment_automations.launch',
  /** Stop a credential manager from enrolling a person's phones. */
  'enrollment_automations.delete',

  /** See instant keys, but not the links that open them. */
  'instant_keys.read',
  /** Make an instant key, and see the link that opens it. */
  'instant_keys.create',
  /** Delete an instant key. */
  'instant_keys.delete',

  /** See devices, who may open them, and how locking and unlocking went. */
  'devices.read',
  /** Let a person open a device, or no longer. */
  'devices.grant',
  /** Lock and unlock a device. */
  'devices.lock',

  /** Unlock an entrance with somebody's credential. */
  'entrances.unlock',

  /** See client sessions, but not their tokens. */
  'client_sessions.read',
  /** Start a client session, and see its token. */
  'client_sessions.create',
  /** End a client session. */
  'client_sessions.revoke',

  /** See what has happened. */
  'events.read',

  /** See which workspace this is. */
  'workspace.read',
] as const;

export type Permission = (typeof permissions)[number];

/** What the gateway lets a person's own client session do, as Seam does: read, and the few changes below. */
export const clientSessionPermissions: readonly Permission[] = permissions.filter(
  (permission) => permission.endsWith('.read') || ['phones.deactivate', 'devices.lock'].includes(permission),
);
