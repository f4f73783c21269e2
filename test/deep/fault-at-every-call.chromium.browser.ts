// Runs each action with a fault at its first call, then at its second, and so on to the last; once or for a while.
// Nothing is thrown, given values are kept, no write is repeated without a check, the list next to the action is
// correct or shows its time, and the action succeeds when the fault is over.
// `FAULTS=all npm test -- fault-at-every-call` tests every fault at every call; without it, they take turns.
// In Chromium alone: the sandbox injects the faults, the same in each engine, and a run has hundreds of them.
import { expect } from '@open-wc/testing';

import '../../src/index.js';
// Parts that load on demand are imported here, so that no hidden request is pending.
import '../../src/elements/seam-client-session-list/seam-client-session-list.js';
import '../../src/elements/seam-credential-issuer/issuer-form.js';
import '../../src/elements/seam-credential-issuer/operations.js';
import '../../src/elements/seam-credential-issuer/seam-credential-issuer.js';
import '../../src/elements/seam-credential-list/seam-credential-list.js';
import '../../src/elements/seam-device-access/grant-dialog.js';
import '../../src/elements/seam-phone-manager/deactivation.js';
import '../../src/elements/seam-user-identity-form/seam-user-identity-form.js';
import '../../src/elements/seam-user-identity-removal/removal-view.js';
import '../../src/elements/seam-user-identity-removal/seam-user-identity-removal.js';
import type { SeamElement } from '../../src/elements/base/seam-element.js';
import { createTestBackend, type TestBackend } from '../../src/testing/index.js';
import { everythingOf, noteThrown, pressable } from '../support/everything.js';
import { holdTime } from '../support/held-time.js';

/** What happens to a request with a fault. */
type Fault = (answer: () => Promise<Response>, signal: AbortSignal) => Promise<Response>;

const refusal =
  (status: number, type: string, headers = {}) =>
  () =>
    Promise.resolve(Response.json({ ok: false, error: { type, message: type } }, { status, headers }));

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

const faults: Record<string, Fault> = {
  'no network': () => Promise.reject(new TypeError('Failed to fetch')),
  'an answer that is lost': async (answer) => {
    await answer();
    throw new TypeError('Failed to fetch');
  },
  'no answer': async (answer, signal) => {
    await answer();
    return aborted(signal);
  },
  '401, a login that has ended': refusal(401, 'gateway_login_required'),
  '429': refusal(429, 'too_many_requests', { 'retry-after': '2' }),
  '500 after all': async (answer) => {
    await answer();
    return refusal(500, 'internal_error')();
  },
  'an empty 503': () => Promise.resolve(new Response(null, { status: 503 })),
  'half an answer': async (answer) => {
    const whole = await (await answer()).text();
    return new Response(whole.slice(0, whole.length / 2));
  },
  'an answer after 29 seconds': async (answer) => {
    const late = await answer();
    // On the controlled clock: just before the call times out.
    await new Promise((resolve) => setTimeout(resolve, 28_900));
    return late;
  },
};

interface Sent {
  path: string;
  body: string;
  /** Whether Seam has executed the request. */
  isDone: boolean;
}

const isPoll = ({ path, body }: Pick<Sent, 'path' | 'body'>) =>
  path === '/events/list' && !body.includes('limit');
const isRead = ({ path }: Pick<Sent, 'path'>) => /\/(get|list\w*)$/.test(path);

interface Scene {
  backend: TestBackend;
  person: string;
  element: SeamElement;
  beside: SeamElement;
  /** The number of keys for all phones before the action. */
  before: number;
}

/** A list next to the action, which the action changes. */
interface List {
  tag: keyof HTMLElementTagNameMap;
  /** Finds the count that the list shows. */
  says: RegExp;
  /** Where Seam has the real count. */
  at: [path: string, key: string];
  of?(scene: Scene): object;
  /** Which rows at Seam count; all if absent. */
  counts?(row: Record<string, unknown>): boolean;
}

