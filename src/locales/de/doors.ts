import type { Words } from '../words.js';
import { plurals } from '../plurals.js';

const plural = plurals('de');

export const words: Words['doors'] = {
  devices: {
    title: 'Geräte',
    count: (count, hasMore, n) =>
      hasMore ? `${count} bisher geladen` : `${count} ${plural(n, { one: 'Gerät', other: 'Geräte' })}`,
    empty: 'Keine Geräte',
    emptyHelp: 'Geräte erscheinen hier, sobald der Zugriff auf sie erteilt ist.',
    locked: 'Verriegelt',
    unlocked: 'Entriegelt',
    lockUnknown: 'Zustand unbekannt',
    online: 'Online',
    offline: 'Offline',
    battery: (level) => `Batterie ${level}`,
    batteryLow: (level) => `Batterie schwach, ${level}`,
    errors: {
      account_disconnected: 'Das Konto dieses Geräts ist getrennt. Verbinden Sie es neu.',
      device_offline: 'Das Gerät ist offline.',
      device_removed: 'Das Gerät wurde aus seinem Konto entfernt.',
      device_disconnected: 'Das Gerät ist getrennt.',
      hub_disconnected: 'Der Hub dieses Geräts ist getrennt.',
      bridge_disconnected: 'Die Bridge zu diesem Gerät ist getrennt.',
      subscription_required: 'Der Hersteller dieses Geräts verlangt ein Abonnement.',
      missing_device_credentials: 'Die Zugangsdaten dieses Geräts fehlen.',
      salto_ks_subscription_limit_exceeded: 'Der Salto-KS-Standort ist voll.',
    },
  },
};
