import type { Phrases } from '../phrases.js';
import { plurals } from '../plurals.js';

const plural = plurals('en');

export const general = {
  retry: 'Retry',
  reload: 'Reload page',
  clear: 'Clear',
  none: '–',
  details: 'Details',
  requestId: 'Request id',
  loading: 'Loading…',
  refreshing: 'Refreshing…',
  asOf: (time: string) => `Shown as of ${time}.`,
  more: (count: number) => `+${count}`,
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  copy: 'Copy',
  copied: 'Copied',
  use: (value: string) => `Use ${value}`,
  optional: 'optional',
  refusals: {
    read_only: 'This page only shows.',
    gateway_required: 'This needs the gateway: Seam does not allow it with a client session alone.',
    not_permitted: 'You are not permitted to do this. Ask an administrator.',
  },
  mayHaveHappened: 'No clear answer came, so it may have happened all the same.',
  validity: {
    valueMissing: 'Fill in this field.',
    badEmail: 'Enter an email address such as name@example.com.',
    badPhone: 'Write it with a plus, the country code and digits only, such as +15555550110.',
    badValue: 'This value does not have the form it needs.',
    outOfRange: 'This is outside what is possible here.',
  },
  times: {
    yours: (time: string) => `${time} where you are`,
    twice: (time: string) => `The clocks show this time twice that day. Meant: ${time}.`,
    skipped: 'The clocks go forward over this time, so it does not exist that day.',
    endsInPast: 'This is in the past.',
    endsTooEarly: 'This is not after the start.',
    zone: (zone: string) => `Times of the access system: ${zone}.`,
    ownZone: (zone: string) =>
      `The access system does not tell its time zone, so these are your times: ${zone}.`,
  },
  picker: {
    none: 'Nothing matches.',
    results: (count: string, n: number) => `${count} ${plural(n, { one: 'result', other: 'results' })}`,
  },
  session: {
    missing: 'No session yet',
    missingHelp: 'This part of the page has not been given a session. It starts as soon as it has one.',
  },
  noPerson: {
    title: 'Nobody chosen',
    help: 'Choose a person to see and change what they have.',
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
    refused: { title: 'The server did not accept this', help: 'The server’s reason is below.' },
    rate_limited: { title: 'Too many requests', help: 'Wait a moment, then try again.' },
    unreachable: {
      title: 'The server could not be reached',
      help: 'Check the connection, then try again.',
    },
    server: { title: 'The server had a problem', help: 'Try again. If it persists, pass on the request id.' },
    login_required: { title: 'You are not signed in', help: 'Sign in to go on.' },
    login_unclear: {
      title: 'You may need to sign in again',
      help: 'Something other than the server answered, most likely a sign-in page. Nothing you typed is lost.',
    },
    page_failed: {
      title: 'This page could not connect this part',
      help: 'A function of the page gave no usable result. The reason is below, for the person who set up this page.',
    },
    unsupported_browser: {
      title: 'This browser is too old',
      help: 'Update the browser, or open the page in another one.',
    },
    internal: {
      title: 'This part of the page had a problem',
      help: 'Try again, or reload the page. If it persists, pass on the details below.',
    },
    cancelled: { title: 'Cancelled', help: 'Nothing more was sent.' },
  },
} as const satisfies Phrases;
