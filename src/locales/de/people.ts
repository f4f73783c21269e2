import type { Words } from '../words.js';
import { plurals } from '../plurals.js';

const plural = plurals('de');

export const words: Words['people'] = {
  list: {
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
      hasMore ? `${count} bisher geladen` : `${count} ${plural(n, { one: 'Person', other: 'Personen' })}`,
    selected: (count) => `${count} ausgewählt`,
    loadingMore: 'Weitere werden geladen …',
    loadMoreFailed: 'Die nächsten Personen konnten nicht geladen werden.',
    changed: (count, n) => `${count} ${plural(n, { one: 'Änderung', other: 'Änderungen' })}, zeigen`,
    empty: 'Noch keine Personen',
    emptyHelp: 'Personen erscheinen hier, sobald sie angelegt sind, hier oder von Ihren eigenen Systemen.',
    noMatch: (search) => `Niemand passt zu „${search}“`,
    noMatchHelp: 'Gesucht wird in Namen, E-Mail-Adressen, Telefonnummern und IDs.',
    clearSearch: 'Suche löschen',
    create: 'Neue Person',
    edit: 'Bearbeiten',
    remove: 'Entfernen …',
    created: (name) => `${name} wurde angelegt.`,
    saved: (name) => `${name} wurde gespeichert.`,
    export: 'CSV exportieren',
    exporting: (count) => `Wird exportiert … bisher ${count}`,
    exportFailed: 'Der Export ist fehlgeschlagen.',
    warnings: {
      being_deleted: 'Wird entfernt',
      acs_user_profile_does_not_match_user_identity: 'Weicht vom Zutrittssystem ab',
    },
    errors: { issue_with_acs_user: 'Problem in einem Zutrittssystem' },
  },
  form: {
    create: 'Neue Person',
    createAction: 'Person anlegen',
    edit: (name) => `${name} bearbeiten`,
    editing: 'Person bearbeiten',
    labels: {
      full_name: 'Vollständiger Name',
      email_address: 'E-Mail-Adresse',
      phone_number: 'Telefonnummer',
      user_identity_key: 'Schlüssel',
    },
    help: {
      full_name: '',
      email_address: 'Niemand sonst darf dieselbe haben.',
      phone_number: 'Mit Landesvorwahl, etwa +15555550110.',
      user_identity_key: 'Ihr eigener eindeutiger Name für diese Person, etwa eine ID aus Ihrem System.',
    },
    nothingGiven: 'Geben Sie mindestens Namen, E-Mail-Adresse, Telefonnummer oder Schlüssel an.',
    taken: (name) => `Das hat ${name} schon.`,
    open: (name) => `${name} öffnen`,
    systems: 'Zutrittssysteme, denen die Person beitritt',
    systemsHelp:
      'In jedem entsteht ein Benutzer; hat dort einer dieselbe E-Mail oder Telefonnummer, wird er verknüpft.',
    unclear: 'Es kam keine klare Antwort. Beim nächsten Versuch wird zuerst nachgesehen, ob es doch geschah.',
    created: (name) => `${name} wurde angelegt.`,
    saved: (name) => `${name} wurde gespeichert.`,
  },
  details: {
    title: 'Person',
    remove: 'Entfernen …',
    sections: {
      profile: 'Profil',
      access_systems: 'Zutrittssysteme',
      phones: 'Telefone',
      keys: 'Schlüssel',
      issue: 'Schlüssel ausstellen',
      instant_keys: 'Instant Keys',
      devices: 'Geräte',
      sessions: 'Sitzungen',
      activity: 'Aktivität',
    },
  },
};
