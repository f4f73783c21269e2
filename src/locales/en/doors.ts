import type { Phrases } from '../phrases.js';
import { plurals } from '../plurals.js';

const plural = plurals('en');

export const devices = {
  title: 'Devices',
  count: (count: string, hasMore: boolean, n: number) =>
    hasMore ? `${count} loaded so far` : `${count} ${plural(n, { one: 'device', other: 'devices' })}`,
  empty: 'No devices',
  emptyHelp: 'Devices appear here once access to them is granted.',
  locked: 'Locked',
  unlocked: 'Unlocked',
  lockUnknown: 'Lock state unknown',
  online: 'Online',
  offline: 'Offline',
  battery: (level: string) => `Battery ${level}`,
  batteryLow: (level: string) => `Battery low, ${level}`,
  select: (name: string) => `Select ${name}`,
  selected: (count: string) => `${count} selected`,
  grant: {
    action: 'Grant access',
    title: (person: string) => `Devices for ${person}`,
    titleUnnamed: 'Grant access to devices',
    search: 'Search by name or place',
    chosen: (names: string) => `Chosen: ${names}`,
    nothingChosen: 'Choose at least one device.',
    none: 'There are no devices you may hand out.',
    already: 'Granted already',
    underWay: 'Being granted…',
    failed: (name: string) => `Access to ${name} was not granted.`,
    unclear: (name: string) => `Whether access to ${name} was granted is not known.`,
  },
  revoke: {
    action: 'Revoke',
    of: (name: string) => `Revoke access to ${name}`,
    title: (name: string) => `Revoke access to ${name}?`,
    titleMany: (count: string, n: number) =>
      `Revoke access to ${count} ${plural(n, { one: 'device', other: 'devices' })}?`,
    body: (person: string) => `${person} can no longer open it with the app or through this page.`,
    bodyMany: (person: string) => `${person} can no longer open them with the app or through this page:`,
    somebody: 'This person',
    rest: (count: string, n: number) =>
      plural(n, {
        one: 'Access to one other device stays, and so does access given by access grants.',
        other: `Access to ${count} other devices stays, and so does access given by access grants.`,
      }),
    noRest: 'Access given by access grants stays.',
    confirm: 'Revoke access',
    underWay: 'Being revoked…',
    stays: 'Revoked, but still accessible',
    kept: (name: string) => `Direct access to ${name} was revoked, yet it can still be opened.`,
    keptHelp: 'Something else, such as an access grant, gives access. End it there.',
    failed: (name: string) => `Access to ${name} was not revoked.`,
    unclear: (name: string) => `Whether access to ${name} was revoked is not known.`,
  },
  lock: {
    action: 'Lock',
    of: (name: string) => `Lock ${name}`,
    underWay: 'Locking…',
    done: (name: string) => `${name} was locked.`,
    failed: (name: string) => `${name} was not locked.`,
    unclear: (name: string) =>
      `Whether ${name} was locked is not known. Look at the door before you try again.`,
  },
  unlock: {
    action: 'Unlock',
    of: (name: string) => `Unlock ${name}`,
    underWay: 'Unlocking…',
    done: (name: string) => `${name} was unlocked.`,
    failed: (name: string) => `${name} was not unlocked.`,
    unclear: (name: string) =>
      `Whether ${name} was unlocked is not known. Look at the door before you try again.`,
  },
  lockOutcome: {
    unconfirmed: (name: string) => `${name} was told to, but has not confirmed it.`,
    slow: (name: string) => `${name} has not answered yet. It may still do so.`,
  },
  off: {
    grant: (reason: string) => `Granting and revoking is off. ${reason}`,
    lock: (reason: string) => `Locking and unlocking is off. ${reason}`,
  },
  entrances: {
    title: 'Entrances',
    help: 'Doors of access systems. Credentials and access groups open them.',
    count: (count: string, n: number) => `${count} ${plural(n, { one: 'entrance', other: 'entrances' })}`,
  },
  errors: {
    account_disconnected: 'The account of this device is disconnected. Reconnect it.',
    device_offline: 'The device is offline.',
    device_removed: 'The device was removed from its account.',
    device_disconnected: 'The device is disconnected.',
    hub_disconnected: 'The hub of this device is disconnected.',
    bridge_disconnected: 'The bridge to this device is disconnected.',
    subscription_required: 'The maker of this device asks for a subscription.',
    missing_device_credentials: 'The credentials of this device are missing.',
    salto_ks_subscription_limit_exceeded: 'The Salto KS site is full.',
  },
} as const satisfies Phrases;