interface Journey {
  tag: keyof HTMLElementTagNameMap;
  /** The key of the person; absent if the action is not about a person. */
  of?: string;
  beside: List;
  /** The buttons that continue the action. The first enabled one is pressed. */
  acts: readonly RegExp[];
  /** Types or chooses the values. @returns whether all values are given */
  give?(scene: Scene): boolean;
  /** Whether the given values are still in the form, if the form is visible. */
  isKept?(scene: Scene): boolean;
  /** Whether Seam has accepted the values, so that the form need not keep them. */
  isTaken?(scene: Scene): boolean;
  /** The text at the end. */
  end: RegExp;
  /** Expects the final state at Seam. */
  expectDone(scene: Scene): Promise<void>;
}

const field = ({ element }: Scene, selector: string) =>
  everythingOf(element).find((one) => one.matches(selector)) as HTMLInputElement | undefined;

function put(input: HTMLInputElement | undefined, value: string): boolean {
  if (!input) return false;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}

const ofPerson = ({ person }: Scene) => ({ user_identity_id: person });

const optionCalled = ({ element }: Scene, name: RegExp) =>
  everythingOf(element).find((one) => one.matches('[role=option]') && name.test(one.textContent!.trim())) as
    HTMLElement | undefined;

function choose(scene: Scene, name: RegExp): boolean {
  const option = optionCalled(scene, name);
  if (!option || option.ariaDisabled === 'true') return false;
  option.click();
  return true;
}

const isStillChosen = (scene: Scene, name: RegExp) =>
  (optionCalled(scene, name)?.ariaSelected ?? 'true') === 'true';

const sureBox = ({ element }: Scene) =>
  everythingOf(element)
    .find((one) => one.matches('label') && /understand/.test(one.textContent!))
    ?.querySelector('input');

const listOf = async ({ backend }: Scene, path: string, params: object, key: string) =>
  (await backend.seam<Record<string, Record<string, unknown>[]>>(path, params))[key]!;

const people: List = {
  tag: 'seam-user-identity-list',
  says: /(\d+) (?:person|people)/,
  at: ['/user_identities/list', 'user_identities'],
};

