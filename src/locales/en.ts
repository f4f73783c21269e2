const plural = (count: number, one: string, other: string) => (count === 1 ? one : other);

// English: complete by definition, and the type of every other locale. An export for each part of the suite,
// so that an element brings its own words and no other's.

export const general = {
  retry: 'Retry',
  clear: 'Clear',
  none: '–',
  details: 'Details',
  requestId: 'Request id',
  loading: 'Loading…',
  refreshing: 'Refreshing…',
  asOf: (time: string) => `Shown as of ${time}.`,
  more: (count: number) => `+${count}`,
  session: {
    missing: 'No session yet',
    missingHelp: 'This part of the page has not been given a session. It starts as soon as it has one.',
  },
  errors: {
    session_ended: {
      title: 'Your session has ended',
      help: 'Sign in again to go on. Nothing you typed is lost.',
    },
    not_permitted: { title: 'You are not permitted to see this', help: 'Ask an administrator for access.' },
    gateway_required: {
      title: 'This needs the gateway',
      help: 'Seam allows it only with an API key, which a browser must not hold. Set “gateway” to your server’s gateway.',
    },
    wrong_token: {
      title: 'This part of the page was set up with the wrong kind of key',
      help: 'Nothing was sent. Whoever runs this page finds the reason below.',
    },
    invalid_input: { title: 'The request was not accepted', help: 'The server’s reason is below.' },
    not_found: {
      title: 'Not found',
      help: 'It may have been removed, or it is not among what you may see.',
    },
    conflict: {
      title: 'That clashes with something that already exists',
      help: 'The server’s reason is below.',
    },
    rate_limited: { title: 'Too many requests', help: 'Wait a moment, then try again.' },
    unreachable: {
      title: 'The server could not be reached',
      help: 'Check the connection, then try again.',
    },
    server: { title: 'The server had a problem', help: 'Try again. If it persists, pass on the request id.' },
    cancelled: { title: 'Cancelled', help: 'Nothing more was sent.' },
  },
} as const satisfies Phrases;

export const people = {
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
    hasMore ? `${count} loaded so far` : `${count} ${plural(n, 'person', 'people')}`,
  selected: (count: string) => `${count} selected`,
  loadingMore: 'Loading more…',
  loadMoreFailed: 'The next people could not be loaded.',
  empty: 'No people yet',
  emptyHelp: 'People appear here once they are created, here or by your own systems.',
  noMatch: (search: string) => `Nobody matches “${search}”`,
  noMatchHelp: 'Search looks at names, email addresses, phone numbers and ids.',
  clearSearch: 'Clear search',
  warnings: {
    being_deleted: 'Being removed',
    acs_user_profile_does_not_match_user_identity: 'Differs from access system',
  },
  errors: { issue_with_acs_user: 'Problem in an access system' },
} as const satisfies Phrases;

export const devices = {
  title: 'Devices',
  count: (count: string, hasMore: boolean, n: number) =>
    hasMore ? `${count} loaded so far` : `${count} ${plural(n, 'device', 'devices')}`,
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

type Phrase = string | ((...values: never[]) => string);
interface Phrases {
  [name: string]: Phrase | Phrases;
}
