import type { Phrases } from '../phrases.js';
import { plurals } from '../plurals.js';

const plural = plurals('en');

export const deactivation = {
  ask: (name: string) => `Deactivate “${name}”?`,
  stops: 'These keys stop working on it:',
  stopsNone: 'There are no keys on it.',
  stopsUnknown: 'All keys on it stop working. Which these are is not known here.',
  keeps: (names: string, n: number) =>
    `${names} ${plural(n, { one: 'keeps its keys', other: 'keep their keys' })}.`,
  keepsUnknown: 'Other phones keep theirs.',
  forGood: 'This cannot be undone. Signing in on it again makes it a new phone.',
  endSessions: (count: string) => `Also end this person’s app sessions${count && ` (${count})`}`,
  endSessionsHelp: 'Otherwise whoever has the phone stays signed in to your app.',
  deactivating: (name: string) => `Deactivating ${name}`,
  phone: 'Phone',
  session: 'App session',
  steps: {
    waiting: 'Not begun',
    deactivating: 'Deactivating…',
    revoked: 'Revoked',
    removed: 'Removed from the access system',
    deactivated: 'Deactivated',
    ending: 'Ending…',
    ended: 'Ended',
    failed: 'Failed',
  },
  paused: 'The connection is lost. It goes on by itself once it is back.',
  timeout: 'Nothing has come of it for a long time. Look again later, or retry.',
  deactivated: (name: string) => `${name} is deactivated.`,
  accepted: (name: string) =>
    `Seam has accepted that ${name} is deactivated. With a client session alone nobody can see when it is done.`,
  left: 'Not all of it has happened.',
  sessionsLeft: 'The app on this phone may still be signed in. End this person’s app sessions as well.',
  endSessionsAction: 'End app sessions',
} as const satisfies Phrases;
