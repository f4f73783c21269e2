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
  /**
   * Set what other systems find somebody by: a person's key, and the e-mail address and phone number of a person or an
   * ACS user. Seam links whatever has the same address, so this decides who gets whose access.
   */
  'identifiers.update',

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

  /** See the codes and card numbers that open doors, in credentials and events. */
  'codes.read',

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
  /**
   * Start a client session, and see its token. Anybody who holds the token can do at Seam all that Seam lets a client
   * session do, whatever else this caller may do.
   */
  'client_sessions.create',
  /** End a client session. */
  'client_sessions.revoke',
  /** See the keys that open client sessions together with a publishable key. In a limited scope nobody sees them. */
  'user_identifier_keys.read',

  /** See what has happened. */
  'events.read',

  /** See which workspace this is. */
  'workspace.read',
] as const;

export type Permission = (typeof permissions)[number];

/** In a limited scope these are granted by name alone, not by `'all'`. */
export const onlyByName: readonly Permission[] = ['identifiers.update'];

/** What the gateway lets a person's own client session do, as Seam does: read, and the few changes below. */
export const clientSessionPermissions: readonly Permission[] = permissions.filter(
  (permission) =>
    (permission.endsWith('.read') && permission !== 'user_identifier_keys.read') ||
    ['phones.deactivate', 'devices.lock'].includes(permission),
);
