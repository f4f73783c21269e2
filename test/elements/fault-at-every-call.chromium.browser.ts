// Each act is done with something going wrong at its first call, then at its second, and so on to the last: nothing is
// thrown or lost, no write is repeated without a look, and it ends as it should once the fault is over.
// `FAULTS=all npm test -- fault-at-every-call` tries every fault at every call, else they take turns.
// In Chromium alone: faults are asked for there; they come from the sandbox, whatever the engine, a hundred times over.
import { expect } from '@open-wc/testing';

import '../../src/index.js';
// What comes when it is needed is here already, so that nothing is on its way unseen.
import '../../src/elements/seam-client-session-list/whole.js';
import '../../src/elements/seam-credential-issuer/issuer-form.js';
import '../../src/elements/seam-credential-issuer/operations.js';
import '../../src/elements/seam-credential-issuer/whole.js';
import '../../src/elements/seam-device-access/grant-dialog.js';
import '../../src/elements/seam-phone-manager/run-deactivation.js';
import '../../src/elements/seam-user-identity-form/whole.js';
import '../../src/elements/seam-user-identity-removal/removal-view.js';
import '../../src/elements/seam-user-identity-removal/whole.js';
import type { SeamElement } from '../../src/elements/base-element.js';
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
    await new Promise((resolve) => setTimeout(resolve, 28_900));
    return late;
  },
};

interface Sent {
  path: string;
  body: string;
}

const isPoll = ({ path, body }: Sent) => path === '/events/list' && !body.includes('limit');
const isRead = ({ path }: Sent) => /\/(get|list\w*)$/.test(path);

interface Scene {
  backend: TestBackend;
  person: string;
  element: SeamElement;
  /** How many keys for all phones there were. */
  before: number;
}

interface Journey {
  tag: keyof HTMLElementTagNameMap;
  /** Whose; without it nobody's. */
  of?: string;
  /** What a person presses to get on with it, the first that is there. */
  acts: readonly RegExp[];
  /** Types or chooses what is to be given. */
  give?(scene: Scene): void;
  /** Whether what was given is still there, where it can be seen. */
  isKept?(scene: Scene): boolean;
  /** What is said at the end. */
  end: RegExp;
  /** What must be so at Seam in the end. */
  expectDone(scene: Scene): Promise<void>;
}

const field = ({ element }: Scene, selector: string) =>
  everythingOf(element).find((one) => one.matches(selector)) as HTMLInputElement | undefined;

