import type { Phrases } from '../phrases.js';
import { plurals } from '../plurals.js';

const plural = plurals('en');

export const sessions = {
  title: 'App sessions',
  count: (active: string, all: string) => `${active} active of ${all}`,
  empty: 'No sessions',
  emptyHelp:
    'A session lets this person use your app or an embedded page. Create one and hand over its token.',
  active: 'Active',
  expired: 'Expired',
  revoked: 'Revoked',
  created: (moment: string) => `Created ${moment}`,
  ends: (moment: string) => `Ends ${moment}`,
  ended: (moment: string) => `Ended ${moment}`,
  thisPage: 'Used by this page',
  warnThisPage:
    'This page itself uses this session. It stops working here, and you will have to sign in again.',
  warnThisPageToo:
    'One of them is used by this page itself. It is ended last; then this page stops working until you sign in again.',
  create: {
    action: 'New session',
    title: (person: string) => `New session for ${person}`,
    titleUnnamed: 'New session',
    lasts: 'Lasts',
    hour: '1 hour',
    day: '1 day',
    week: '7 days',
    month: '30 days',
    custom: 'Until…',
    until: 'Ends',
    untilHelp: 'Your local time, at most 30 days from now.',
    endsAt: (moment: string) => `Ends ${moment}.`,
    confirm: 'Create session',
    lost: 'A session was created, but its token was lost on the way and cannot be shown any more. Revoke that session, then create another.',
    notThere: 'The list was looked through afterwards: no session was created.',
    unclear: 'Whether a session was created is not known. Look at the list before you try again.',
  },
  token: {
    title: 'The session’s token',
    help: 'Copy it now: it is shown this once. Whoever has it can act as this person until the session ends.',
    hidden: 'Hidden',
    reveal: 'Show',
    hide: 'Hide',
    notCopied: 'It could not be copied. Show it, and copy it by hand.',
    done: 'Done',
  },
  revoke: {
    action: 'Revoke',
    of: (created: string) => `Revoke the session created ${created}`,
    title: (created: string) => `Revoke the session created ${created}?`,
    body: 'Its token stops working at once, wherever it is used. Seam may keep the session on record.',
    confirm: 'Revoke session',
    underWay: 'Being revoked…',
    failed: (created: string) => `The session created ${created} was not revoked.`,
    unclear: (created: string) => `Whether the session created ${created} was revoked is not known.`,
  },
  delete: {
    action: 'Delete',
    of: (created: string) => `Delete the session created ${created}`,
    title: (created: string) => `Delete the session created ${created}?`,
    body: 'Its token stops working at once, wherever it is used, and the session is gone from the list for good. To only end it, revoke it.',
    confirm: 'Delete session',
    underWay: 'Being deleted…',
    failed: (created: string) => `The session created ${created} was not deleted.`,
    unclear: (created: string) => `Whether the session created ${created} was deleted is not known.`,
  },
  revokeAll: {
    action: 'Revoke all',
    title: (count: string, n: number) =>
      `Revoke ${plural(n, { one: 'the active session', other: `all ${count} active sessions` })}?`,
    body: 'Their tokens stop working at once, wherever they are used. Seam may keep the sessions on record.',
    confirm: 'Revoke all',
  },
} as const satisfies Phrases;
