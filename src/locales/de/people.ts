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
};
