import type { Words } from '../words.js';
import { plurals } from '../plurals.js';

const plural = plurals('fr');

export const words: Words['doors'] = {
  devices: {
    title: 'Appareils',
    count: (count, hasMore, n) =>
      hasMore
        ? `${count} chargés jusqu’ici`
        : `${count} ${plural(n, { one: 'appareil', other: 'appareils' })}`,
    empty: 'Aucun appareil',
    emptyHelp: 'Les appareils apparaissent ici dès que l’accès y est accordé.',
    locked: 'Verrouillé',
    unlocked: 'Déverrouillé',
    lockUnknown: 'État inconnu',
    online: 'En ligne',
    offline: 'Hors ligne',
    battery: (level) => `Batterie ${level}`,
    batteryLow: (level) => `Batterie faible, ${level}`,
    errors: {
      account_disconnected: 'Le compte de cet appareil est déconnecté. Reconnectez-le.',
      device_offline: 'L’appareil est hors ligne.',
      device_removed: 'L’appareil a été retiré de son compte.',
      device_disconnected: 'L’appareil est déconnecté.',
      hub_disconnected: 'Le concentrateur de cet appareil est déconnecté.',
      bridge_disconnected: 'La passerelle vers cet appareil est déconnectée.',
      subscription_required: 'Le fabricant de cet appareil exige un abonnement.',
      missing_device_credentials: 'Les identifiants de cet appareil manquent.',
      salto_ks_subscription_limit_exceeded: 'Le site Salto KS est plein.',
    },
  },
};