const journeys: Record<string, Journey> = {
  'creating a person': {
    tag: 'seam-user-identity-form',
    beside: people,
    acts: [/^Create person$/],
    give: (scene) =>
      put(field(scene, '[name=full_name]'), 'Fay Faults') &&
      put(field(scene, '[name=email_address]'), 'fay@example.com'),
    isKept: (scene) =>
      field(scene, '[name=full_name]')?.value === 'Fay Faults' &&
      field(scene, '[name=email_address]')?.value === 'fay@example.com',
    end: /Fay Faults was created/,
    async expectDone(scene) {
      const found = await listOf(
        scene,
        '/user_identities/list',
        { search: 'fay@example.com' },
        'user_identities',
      );
      expect(found).to.have.length(1);
    },
  },
  'creating a session': {
    tag: 'seam-client-session-list',
    of: 'room-201',
    beside: {
      tag: 'seam-client-session-list',
      says: /active of (\d+)/,
      at: ['/client_sessions/list', 'client_sessions'],
      of: ofPerson,
    },
    acts: [/^Retry$/, /^Create session$/, /^New session$/],
    give: (scene) => put(field(scene, '#life'), 'week'),
    isKept: (scene) => (field(scene, '#life')?.value ?? 'week') === 'week',
    end: /The session’s token/,
    async expectDone(scene) {
      const found = await listOf(scene, '/client_sessions/list', ofPerson(scene), 'client_sessions');
      expect(found.length).to.be.at.least(1); // sessions whose token was lost are listed too
    },
  },
  'granting a device': {
    tag: 'seam-device-access',
    of: 'room-201',
    beside: {
      tag: 'seam-device-access',
      says: /(\d+) devices?/,
      at: ['/user_identities/list_accessible_devices', 'devices'],
      of: ofPerson,
    },
    acts: [/^Retry$/, /^Grant access$/],
    give: (scene) => choose(scene, /^Linen Store/),
    isKept: (scene) => isStillChosen(scene, /^Linen Store/),
    isTaken: ({ element }) => !everythingOf(element).some((one) => one.matches('dialog')),
    end: /Linen Store Harbour House · Halo Touchscreen Locked/,
    async expectDone(scene) {
      const found = await listOf(
        scene,
        '/user_identities/list_accessible_devices',
        ofPerson(scene),
        'devices',
      );
      expect(found.map(({ display_name }) => display_name)).to.include('Linen Store');
    },
  },
  'deactivating a phone': {
    tag: 'seam-phone-manager',
    of: 'room-214',
    beside: {
      tag: 'seam-phone-manager',
      says: /(\d+) phones?/,
      at: ['/phones/list', 'phones'],
      of: ({ person }) => ({ owner_user_identity_id: person }),
    },
    acts: [/^Retry$/, /^Deactivate phone$/, /^Deactivate Pixel 9a$/],
    end: /Pixel 9a is deactivated\./,
    async expectDone(scene) {
      const phones = { owner_user_identity_id: scene.person };
      const found = await listOf(scene, '/phones/list', phones, 'phones');
      expect(found.map(({ display_name }) => display_name)).not.to.include('Pixel 9a');
    },
  },
  'issuing a key': {
    tag: 'seam-credential-issuer',
    of: 'room-201',
    beside: {
      tag: 'seam-credential-list',
      says: /(\d+) credentials?/,
      at: ['/acs/credentials/list', 'acs_credentials'],
      of: ofPerson,
      counts: (credential) => credential['parent_acs_credential_id'] === undefined,
    },
    acts: [/^Retry$/, /^Issue key$/, /^Look again$/],
    give(scene) {
      const systems = field(scene, '#acs_system_id');
      const harbour = systems?.querySelector(`option[value="${systems.value}"]`);
      if (/Harbour House/.test(harbour?.textContent ?? '')) return choose(scene, /^Room 201/);
      const wanted = [...(systems?.querySelectorAll('option') ?? [])].find((one) =>
        /Harbour House/.test(one.textContent),
      );
      if (wanted) put(systems, wanted.value);
      return false;
    },
    isKept(scene) {
      const systems = field(scene, '#acs_system_id');
      const chosen = systems?.querySelector(`option[value="${systems.value}"]`)?.textContent;
      return /Harbour House/.test(chosen ?? 'Harbour House') && isStillChosen(scene, /^Room 201/);
    },
    end: /The key is ready|The key has arrived/,
    async expectDone(scene) {
      const found = await listOf(scene, '/acs/credentials/list', ofPerson(scene), 'acs_credentials');
      expect(found.filter((one) => one['is_multi_phone_sync_credential'] === true)).to.have.length(
        scene.before + 1,
      );
    },
  },
  'removing a person': {
    tag: 'seam-user-identity-removal',
    of: 'room-201',
    beside: people,
    acts: [/^Retry$/, /^Try (the failed )?again/, /^Go on/, /^Remove /],
    give(scene) {
      sureBox(scene)?.click();
      return sureBox(scene) !== undefined;
    },
    isKept: (scene) => sureBox(scene)?.checked ?? true,
    end: /was removed/,
    async expectDone(scene) {
      const found = await listOf(scene, '/user_identities/list', {}, 'user_identities');
      expect(found.map(({ user_identity_id }) => user_identity_id)).not.to.include(scene.person);
    },
  },
};

/** A fault, the call where it starts, and whether it lasts for a while. */
interface Spell {
  at: number;
  what: keyof typeof faults;
  isLasting: boolean;
}

/** Longer than the page needs to notice the fault. */
const spellSeconds = 130;
/** The time limit for a write, plus that for a read, plus half a minute between two polls. */
const mostLagSeconds = 90;

/** A lost token cannot be read again, and granting access twice changes nothing. */
const mayHappenTwice = new Set(['/client_sessions/create', '/user_identities/grant_access_to_device']);

const everyFault = Object.keys(faults);
const isThorough = process.env['FAULTS'] === 'all';

const ownFetch = window.fetch;
const channel = new MessageChannel();
/** Requests and responses inside this page need some of these turns. */
const turn = () =>
  new Promise<void>((resolve) => {
    channel.port1.onmessage = () => resolve();
    channel.port2.postMessage(0);
  });