function put(input: HTMLInputElement | undefined, value: string) {
  if (!input || input.value === value) return;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

const ofPerson = ({ person }: Scene) => ({ user_identity_id: person });

function choose({ element }: Scene, name: RegExp) {
  const option = everythingOf(element).find(
    (one) => one.matches('[role=option]') && name.test(one.textContent!.trim()),
  ) as HTMLElement | undefined;
  if (option && option.ariaSelected !== 'true' && !option.ariaDisabled) option.click();
}

const listOf = async ({ backend }: Scene, path: string, params: object, key: string) =>
  (await backend.seam<Record<string, Record<string, unknown>[]>>(path, params))[key]!;

const journeys: Record<string, Journey> = {
  'creating a person': {
    tag: 'seam-user-identity-form',
    acts: [/^Create person$/],
    give: (scene) => {
      put(field(scene, '[name=full_name]'), 'Fay Faults');
      put(field(scene, '[name=email_address]'), 'fay@example.com');
    },
    isKept: (scene) => field(scene, '[name=full_name]')?.value === 'Fay Faults',
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
    acts: [/^Retry$/, /^Create session$/, /^New session$/],
    end: /The session’s token/,
    async expectDone(scene) {
      const found = await listOf(scene, '/client_sessions/list', ofPerson(scene), 'client_sessions');
      expect(found.length).to.be.within(1, 2); // one whose token was lost on the way is told of
    },
  },
  'granting a device': {
    tag: 'seam-device-access',
    of: 'room-201',
    acts: [/^Retry$/, /^Grant access$/],
    give: (scene) => choose(scene, /^Linen Store/),
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
    acts: [/^Retry$/, /^Issue key$/, /^Look again$/],
    give(scene) {
      const systems = field(scene, '#acs_system_id');
      const harbour = everythingOf(scene.element).find(
        (one) => one.matches('#acs_system_id option') && /Harbour House/.test(one.textContent!),
      );
      if (harbour) put(systems, (harbour as HTMLOptionElement).value);
      choose(scene, /^Room 201/);
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
    acts: [/^Retry$/, /^Try (the failed )?again/, /^Go on/, /^Remove /],
    give: (scene) => {
      const sure = everythingOf(scene.element)
        .find((one) => one.matches('label') && /understand/.test(one.textContent!))
        ?.querySelector('input');
      if (sure && !sure.checked) sure.click();
    },
    end: /was removed/,
    async expectDone(scene) {
      const found = await listOf(scene, '/user_identities/list', {}, 'user_identities');
      expect(found.map(({ user_identity_id }) => user_identity_id)).not.to.include(scene.person);
    },
  },
};

const everyFault = Object.keys(faults);
const isThorough = process.env['FAULTS'] === 'all';
/** So many at each call, where not all. */
const inTurn = 1;

const ownFetch = window.fetch;
const channel = new MessageChannel();
/** What has been asked for in this page, and is answered in it, takes some of these. */
const turn = () =>
  new Promise<void>((resolve) => {
    channel.port1.onmessage = () => resolve();
    channel.port2.postMessage(0);
  });

/** @returns how many calls there were. @throws {Error} where it does not end as it should */
async function play(journey: Journey, at: number, fault: Fault | undefined): Promise<number> {
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
  let underWay = 0;
  window.fetch = async (input, init) => {
    const path = String(input).slice(backend.basePath.length);
    const request: Sent = { path, body: String(init?.body) };
    const isHit = !isPoll(request) && sent.filter((one) => !isPoll(one)).length === at;
    // What may have happened is looked for before it is asked for again.
    const since = sent.slice(sent.findLastIndex((one) => one.path === path && one.body === request.body) + 1);
    const isAgain = since.length < sent.length && !isRead(request);
    if (isAgain && !since.some(isRead)) repeated.push(path);
    sent.push(request);
    const answer = async () => {
      underWay++;
      try {
        return await backend.fetch(input, init);
      } finally {
        underWay--;
      }
    };
    return isHit && fault ? fault(answer, init!.signal!) : answer();
  };
  const repeated: string[] = [];
  const element = document.createElement(journey.tag) as Scene['element'];
  Object.assign(element, { gateway: backend.basePath, ...(person && { userIdentityId: person }) });
  const scene: Scene = { backend, person, element, before: 0 };
  scene.before = person
    ? (await listOf(scene, '/acs/credentials/list', ofPerson(scene), 'acs_credentials')).filter(
        (one) => one['is_multi_phone_sync_credential'] === true,
      ).length
    : 0;
  document.body.append(element);
  let presses = 0;
  let patientUntil = 0;
  try {
    for (let second = 0; !journey.end.test(textOf(element)); second++) {
      if (second > 150) throw new Error(`It does not end: ${textOf(element).slice(0, 600)}`);
      for (let turns = 0; turns < 12 || (underWay > 0 && turns < 500); turns++) await turn();
      if (journey.end.test(textOf(element))) break;
      journey.give?.(scene);
      await element.updateComplete;
      const open = pressable(element).filter(
        (one) => !one.ariaDisabled && !one.ariaBusy && one.matches('button'),
      );
      const next = journey.acts.flatMap((name) => open.find((one) => name.test(nameOf(one))) ?? [])[0];
      // Nobody presses again while it may still be going on.
      if (next && presses < 40 && second >= patientUntil) {
        presses++;
        patientUntil = second + 3;
        if (journey.isKept && presses > 1)
          expect(journey.isKept(scene), 'what was typed is kept').to.equal(true);
        next.click();
        for (let turns = 0; turns < 12 || (underWay > 0 && turns < 500); turns++) await turn();
        if (journey.end.test(textOf(element))) break;
      }
      time.pass(1000);
    }
    await journey.expectDone(scene);
    expect(repeated, 'writes repeated without a look').to.deep.equal([]);
    return sent.filter((one) => !isPoll(one)).length;
  } finally {
    element.remove();
    for (let turns = 0; turns < 12; turns++) await turn();
    time.release();
    window.fetch = ownFetch;
  }
}

const textOf = (element: Element) => (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');
const nameOf = (one: Element) => (one.ariaLabel ?? one.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('with something going wrong at every call in turn', () => {
  let caught: ReturnType<typeof noteThrown>;
  before(() => (caught = noteThrown()));
  after(() => caught.release());

  for (const [name, journey] of Object.entries(journeys))
    it(`${name} ends as it should`, async () => {
      const calls = await play(journey, -1, undefined);
      for (let at = 0; at < calls; at++)
        for (const what of isThorough ? everyFault : turnsAt(at)) {
          try {
            await play(journey, at, faults[what]);
            expect(caught.thrown.splice(0).join('\n')).to.equal('');
          } catch (error) {
            throw new Error(`${what} at call ${at} of ${calls}: ${(error as Error).message}`, {
              cause: error,
            });
          }
        }
    }).timeout(600_000);
});

/** Other faults at each call: all of them within a few. */
const turnsAt = (at: number) =>
  Array.from({ length: inTurn }, (_, nth) => everyFault[(at * inTurn + nth) % everyFault.length]!);
