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