/** @returns the number of calls. @throws {Error} if the action does not end correctly */
async function play(journey: Journey, spell?: Spell): Promise<number> {
  const backend = createTestBackend();
  let person = '';
  if (journey.of) {
    const { user_identity } = await backend.seam<{ user_identity: { user_identity_id: string } }>(
      '/user_identities/get',
      { user_identity_key: journey.of },
    );
    person = user_identity.user_identity_id;
  }
  const time = holdTime(backend.sandbox, { shortestMs: 100, longestMs: Infinity });
  const sent: Sent[] = [];
  const complaints: string[] = [];
  let underWay = 0;
  let presses = 0;
  let seconds = 0;
  let spellBegan = Infinity;

  /** A write that may have succeeded is checked before a retry, and a write that succeeded is not repeated. */
  function judge(write: Sent) {
    const before = sent.findLastIndex((one) => one.path === write.path && one.body === write.body);
    if (before < 0) return;
    if (!sent.slice(before).some((one) => isRead(one) && !isPoll(one)))
      complaints.push(`${write.path} was sent again without a look`);
    if (sent[before]!.isDone && !mayHappenTwice.has(write.path))
      complaints.push(`${write.path} was sent again although it had happened`);
  }

  function isHit(request: Sent): boolean {
    if (!spell) return false;
    const isFirst = !isPoll(request) && sent.filter((one) => !isPoll(one)).length === spell.at;
    if (isFirst) spellBegan = seconds;
    return isFirst || (spell.isLasting && seconds >= spellBegan && seconds < spellBegan + spellSeconds);
  }

  window.fetch = async (input, init) => {
    const path = String(input).slice(backend.basePath.length);
    const request: Sent = { path, body: String(init?.body), isDone: false };
    const isFaulty = isHit(request);
    if (!isRead(request)) judge(request);
    sent.push(request);
    const answer = async () => {
      underWay++;
      try {
        const answered = await backend.fetch(input, init);
        request.isDone = answered.ok;
        return answered;
      } finally {
        underWay--;
      }
    };
    return isFaulty ? faults[spell!.what]!(answer, init!.signal!) : answer();
  };

  const place = (tag: Journey['tag']) => {
    const element = document.createElement(tag) as SeamElement;
    Object.assign(element, { gateway: backend.basePath, ...(person && { userIdentityId: person }) });
    return element;
  };
  const scene: Scene = {
    backend,
    person,
    element: place(journey.tag),
    beside: place(journey.beside.tag),
    before: 0,
  };
  const { element, beside } = scene;
  scene.before = person
    ? (await listOf(scene, '/acs/credentials/list', ofPerson(scene), 'acs_credentials')).filter(
        (one) => one['is_multi_phone_sync_credential'] === true,
      ).length
    : 0;
  document.body.append(element, beside);

  const settle = async () => {
    for (let turns = 0; turns < 12 || (underWay > 0 && turns < 1000); turns++) await turn();
  };

  /** For each count: the last time when it was the real count at Seam. */
  const lastSo = new Map<string, number>();
  const trueCount = async () => {
    const { at, of, counts = () => true } = journey.beside;
    const [path, key] = at;
    return String((await listOf(scene, path, of?.(scene) ?? {}, key)).filter(counts).length);
  };
  const saidCount = () => journey.beside.says.exec(textOf(beside))?.[1];
  /** Whether the list shows its time, waiting changes, or an error. */
  const isMarked = () =>
    / as of |changes?, show/.test(textOf(beside)) ||
    everythingOf(beside).some((one) => one.matches('.notice[role=alert]'));

  /** The list shows the current count or a very recent one, or it shows its time. */
  async function lookBeside() {
    lastSo.set(await trueCount(), seconds);
    const said = saidCount();
    if (said === undefined || isMarked()) return;
    const age = seconds - (lastSo.get(said) ?? -Infinity);
    if (age > mostLagSeconds) throw new Error(`Said as if it were so, ${age} seconds after: ${said}`);
  }

  async function passSecond() {
    seconds++;
    time.pass(1000);
    await settle();
    await lookBeside();
    if (complaints.length > 0) throw new Error(complaints.join('; '));
  }

  async function act() {
    let isGiven = !journey.give;
    let patience = 3;
    let patientUntil = 0;
    while (!journey.end.test(textOf(element))) {
      if (seconds > 400) throw new Error(`It does not end: ${textOf(element).slice(0, 600)}`);
      if (journey.isTaken?.(scene)) isGiven = false;
      if (!isGiven) isGiven = journey.give!(scene);
      else if (journey.isKept && !journey.isKept(scene))
        throw new Error(`What was given is lost: ${textOf(element).slice(0, 600)}`);
      await element.updateComplete;
      const next = nextOf(element, journey.acts);
      // A user does not press again while the action may still run, or without end.
      if (next && seconds >= patientUntil) {
        presses++;
        patientUntil = seconds + patience;
        if (presses > 5) patience = Math.min(2 * patience, 30);
        next.click();
        await settle();
        if (journey.end.test(textOf(element))) break;
      }
      await passSecond();
    }
  }

  /** After the fault, the list shows the real count, by itself or after a press. */
  async function seeBeside() {
    const until = Math.max(seconds, spell?.isLasting ? spellBegan + spellSeconds : 0) + 2 * mostLagSeconds;
    while (isMarked() || saidCount() !== (await trueCount())) {
      if (seconds > until) throw new Error(`It stays behind: ${textOf(beside).slice(0, 600)}`);
      if (seconds > until - mostLagSeconds) nextOf(beside, [/^Retry$/, /changes?, show$/])?.click();
      await passSecond();
    }
  }

  try {
    await lookBeside();
    await settle();
    await act();
    const calls = sent.filter((one) => !isPoll(one)).length;
    await journey.expectDone(scene);
    await seeBeside();
    return calls;
  } finally {
    element.remove();
    beside.remove();
    for (let turns = 0; turns < 12; turns++) await turn();
    time.release();
    window.fetch = ownFetch;
  }
}

