// Many elements of two people on one page: no duplicate client, poll or request, no mixed data.
import { expect } from '@open-wc/testing';
import fc from 'fast-check';

import '../../src/index.js';
// Parts that load on demand are imported here, so that no hidden request is pending.
import '../../src/elements/seam-credential-issuer/issuer-form.js';
import '../../src/elements/seam-user-identity-removal/removal-view.js';
import type { SeamElement } from '../../src/elements/base/seam-element.js';
import {
  everythingIn,
  isPoll,
  markedPerson,
  shownDevices,
  watchTraffic,
  type MarkedPerson,
  type Traffic,
} from '../support/embeds.js';
import { eventually } from '../support/find.js';
import { holdTime, type HeldTime } from '../support/held-time.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

const tags = [
  'seam-user-identity-list',
  'seam-user-identity-details',
  'seam-acs-user-links',
  'seam-phone-manager',
  'seam-credential-issuer',
  'seam-credential-list',
  'seam-instant-keys',
  'seam-device-access',
  'seam-client-session-list',
  'seam-activity-feed',
] as const;
const otherTags = [
  'seam-user-identity-form',
  'seam-user-identity-removal',
  'seam-enrollment-automations',
] as const;

/** For this time, a cached response is fresh when another element makes the same request. */
const freshMs = 10_000;

let page: SandboxPage;
let time: HeldTime;
let traffic: Traffic;
let people: readonly [MarkedPerson, MarkedPerson];

async function openPage() {
  page = await openSandboxPage();
  people = [await markedPerson(page, 'staff-01', '⟦A⟧'), await markedPerson(page, 'room-201', '⟦B⟧')];
  page.login = (_request, session) =>
    session && { userIdentityIds: session.user_identity_ids, permissions: 'all' };
  time = holdTime(page.sandbox);
  traffic = watchTraffic();
}

function closePage() {
  document.body.replaceChildren();
  setHidden(false);
  traffic.release();
  time.release();
}

function setHidden(isHidden: boolean) {
  Object.defineProperty(document, 'visibilityState', {
    get: () => (isHidden ? 'hidden' : 'visible'),
    configurable: true,
  });
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
}

/** Advances the clock second by second, and waits for the responses of each. */
async function pass(seconds: number) {
  for (let second = 0; second < seconds; second++) {
    time.pass(1000);
    await traffic.settle();
  }
}

/**
 * Expects the number of elements that poll for events, and of those that poll or wait for their turn.
 * Browsers need a moment to update the locks.
 */
async function expectFeeds(asking: number, all: number) {
  const until = performance.now() + 50_000;
  for (;;) {
    const { held = [], pending = [] } = await navigator.locks.query();
    const own = (locks: LockInfo[]) =>
      locks.filter(({ name }) => name!.startsWith('seam-admin-elements')).length;
    const found = `${own(held)} of ${own(held) + own(pending)}`;
    if (found === `${asking} of ${all}`) return;
    if (performance.now() > until) expect(found, 'feeds that ask').to.equal(`${asking} of ${all}`);
    await new Promise(requestAnimationFrame);
  }
}

