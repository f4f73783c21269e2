/** What a caller may do, named after the tasks of an administrator. The gateway and the elements both use this list. */
export const permissions = [
  /** See people: their profiles, errors and warnings. */
  'user_identities.read',
  /** Add a person. */
  'user_identities.create',
  /** Change a person's profile. */
  'user_identities.update',
  /** Remove a person and everything that belongs to them. */
  'user_identities.delete',
  /**
   * Set the identifiers by which other systems find a person: the key of a user identity, and the email address and
   * phone number of a user identity or an ACS user. Seam links user identities and ACS users with the same address, so
   * this permission decides who gets whose access.
   */
  'identifiers.update',

  /** See ACS users: the records of people in their access systems. */
  'acs_users.read',
  /** Add a person to an access system. */
  'acs_users.create',
  /** Link an ACS user to a person, or unlink it. */
  'acs_users.link',
  /** Change or suspend an ACS user, its access groups, and the entrances that it may open. */
  'acs_users.update',
  /** Remove an ACS user from its access system. */
  'acs_users.delete',

  /** See people's phones. */
  'phones.read',
  /** Deactivate a lost phone, which removes all its keys. */
  'phones.deactivate',
  /** Create a simulated phone. Seam allows this only in sandbox workspaces. */
  'phones.simulate',

  /** See credentials. */
  'credentials.read',
  /** Issue a credential. */
  'credentials.issue',
  /** Change a credential's end or code, or assign it to another ACS user. */
  'credentials.update',
  /** Delete a credential, which removes it from all phones. */
  'credentials.delete',

  /** See access systems, credential managers, access groups and entrances, and who can open which entrance. */
  'access_systems.read',

  /** See the codes and card numbers in credentials and events. They open doors. */
  'codes.read',

  /** See which credential managers enroll a person's phones. */
  'enrollment_automations.read',
  /** Let a credential manager enroll a person's phones. */
  'enrollment_automations.launch',
  /** Stop a credential manager from enrolling a person's phones. */
  'enrollment_automations.delete',

  /** See instant keys, without their links. */
  'instant_keys.read',
  /** Create an instant key, and see its link. */
  'instant_keys.create',
  /** Delete an instant key. */
  'instant_keys.delete',

  /** See devices, who may open them, and the results of locking and unlocking. */
  'devices.read',
  /** Grant a person access to a device, or revoke it. */
  'devices.grant',
  /** Lock and unlock a device. */
  'devices.lock',

  /** Unlock an entrance with somebody's credential. */
  'entrances.unlock',

  /** See client sessions, but not their tokens. */
  'client_sessions.read',
  /**
   * Create a client session, and see its token. With the token one can call Seam directly and do everything that Seam
   * allows a client session, even what this caller may not do.
   */
  'client_sessions.create',
  /** End a client session. */
  'client_sessions.revoke',
  /** See user identifier keys: with a publishable key, they open client sessions. A limited scope never sees them. */
  'user_identifier_keys.read',

  /** See events. */
  'events.read',

  /** See the workspace. */
  'workspace.read',
] as const;

export type Permission = (typeof permissions)[number];

/** In a limited scope, `'all'` does not include these. The host must name them. */
export const onlyByName: readonly Permission[] = ['identifiers.update'];

/** What a person's own client session may do through the gateway, as at Seam: read, and the few changes below. */
export const clientSessionPermissions: readonly Permission[] = permissions.filter(
  (permission) =>
    (permission.endsWith('.read') && permission !== 'user_identifier_keys.read') ||
    ['phones.deactivate', 'devices.lock'].includes(permission),
);
