// Each act is done with something going wrong at its first call, then at its second, and so on to the last, once or for
// a while: nothing is thrown, what was given is kept, no write is repeated without a look, what stands
// beside it is true or says of when it is, and it ends as it should once the fault is over.
// `FAULTS=all npm test -- fault-at-every-call` tries every fault at every call, else they take turns.
// In Chromium alone: faults are asked for there; they come from the sandbox, whatever the engine, a hundred times over.
import { expect } from '@open-wc/testing';

import '../../src/index.js';
// What comes when it is needed is here already, so that nothing is on its way unseen.
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

/** What comes of a request that goes wrong. */
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
    // By the held clock: a moment before a call gives up.
    await new Promise((resolve) => setTimeout(resolve, 28_900));
    return late;
  },
};

interface Sent {
  path: string;
  body: string;
  /** Whether Seam has done it. */
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
  /** How many keys for all phones there were. */
  before: number;
}

/** A list that stands beside an act and changes by it. */
interface List {
  tag: keyof HTMLElementTagNameMap;
  /** How many it says there are. */
  says: RegExp;
  /** Who has that many, at Seam. */
  at: [path: string, key: string];
  of?(scene: Scene): object;
  /** Which of what is at Seam count; all if left out. */
  counts?(row: Record<string, unknown>): boolean;
}

interface Journey {
  tag: keyof HTMLElementTagNameMap;
  /** Whose; without it nobody's. */
  of?: string;
  beside: List;
  /** What a person presses to get on with it, the first that is there. */
  acts: readonly RegExp[];
  /** Types or chooses what is to be given. @returns whether it is given */
  give?(scene: Scene): boolean;
  /** Whether what was given is still there, where it can be seen. */
  isKept?(scene: Scene): boolean;
  /** Whether what was given has been taken, and there is nothing to be kept any more. */
  isTaken?(scene: Scene): boolean;
  /** What is said at the end. */
  end: RegExp;
  /** What must be so at Seam in the end. */
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
      expect(found.length).to.be.at.least(1); // those whose token was lost on the way are told of
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

/** What goes wrong, from which call on, and whether only once or for a while. */
interface Spell {
  at: number;
  what: keyof typeof faults;
  isLasting: boolean;
}

/** Longer than it takes to notice. */
const spellSeconds = 130;
/** A time limit for the answer to a change, one for reading again, and the half minute between two looks. */
const mostLagSeconds = 90;

/** A token that was lost can be had in no other way, and granting what is granted changes nothing. */
const mayHappenTwice = new Set(['/client_sessions/create', '/user_identities/grant_access_to_device']);

const everyFault = Object.keys(faults);
const isThorough = process.env['FAULTS'] === 'all';

const ownFetch = window.fetch;
const channel = new MessageChannel();
/** What has been asked for in this page, and is answered in it, takes some of these. */
const turn = () =>
  new Promise<void>((resolve) => {
    channel.port1.onmessage = () => resolve();
    channel.port2.postMessage(0);
  });

/** @returns how many calls there were. @throws {Error} where it does not end as it should */
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

  /** What may have happened is looked for before it is done again, and what has happened is not done again. */
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

  /** When Seam last had that many. */
  const lastSo = new Map<string, number>();
  const trueCount = async () => {
    const { at, of, counts = () => true } = journey.beside;
    const [path, key] = at;
    return String((await listOf(scene, path, of?.(scene) ?? {}, key)).filter(counts).length);
  };
  const saidCount = () => journey.beside.says.exec(textOf(beside))?.[1];
  /** It says of when it is, that there are changes to be shown, or that it failed. */
  const isMarked = () =>
    / as of |changes?, show/.test(textOf(beside)) ||
    everythingOf(beside).some((one) => one.matches('.notice[role=alert]'));

  /** What the list beside says is so, or was a moment ago, or it says of when it is. */
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
      // Nobody presses again while it may still be going on, nor for ever.
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

  /** Once the fault is over, the list beside says what is so, by itself or when asked. */
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

/** The first of these that can be pressed. */
function nextOf(element: Element, names: readonly RegExp[]): HTMLElement | undefined {
  const open = pressable(element).filter(
    (one) => !one.ariaDisabled && !one.ariaBusy && one.matches('button'),
  );
  return names.flatMap((name) => open.find((one) => name.test(nameOf(one))) ?? [])[0];
}

const textOf = (element: Element) => (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');
const nameOf = (one: Element) => (one.ariaLabel ?? one.textContent ?? '').replace(/\s+/g, ' ').trim();

const everySpell = everyFault.flatMap((what) => [false, true].map((isLasting) => ({ what, isLasting })));

/** Each spell at each call, or else as few as give each call and each spell a turn. */
function spellsFor(calls: number): Spell[] {
  const turns = isThorough ? calls * everySpell.length : Math.max(calls, everySpell.length);
  return Array.from({ length: turns }, (_, nth) => {
    // Another spell in each further round of calls; 5 has no divisor in common with their number.
    const which = isThorough ? nth : 5 * nth;
    const at = isThorough ? Math.floor(nth / everySpell.length) : nth % calls;
    return { at, ...everySpell[which % everySpell.length]! };
  });
}

describe('with something going wrong at every call in turn', () => {
  let caught: ReturnType<typeof noteThrown>;
  before(() => (caught = noteThrown()));
  after(() => caught.release());

  for (const [name, journey] of Object.entries(journeys))
    it(`${name} ends as it should`, async () => {
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