describe('twenty elements of two sessions on one page', () => {
  beforeEach(openPage);
  afterEach(closePage);

  function regionOf({ tokens, id }: MarkedPerson) {
    const session = document.createElement('seam-session');
    session.gateway = gatewayPath;
    session.clientSessionToken = tokens[0];
    for (const tag of tags) {
      const element = document.createElement(tag);
      element.setAttribute('user-identity-id', id);
      session.append(element);
    }
    return session;
  }

  /** Path and parameter names, without ids. */
  const askedBy = ({ tokens }: MarkedPerson, requests = traffic.sent) =>
    requests
      .filter(({ token }) => token === tokens[0])
      .map(({ path, params }) => [path, ...Object.keys(params)].join(' '))
      .sort();

  it('make these requests, and none twice', async () => {
    const [anna, ben] = people;
    document.body.append(regionOf(anna), regionOf(ben));
    await traffic.settle();
    const once = [
      '/acs/systems/list',
      '/client_sessions/get',
      '/client_sessions/list user_identity_id',
      '/events/list limit user_identity_id since',
      '/gateway/session/get',
      '/instant_keys/list user_identity_id',
      '/user_identities/get user_identity_id',
      '/user_identities/list',
      '/user_identities/list user_identity_ids',
      '/user_identities/list_accessible_devices user_identity_id',
      '/user_identities/list_accessible_entrances user_identity_id',
      '/user_identities/list_acs_users user_identity_id',
      '/phones/list owner_user_identity_id',
      '/acs/credentials/list user_identity_id',
      '/workspaces/get',
    ];
    const perKey = (onPhones: number, toDoors: number) => [
      ...Array<string>(onPhones).fill('/phones/list acs_credential_id'),
      ...Array<string>(toDoors).fill('/acs/entrances/list acs_credential_id'),
    ];
    /** The requests for the issuer of a person who is in only one access system. */
    const toIssue = [
      '/acs/credentials/list acs_system_id is_multi_phone_sync_credential',
      '/acs/entrances/list acs_system_id',
      '/acs/systems/list_compatible_credential_manager_acs_systems acs_system_id',
    ];
    expect(askedBy(anna)).to.deep.equal([...once, ...perKey(3, 1)].sort());
    expect(askedBy(ben)).to.deep.equal([...once, ...perKey(1, 1), ...toIssue].sort());
    const requests = traffic.sent.map(({ path, params, token }) => JSON.stringify([path, params, token]));
    expect(new Set(requests).size).to.equal(requests.length);

    await pass(2);
    for (const person of people)
      expect(askedBy(person, traffic.sent.slice(requests.length))).to.deep.equal(['/events/list since']);
  });

  it('have two clients and two polls, request no more often than one element, and stop with the last', async () => {
    document.body.append(regionOf(people[0]), regionOf(people[1]));
    await traffic.settle();
    const elements = [...document.querySelectorAll<SeamElement>('seam-session > *')];
    expect(elements).to.have.length(20);
    expect(new Set(elements.map(({ session }) => session.client)).size).to.equal(2);
    await expectFeeds(2, 2);

    await pass(60);
    traffic.sent.length = 0;
    await pass(60);
    for (const person of people) {
      const counts = new Map<string, number>();
      for (const { path, params, token } of traffic.sent.filter((request) => !isPoll(request))) {
        const request = JSON.stringify([path, params]);
        if (token === person.tokens[0]) counts.set(request, (counts.get(request) ?? 0) + 1);
      }
      expect(Math.max(...counts.values())).to.be.at.most(3);
      const polls = traffic.sent.filter(
        (request) => isPoll(request) && request.token === person.tokens[0],
      ).length;
      expect(polls).to.be.within(5, 6);
    }

    const [region] = document.querySelectorAll('seam-session');
    region!.replaceChildren();
    await traffic.settle();
    await expectFeeds(1, 1);
    document.body.replaceChildren();
    await traffic.settle();
    traffic.sent.length = 0;
    await pass(30);
    expect(traffic.sent).to.deep.equal([]);
    await expectFeeds(0, 0);
  });
});

// ---- Random actions ----

/** A token: its person, its number, and whether the element calls Seam directly. */
interface Credential {
  person: 0 | 1;
  nth: 0 | 1;
  isDirect: boolean;
}

type Place = 0 | 1 | 'outside';

interface Embed {
  readonly element: SeamElement & { userIdentityId?: string };
  own: Credential | undefined;
  place: Place;
}

interface Model {
  embeds: Embed[];
  regions: [Credential, Credential];
  granted: [Set<number>, Set<number>];
  isHidden: boolean;
}

interface Real {
  regions: readonly (SeamElement & HTMLElement)[];
  outside: HTMLElement;
}