export const sessions = {
  title: 'App sessions',
  count: (active: string, all: string) => `${active} active of ${all}`,
  empty: 'No sessions',
  emptyHelp:
    'A session lets this person use your app or an embedded page. Create one and hand over its token.',
  active: 'Active',
  expired: 'Expired',
  revoked: 'Revoked',
  created: (moment: string) => `Created ${moment}`,
  ends: (moment: string) => `Ends ${moment}`,
  ended: (moment: string) => `Ended ${moment}`,
  thisPage: 'Used by this page',
  warnThisPage:
    'This page itself uses this session. It stops working here, and you will have to sign in again.',
  warnThisPageToo:
    'One of them is used by this page itself. It is ended last; then this page stops working until you sign in again.',
  create: {
    action: 'New session',
    title: (person: string) => `New session for ${person}`,
    titleUnnamed: 'New session',
    lasts: 'Lasts',
    hour: '1 hour',
    day: '1 day',
    week: '7 days',
    month: '30 days',
    custom: 'Until…',
    until: 'Ends',
    untilHelp: 'Your local time, at most 30 days from now.',
    endsAt: (moment: string) => `Ends ${moment}.`,
    confirm: 'Create session',
    lost: 'A session was created, but its token was lost on the way and cannot be shown any more. Revoke that session, then create another.',
    notThere: 'The list was looked through afterwards: no session was created.',
    unclear: 'Whether a session was created is not known. Look at the list before you try again.',
  },
  token: {
    title: 'The session’s token',
    help: 'Copy it now: it is shown this once. Whoever has it can act as this person until the session ends.',
    hidden: 'Hidden',
    reveal: 'Show',
    hide: 'Hide',
    notCopied: 'It could not be copied. Show it, and copy it by hand.',
    done: 'Done',
  },
  revoke: {
    action: 'Revoke',
    of: (created: string) => `Revoke the session created ${created}`,
    title: (created: string) => `Revoke the session created ${created}?`,
    body: 'Its token stops working at once, wherever it is used. Seam may keep the session on record.',
    confirm: 'Revoke session',
    underWay: 'Being revoked…',
    failed: (created: string) => `The session created ${created} was not revoked.`,
    unclear: (created: string) => `Whether the session created ${created} was revoked is not known.`,
  },
  delete: {
    action: 'Delete',
    of: (created: string) => `Delete the session created ${created}`,
    title: (created: string) => `Delete the session created ${created}?`,
    body: 'Its token stops working at once, wherever it is used, and the session is gone from the list for good. To only end it, revoke it.',
    confirm: 'Delete session',
    underWay: 'Being deleted…',
    failed: (created: string) => `The session created ${created} was not deleted.`,
    unclear: (created: string) => `Whether the session created ${created} was deleted is not known.`,
  },
  revokeAll: {
    action: 'Revoke all',
    title: (count: string, n: number) =>
      `Revoke ${plural(n, { one: 'the active session', other: `all ${count} active sessions` })}?`,
    body: 'Their tokens stop working at once, wherever they are used. Seam may keep the sessions on record.',
    confirm: 'Revoke all',
  },
} as const satisfies Phrases;

/** What an event names: names where they are known, else ids; '' where it does not say. */
export interface Subjects {
  /** The person, or the user of an access system, who did it. */
  who: string;
  /** The user of an access system whom it is about. */
  user: string;
  /** The device or entrance; of a lock, whichever it is. */
  door: string;
  /** The device's new name. */
  newName: string;
  credential: string;
  system: string;
}