/** The first button with one of these names that is enabled. */
function nextOf(element: Element, names: readonly RegExp[]): HTMLElement | undefined {
  const open = pressable(element).filter(
    (one) => !one.ariaDisabled && !one.ariaBusy && one.matches('button'),
  );
  return names.flatMap((name) => open.find((one) => name.test(nameOf(one))) ?? [])[0];
}

const textOf = (element: Element) => (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');
const nameOf = (one: Element) => (one.ariaLabel ?? one.textContent ?? '').replace(/\s+/g, ' ').trim();

const everySpell = everyFault.flatMap((what) => [false, true].map((isLasting) => ({ what, isLasting })));

/** Each spell at each call; or else as few as give each call and each spell a turn. */
function spellsFor(calls: number): Spell[] {
  const turns = isThorough ? calls * everySpell.length : Math.max(calls, everySpell.length);
  return Array.from({ length: turns }, (_, nth) => {
    // Each further round of calls uses other spells, because 5 and the number of spells have no common
    // divisor.
    const which = isThorough ? nth : 5 * nth;
    const at = isThorough ? Math.floor(nth / everySpell.length) : nth % calls;
    return { at, ...everySpell[which % everySpell.length]! };
  });
}

describe('with a fault at every call in turn', () => {
  let caught: ReturnType<typeof noteThrown>;
  before(() => (caught = noteThrown()));
  after(() => caught.release());

  for (const [name, journey] of Object.entries(journeys))
    it(`${name} ends correctly`, async () => {
      const calls = await play(journey);
      const failed: string[] = [];
      for (const spell of spellsFor(calls)) {
        try {
          await play(journey, spell);
          expect(caught.thrown.splice(0).join('\n')).to.equal('');
        } catch (error) {
          const { what, at, isLasting } = spell;
          const when = `${isLasting ? 'from' : 'at'} call ${at} of ${calls}`;
          failed.push(`${what}, ${when}: ${(error as Error).message}`);
        }
      }
      expect(failed.join('\n')).to.equal('');
    }).timeout(3_000_000);
});
