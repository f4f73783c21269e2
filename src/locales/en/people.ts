import type { Phrases } from '../phrases.js';
import { plurals } from '../plurals.js';

const plural = plurals('en');

export const list = {
  title: 'People',
  search: 'Search people',
  searchPlaceholder: 'Name, email, phone number…',
  selectAll: 'Select all loaded people',
  select: (name: string) => `Select ${name}`,
  columns: {
    name: 'Name',
    email: 'Email',
    phone: 'Phone number',
    key: 'Key',
    created: 'Created',
  },
  sorted: (column: string, ascending: boolean) =>
    `Sorted by ${column.toLowerCase()}, ${ascending ? 'ascending' : 'descending'}`,
  loaded: (count: string, hasMore: boolean, n: number) =>
    hasMore ? `${count} loaded so far` : `${count} ${plural(n, { one: 'person', other: 'people' })}`,
  selected: (count: string) => `${count} selected`,
  selectedHidden: (text: string, hidden: string, _n: number) => `${text}, ${hidden} not shown`,
  loadingMore: 'Loading more…',
  loadMoreFailed: 'The next people could not be loaded.',
  showChanges: 'Show changes',
  empty: 'No people yet',
  emptyHelp: 'People appear here once they are created, here or by your own systems.',
  noMatch: (search: string) => `Nobody matches “${search}”`,
  noMatchHelp: 'Search looks at names, email addresses, phone numbers and ids.',
  clearSearch: 'Clear search',
  create: 'New person',
  edit: 'Edit',
  remove: 'Remove…',
  created: (name: string) => `${name} was created.`,
  saved: (name: string) => `${name} was saved.`,
  exportWorkbook: 'Export to Excel',
  exportCsv: 'Export CSV',
  exporting: (count: string) => `Exporting… ${count} so far`,
  printed: 'Not everybody is loaded, so not everybody is printed. The export has all people.',
  exportFailed: 'The export failed.',
  warnings: {
    being_deleted: 'Being removed',
    acs_user_profile_does_not_match_user_identity: 'Differs from access system',
  },
  errors: { issue_with_acs_user: 'Problem in an access system' },
} as const satisfies Phrases;

export const details = {
  title: 'Person',
  remove: 'Remove…',
  sections: {
    profile: 'Profile',
    access_systems: 'Access systems',
    phones: 'Phones',
    keys: 'Keys',
    issue: 'Issue a key',
    instant_keys: 'Instant Keys',
    devices: 'Devices',
    sessions: 'Sessions',
    activity: 'Activity',
  },
} as const satisfies Phrases;