export const activity = {
  title: 'Activity',
  count: (count: string, n: number, moment: string) =>
    `${count} ${plural(n, { one: 'event', other: 'events' })} since ${moment}`,
  empty: 'Nothing has happened',
  emptyHelp: (moment: string) =>
    `What happens to people, keys and doors appears here. Shown since ${moment}.`,
  noneSuch: 'Nothing of this kind',
  noneSuchHelp: (moment: string) => `Shown since ${moment}.`,
  earlier: 'Show earlier',
  earlierFailed: 'What happened earlier could not be loaded.',
  // Some languages inflect it.
  new: (count: string, _n: number) => `${count} new, show`,
  filter: 'Show only',
  kinds: {
    access: 'Access',
    keys: 'Keys',
    people: 'People',
    devices: 'Devices',
    systems: 'Access systems',
    sessions: 'Sessions',
    other: 'Other',
  },
  methods: {
    keycode: 'with a code',
    manual: 'by hand',
    automatic: 'by itself',
    remote: 'remotely',
    card: 'with a card',
    seam: 'through Seam',
    external: 'outside Seam',
  },
  viaBluetooth: 'over Bluetooth',
  viaNfc: 'over NFC',
  reasons: {
    account_disconnected: 'its account is disconnected',
    hub_disconnected: 'its hub is disconnected',
    device_disconnected: 'the device itself is disconnected',
    unknown_code: 'unknown code',
    expired_code: 'expired code',
    blocklisted_code: 'blocked code',
    too_many_attempts: 'too many attempts',
    blocked_by_privacy_mode: 'privacy mode is on',
    credential_error: 'problem with the credential',
  },
  sentences: {
    'acs_user.created': (it: Subjects) => `${it.user} was added to ${it.system}`,
    'acs_user.deleted': (it: Subjects) => `${it.user} was removed from ${it.system}`,
    'acs_credential.issued': (it: Subjects) => `Credential ${it.credential} was issued in ${it.system}`,
    'acs_credential.reissued': (it: Subjects) =>
      `Credential ${it.credential} was issued again in ${it.system}`,
    'acs_credential.invalidated': (it: Subjects) =>
      `Credential ${it.credential} is no longer valid in ${it.system}`,
    'acs_credential.deleted': (it: Subjects) => `Credential ${it.credential} was deleted from ${it.system}`,
    'enrollment_automation.deleted': 'An enrollment of phones was ended',
    'phone.deactivated': (it: Subjects) => `Phone ${it.door} was deactivated`,
    'client_session.deleted': 'An app session was deleted',
    'acs_system.connected': (it: Subjects) => `${it.system} is connected`,
    'acs_system.added': (it: Subjects) => `Access system ${it.system} was added`,
    'acs_system.disconnected': (it: Subjects) => `${it.system} is disconnected`,
    'acs_entrance.added': (it: Subjects) => `Entrance ${it.door} was added to ${it.system}`,
    'acs_entrance.removed': (it: Subjects) => `Entrance ${it.door} was removed from ${it.system}`,
    'acs_access_group.deleted': (it: Subjects) => `An access group of ${it.system} was deleted`,
    'device.added': (it: Subjects) => `${it.door} was added`,
    'device.removed': (it: Subjects) => `${it.door} was removed`,
    'device.deleted': (it: Subjects) => `${it.door} was deleted`,
    'device.connected': (it: Subjects) => `${it.door} is online`,
    'device.disconnected': (it: Subjects) => `${it.door} is offline`,
    'device.name_changed': (it: Subjects) => `A device is now called ${it.newName}`,
    'device.converted_to_unmanaged': (it: Subjects) => `${it.door} is no longer managed by Seam`,
    'device.unmanaged.converted_to_managed': (it: Subjects) => `${it.door} is now managed by Seam`,
    'device.low_battery': (it: Subjects) => `The battery of ${it.door} is low`,
    'device.battery_status_changed': (it: Subjects) => `The battery level of ${it.door} has changed`,
    'lock.locked': ({ who, door }: Subjects) =>
      who ? `${who} locked ${door || 'a door'}` : `${door || 'A door'} was locked`,
    'lock.unlocked': ({ who, door }: Subjects) =>
      who ? `${who} unlocked ${door || 'a door'}` : `${door || 'A door'} was unlocked`,
    'lock.access_denied': ({ who, door }: Subjects) =>
      who ? `${who} was denied access at ${door || 'a door'}` : `${door || 'A door'} denied access`,
    'action_attempt.lock_door.succeeded': ({ door }: Subjects) =>
      `The request to lock ${door || 'a door'} was carried out`,
    'action_attempt.lock_door.failed': ({ door }: Subjects) =>
      `The request to lock ${door || 'a door'} failed`,
    'action_attempt.unlock_door.succeeded': ({ door }: Subjects) =>
      `The request to unlock ${door || 'a door'} was carried out`,
    'action_attempt.unlock_door.failed': ({ door }: Subjects) =>
      `The request to unlock ${door || 'a door'} failed`,
    'connected_account.disconnected': 'A connected account is disconnected',
    'connected_account.reauthorization_requested': 'A connected account has to be authorized again',
    'connected_account.deleted': 'A connected account was deleted',
    'connected_account.completed_first_sync': 'A connected account was synced for the first time',
    'access_grant.created': 'An access grant was created',
    'access_grant.deleted': 'An access grant was deleted',
    'access_grant.access_granted_to_all_doors': 'An access grant now opens all its doors',
    'access_grant.access_granted_to_door': (it: Subjects) =>
      `An access grant now opens ${it.door || 'one of its doors'}`,
    'access_grant.access_to_door_lost': (it: Subjects) =>
      `An access grant no longer opens ${it.door || 'one of its doors'}`,
    'access_grant.access_times_changed': 'The times of an access grant have changed',
    'access_grant.could_not_create_requested_access_methods':
      'Access methods that an access grant asks for could not be created',
    'access_method.created': 'An access method was created',
    'access_method.issued': 'An access method was issued',
    'access_method.revoked': 'An access method was revoked',
    'access_method.reissued': 'An access method was issued again',
    'access_method.deleted': 'An access method was deleted',
    'access_method.card_encoding_required': 'A card has to be encoded for an access method',
    'access_method.delay_in_issuing': 'An access method takes longer than usual to issue',
    'access_method.failed_to_issue': 'An access method could not be issued',
  },
} as const satisfies Phrases;