const credentialOf = ({ own, place }: Embed, { regions }: Model): Credential | undefined =>
  // Inside a region, even an element's own token goes through the gateway of the region.
  own
    ? { ...own, isDirect: own.isDirect && place === 'outside' }
    : place === 'outside'
      ? undefined
      : regions[place];

const tokenOf = ({ person, nth }: Credential) => people[person].tokens[nth]!;
const sessionKeyOf = (credential: Credential) => `${credential.isDirect} ${tokenOf(credential)}`;

function setCredential(element: SeamElement, credential: Credential | undefined) {
  element.clientSessionToken = credential && tokenOf(credential);
  element.gateway = credential && !credential.isDirect ? gatewayPath : undefined;
}

/** Checks in each animation frame whether the page shows data that it must not show. */
function watchForLeaks(model: Model) {
  let leak = '';
  let frame = 0;
  const look = () => {
    for (const embed of model.embeds) {
      const credential = credentialOf(embed, model);
      const everything = everythingIn(embed.element);
      for (const { mark } of people.filter((_person, at) => at !== credential?.person))
        if (everything.includes(mark))
          leak ||= `${mark} in ${embed.element.localName} of ${credential?.person}`;
    }
    frame = requestAnimationFrame(look);
  };
  look();
  return {
    get leak() {
      return leak;
    },
    stop: () => cancelAnimationFrame(frame),
  };
}

/** The first request that repeats a fresh response, although neither its client nor the data has changed. */
function repeated(): string | undefined {
  const lastAt = new Map<string, number>();
  for (const request of traffic.sent) {
    if (isPoll(request)) continue;
    const { path, params, token, at, isAnswered } = request;
    const key = JSON.stringify([path, params, token]);
    if (at - (lastAt.get(key) ?? -Infinity) < freshMs) return `${key} at ${at}`;
    if (isAnswered) lastAt.set(key, at);
  }
  return undefined;
}

const embedAt = (model: Model, at: number) => model.embeds[at % model.embeds.length];

abstract class Act implements fc.AsyncCommand<Model, Real> {
  check = (_model: Readonly<Model>) => true;
  abstract act(model: Model, real: Real): unknown;
  abstract toString(): string;

  async run(model: Model, real: Real) {
    const before = this.sessions(model);
    await this.act(model, real);
    const after = this.sessions(model);
    // A client without users was forgotten. It makes all requests again when it comes back.
    const gone = [...before].filter((key) => !after.has(key)).map((key) => key.split(' ')[1]);
    const kept = traffic.sent.filter(({ token }) => !gone.includes(token!));
    traffic.sent.splice(0, Infinity, ...kept);
    await traffic.settle();

    expect(repeated(), 'asked twice').to.equal(undefined);
    const elements = [...model.embeds.map(({ element }) => element), ...real.regions];
    const clients = new Set(elements.flatMap(({ session }) => session.client ?? []));
    expect(clients.size, 'clients').to.equal(after.size);
    const watching = model.embeds.flatMap((embed) => credentialOf(embed, model) ?? []);
    // For the gateway, two tokens of one person are one caller; for Seam, each token is a caller.
    const callers = watching.map((one) => (one.isDirect ? sessionKeyOf(one) : String(one.person)));
    if (model.isHidden) await expectFeeds(0, 0);
    else await expectFeeds(new Set(callers).size, new Set(watching.map(sessionKeyOf)).size);
  }

  /** The keys of all sessions that have a client. */
  private sessions(model: Model) {
    const used = model.embeds.flatMap((embed) => credentialOf(embed, model) ?? []);
    return new Set([...used, ...model.regions].map(sessionKeyOf));
  }
}

