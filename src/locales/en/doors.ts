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
