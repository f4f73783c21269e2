import type { Words } from './words.js';

const plural = (count: number, one: string, other: string) => (count === 1 ? one : other);

export const de: Words = {
  general: {
    retry: 'Erneut versuchen',
    clear: 'Aufheben',
    none: '–',
    details: 'Einzelheiten',
    requestId: 'Anfrage-ID',
    loading: 'Wird geladen …',
    refreshing: 'Wird aktualisiert …',
    asOf: (time) => `Stand: ${time}.`,
    more: (count) => `+${count}`,
    session: {
      missing: 'Noch keine Sitzung',
      missingHelp: 'Dieser Teil der Seite hat noch keine Sitzung erhalten. Er beginnt, sobald er eine hat.',
    },
    errors: {
      session_ended: {
        title: 'Ihre Sitzung ist beendet',
        help: 'Melden Sie sich erneut an. Was Sie eingegeben haben, bleibt erhalten.',
      },
      not_permitted: { title: 'Sie dürfen das nicht sehen', help: 'Bitten Sie die Verwaltung um Zugriff.' },
      gateway_required: {
        title: 'Das braucht das Gateway',
        help: 'Seam erlaubt es nur mit einem API-Schlüssel, der nicht in einen Browser gehört. Geben Sie bei „gateway“ das Gateway Ihres Servers an.',
      },
      wrong_token: {
        title: 'Dieser Teil der Seite wurde mit dem falschen Schlüssel eingerichtet',
        help: 'Es wurde nichts gesendet. Der Grund für die Betreiber der Seite steht unten.',
      },
      invalid_input: {
        title: 'Die Anfrage wurde nicht angenommen',
        help: 'Der Grund des Servers steht unten.',
      },
      not_found: {
        title: 'Nicht gefunden',
        help: 'Es wurde vielleicht entfernt oder gehört nicht zu dem, was Sie sehen dürfen.',
      },
      conflict: {
        title: 'Das widerspricht etwas, das es schon gibt',
        help: 'Der Grund des Servers steht unten.',
      },
      rate_limited: {
        title: 'Zu viele Anfragen',
        help: 'Warten Sie einen Moment und versuchen Sie es erneut.',
      },
      unreachable: {
        title: 'Der Server ist nicht erreichbar',
        help: 'Prüfen Sie die Verbindung und versuchen Sie es erneut.',
      },
      server: {
        title: 'Der Server hatte ein Problem',
        help: 'Versuchen Sie es erneut. Bleibt es dabei, geben Sie die Anfrage-ID weiter.',
      },
      cancelled: { title: 'Abgebrochen', help: 'Es wurde nichts weiter gesendet.' },
    },
  },
  people: {
    title: 'Personen',
    search: 'Personen suchen',
    searchPlaceholder: 'Name, E-Mail, Telefonnummer …',
    selectAll: 'Alle geladenen Personen auswählen',
    select: (name) => `${name} auswählen`,
    columns: {
      name: 'Name',
      email: 'E-Mail',
      phone: 'Telefonnummer',
      key: 'Schlüssel',
      created: 'Angelegt',
    },
    sorted: (column, ascending) => `Sortiert nach ${column}, ${ascending ? 'aufsteigend' : 'absteigend'}`,
    loaded: (count, hasMore, n) =>
      hasMore ? `${count} bisher geladen` : `${count} ${plural(n, 'Person', 'Personen')}`,
    selected: (count) => `${count} ausgewählt`,
    loadingMore: 'Weitere werden geladen …',
    loadMoreFailed: 'Die nächsten Personen konnten nicht geladen werden.',
    empty: 'Noch keine Personen',
    emptyHelp: 'Personen erscheinen hier, sobald sie angelegt sind, hier oder von Ihren eigenen Systemen.',
    noMatch: (search) => `Niemand passt zu „${search}“`,
    noMatchHelp: 'Gesucht wird in Namen, E-Mail-Adressen, Telefonnummern und IDs.',
    clearSearch: 'Suche löschen',
    warnings: {
      being_deleted: 'Wird entfernt',
      acs_user_profile_does_not_match_user_identity: 'Weicht vom Zutrittssystem ab',
    },
    errors: { issue_with_acs_user: 'Problem in einem Zutrittssystem' },
  },
  devices: {
    title: 'Geräte',
    count: (count, hasMore, n) =>
      hasMore ? `${count} bisher geladen` : `${count} ${plural(n, 'Gerät', 'Geräte')}`,
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