class Add extends Act {
  constructor(
    private readonly tag: string,
    private readonly place: Place,
    private readonly own: Credential | undefined,
    private readonly person: 0 | 1,
  ) {
    super();
  }
  override check = ({ embeds }: Readonly<Model>) => embeds.length < 24;
  act(model: Model, real: Real) {
    const element = document.createElement(this.tag) as Embed['element'];
    setCredential(element, this.own);
    element.setAttribute('user-identity-id', people[this.person].id);
    model.embeds.push({ element, own: this.own, place: this.place });
    placeOf(real, this.place).append(element);
  }
  override toString = () => `add ${this.tag} ${this.place} ${nameOf(this.own)} of ${this.person}`;
}

const placeOf = ({ regions, outside }: Real, place: Place) =>
  place === 'outside' ? outside : regions[place]!;
const nameOf = (credential?: Credential) =>
  credential ? `${credential.person}.${credential.nth}${credential.isDirect ? ' direct' : ''}` : 'none';

class Move extends Act {
  constructor(
    private readonly at: number,
    private readonly place: Place,
  ) {
    super();
  }
  override check = ({ embeds }: Readonly<Model>) => embeds.length > 0;
  act(model: Model, real: Real) {
    const embed = embedAt(model, this.at)!;
    embed.place = this.place;
    placeOf(real, this.place).append(embed.element);
  }
  override toString = () => `move ${this.at} to ${this.place}`;
}

class Remove extends Act {
  constructor(private readonly at: number) {
    super();
  }
  override check = ({ embeds }: Readonly<Model>) => embeds.length > 0;
  act(model: Model) {
    const embed = embedAt(model, this.at)!;
    embed.element.remove();
    model.embeds.splice(model.embeds.indexOf(embed), 1);
  }
  override toString = () => `remove ${this.at}`;
}

class SwapToken extends Act {
  constructor(
    private readonly at: number,
    private readonly own: Credential | undefined,
  ) {
    super();
  }
  override check = ({ embeds }: Readonly<Model>) => embeds.length > 0;
  act(model: Model) {
    const embed = embedAt(model, this.at)!;
    embed.own = this.own;
    setCredential(embed.element, this.own);
  }
  override toString = () => `give ${this.at} the token ${nameOf(this.own)}`;
}

class ShowPerson extends Act {
  constructor(
    private readonly at: number,
    private readonly person: 0 | 1,
  ) {
    super();
  }
  override check = ({ embeds }: Readonly<Model>) => embeds.length > 0;
  act(model: Model) {
    embedAt(model, this.at)!.element.setAttribute('user-identity-id', people[this.person].id);
  }
  override toString = () => `have ${this.at} show ${this.person}`;
}

class SwapRegion extends Act {
  constructor(
    private readonly at: 0 | 1,
    private readonly credential: Credential,
  ) {
    super();
  }
  act(model: Model, { regions }: Real) {
    model.regions[this.at] = this.credential;
    setCredential(regions[this.at]!, this.credential);
  }
  override toString = () => `give region ${this.at} the token ${nameOf(this.credential)}`;
}

/** Grants or revokes access, as the host's server does. */
class Grant extends Act {
  constructor(
    private readonly person: 0 | 1,
    private readonly device: number,
    private readonly isGrant: boolean,
  ) {
    super();
  }
  async act({ granted }: Model) {
    const { id, devices } = people[this.person];
    const { device_id } = devices[this.device]!;
    const verb = this.isGrant ? 'grant_access_to_device' : 'revoke_access_to_device';
    await page.asServer(`/user_identities/${verb}`, { user_identity_id: id, device_id });
    if (this.isGrant) granted[this.person].add(this.device);
    else granted[this.person].delete(this.device);
  }
  override toString = () => `${this.isGrant ? 'grant' : 'revoke'} ${this.device} of ${this.person}`;
}

class Hide extends Act {
  constructor(private readonly isHidden: boolean) {
    super();
  }
  override check = (model: Readonly<Model>) => model.isHidden !== this.isHidden;
  act(model: Model) {
    model.isHidden = this.isHidden;
    setHidden(this.isHidden);
  }
  override toString = () => (this.isHidden ? 'hide the page' : 'show the page');
}

