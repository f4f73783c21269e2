import type { Phrases } from '../phrases.js';
import { plurals } from '../plurals.js';

const plural = plurals('en');

/** What phones and credentials have in common. */
export const keys = {
  statuses: {
    deleting: 'Being deleted',
    failed: 'Failed',
    expired: 'Ended',
    invalid: 'No longer valid',
    attention: 'Needs attention',
    scheduled: 'Starts later',
    waiting_for_phone: 'Waiting for a phone',
    issuing: 'On its way',
    active: 'Active',
  },
  warnings: {
    schedule_externally_modified: 'Its times were changed outside Seam. Check them in the access system.',
    schedule_modified: 'Its start was moved so that it is not in the past.',
    unknown_issue_with_acs_credential: 'Something is wrong with it. If it does not open, issue a new one.',
    needs_to_be_reissued:
      'What it may open has changed since. Issue it again for the change to reach the doors.',
    requested_code_unavailable: 'The code that was asked for was taken. It has another one.',
    unknown_issue_with_phone: 'Something is wrong with this phone. Open the app on it and sign in again.',
  },
  systemErrors: {
    acs_system_disconnected: 'is disconnected. Keys reach it again once it is reconnected.',
    account_disconnected: 'is disconnected. Reconnect its account.',
    seam_bridge_disconnected: 'cannot be reached: Seam Bridge is offline. Check the computer it runs on.',
    bridge_disconnected: 'cannot be reached: its bridge is offline. Check it on site.',
    visionline_instance_unreachable: 'cannot be reached. Check the Visionline server on site.',
    salto_ks_subscription_limit_exceeded: 'is full. Free or buy a subscription in Salto KS.',
    salto_ks_certification_expired: 'is refused by Salto KS, whose certification has ended.',
    provider_service_unavailable: 'has trouble at its maker. This passes by itself.',
  },
  moreDoors: (count: string) => `and ${count} more`,
} as const satisfies Phrases;

export const phones = {
  title: 'Phones',
  count: (count: string, n: number) => `${count} ${plural(n, { one: 'phone', other: 'phones' })}`,
  empty: 'No phones yet',
  emptyHelp: 'A phone appears here once this person signs in to your app on it.',
  platforms: { ios_phone: 'iPhone', android_phone: 'Android' },
  oneOf: (name: string, at: string, count: string, time: string, id: string) =>
    `${name} (${at} of ${count}, since ${time}, id …${id})`,
  since: (date: string) => `since ${date}`,
  ready: 'Ready',
  readyHelp: 'It can receive and hold mobile keys.',
  settingUp: 'Setting up',
  settingUpHelp: 'Not ready for keys: it is not registered for them yet. The app has to be open on it.',
  readyUnknown: 'Readiness unknown',
  readyUnknownHelp: 'The phone does not tell whether it is ready for keys.',
  leaving: 'Being deactivated',
  noKeys: 'No keys on it.',
  keysOf: (name: string) => `Keys on ${name}`,
  waitsForPhone: 'Waits until the phone is ready',
  keysNotPermitted: 'You may not see which keys are on these phones.',
  follow: 'New phones get these keys by themselves when this person signs in:',
  followNone: 'New phones get no keys by themselves: there is no key for all phones yet. Issue one first.',
  find: 'Find a phone by its id',
  findLabel: 'Phone id',
  findAction: 'Find',
  foundOther: 'This phone exists, but it is not among this person’s phones.',
  notFound: 'There is no phone with this id, or it is not among what you may see.',
  simulate: 'Simulate a phone',
  add: 'New phone',
  expecting: 'Waiting for the new phone…',
  expectingHelp: 'Ask this person to install your app on it and to sign in. It appears here by itself.',
  appeared: (name: string) => `${name} is here. Its keys are shown with it as they arrive.`,
  done: 'Done',
  stopWaiting: 'Stop waiting',
  deactivate: 'Deactivate',
  deactivatePhone: 'Deactivate phone',
  deactivateNamed: (name: string) => `Deactivate ${name}`,
  busy: 'Another phone is being deactivated.',
  alone: 'Seam does not show phones to a client session alone: seeing them needs the gateway.',
  aloneHelp: 'A phone can be deactivated all the same, if its id is known.',
  aloneKeys: 'Keys on phones',
} as const satisfies Phrases;