class Pass extends Act {
  constructor(private readonly seconds: number) {
    super();
  }
  async act(model: Model) {
    const since = traffic.sent.length;
    await pass(this.seconds);
    const sent = traffic.sent.slice(since);
    if (model.isHidden) expect(sent, 'sent by a hidden page').to.deep.equal([]);
    for (const polled of new Set(sent.filter(isPoll).map(({ token }) => token))) {
      const polls = sent.filter((request) => isPoll(request) && request.token === polled);
      // Through the gateway and directly.
      expect(polls.length, `polls with ${polled}`).to.be.at.most(2 * Math.ceil(this.seconds / 2 + 1));
    }
    if (this.seconds < 30 || model.isHidden) return;
    for (const embed of model.embeds) {
      const person = credentialOf(embed, model)?.person;
      if (person === undefined || embed.element.localName !== 'seam-device-access') continue;
      if (embed.element.userIdentityId !== people[person].id) continue;
      const expected = [...model.granted[person]].map((at) => people[person].devices[at]!.display_name);
      await eventually(() =>
        expect(shownDevices(embed.element).sort(), 'devices').to.deep.equal(expected.sort()),
      );
    }
  }
  override toString = () => `${this.seconds} seconds pass`;
}

const person = fc.constantFrom(0 as const, 1 as const);
const credential = fc.record({
  person,
  nth: fc.constantFrom(0 as const, 1 as const),
  isDirect: fc.boolean(),
});
const own = fc.option(credential, { nil: undefined });
const place = fc.constantFrom<Place>(0, 1, 'outside');
const tag = fc.constantFrom(...tags, ...otherTags);
const at = fc.nat(30);

const commands = fc.commands(
  [
    fc.tuple(tag, place, own, person).map((given) => new Add(...given)),
    fc.tuple(at, place).map((given) => new Move(...given)),
    at.map((given) => new Remove(given)),
    fc.tuple(at, own).map((given) => new SwapToken(...given)),
    fc.tuple(at, person).map((given) => new ShowPerson(...given)),
    fc
      .tuple(
        person,
        credential.map((given) => ({ ...given, isDirect: false })),
      )
      .map((given) => new SwapRegion(...given)),
    fc.tuple(person, fc.nat(2), fc.boolean()).map((given) => new Grant(...given)),
    fc.boolean().map((given) => new Hide(given)),
    fc.constantFrom(1, 3, 31).map((given) => new Pass(given)),
  ],
  { maxCommands: 24, size: 'max' },
);

it('two sessions stay separate after any change of tokens, elements, access and the page', async function () {
  this.timeout(600_000); // many steps, and each waits for many responses
  await fc.assert(
    fc.asyncProperty(commands, async (given) => {
      await openPage();
      const model: Model = {
        embeds: [],
        regions: [
          { person: 0, nth: 0, isDirect: false },
          { person: 1, nth: 0, isDirect: false },
        ],
        granted: [new Set([0]), new Set([0])],
        isHidden: false,
      };
      const real: Real = {
        regions: [document.createElement('seam-session'), document.createElement('seam-session')],
        outside: document.createElement('div'),
      };
      real.regions.forEach((region, place) => setCredential(region, model.regions[place]));
      document.body.append(...real.regions, real.outside);
      for (const [index, tag] of [...tags, ...tags].entries()) {
        const place = index < tags.length ? 0 : 1;
        new Add(tag, place, undefined, place).act(model, real);
      }
      await traffic.settle();
      const watch = watchForLeaks(model);
      try {
        await fc.asyncModelRun(() => ({ model, real }), given);
        expect(watch.leak).to.equal('');
      } finally {
        watch.stop();
        closePage();
        await new Promise(requestAnimationFrame);
      }
    }),
    // A failure reports its seed and path. A run takes about three seconds, so there are few runs.
    { seed: 20261121, numRuns: 6, endOnFailure: true, includeErrorInReport: true },
  );
});
