// How a session ends and continues, as the user sees it. Tests control the clock.
import { expect } from '@open-wc/testing';

import '../../src/index.js';
import type { SeamDeviceAccess } from '../../src/elements/seam-device-access/seam-device-access.js';
import {
  everythingIn,
  isPoll,
  markedPerson,
  shownDevices,
  watchTraffic,
  type MarkedPerson,
  type Traffic,
} from '../support/embeds.js';
import { allByText, byRole, eventually, findByRole, findByText } from '../support/find.js';
import { holdTime, type HeldTime } from '../support/held-time.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

const hourMs = 3_600_000;

describe('a session', () => {
  let page: SandboxPage;
  let time: HeldTime;
  let traffic: Traffic;
  let anna: MarkedPerson;
  /** The response of the host's server; without a token, the server fails. */
  let token: string | undefined;
  let asked: number;

  beforeEach(async () => {
    page = await openSandboxPage();
    anna = await markedPerson(page, 'room-201', '⟦A⟧');
    page.login = (_request, session) =>
      session && { userIdentityIds: session.user_identity_ids, permissions: 'all' };
    time = holdTime(page.sandbox);
    traffic = watchTraffic();
    [token] = anna.tokens;
    asked = 0;
  });

  afterEach(() => {
    document.body.replaceChildren();
    setHidden(false);
    traffic.release();
    time.release();
  });

  const getClientSessionToken = async () => {
    asked++;
    if (token === undefined) throw new Error('502 from the host');
    return token;
  };

  async function newToken(lifeMs: number): Promise<string> {
    const { client_session } = (await page.asServer('/client_sessions/create', {
      user_identity_id: anna.id,
      expires_at: new Date(page.sandbox.clock.now().getTime() + lifeMs).toISOString(),
    })) as unknown as { client_session: { token: string } };
    return client_session.token;
  }

  async function show(gateway: string | undefined, ...tags: (keyof HTMLElementTagNameMap)[]) {
    const session = document.createElement('seam-session');
    session.gateway = gateway;
    session.getClientSessionToken = getClientSessionToken;
    for (const tag of tags) {
      const element = document.createElement(tag);
      element.setAttribute('user-identity-id', anna.id);
      session.append(element);
    }
    document.body.append(session);
    await traffic.settle();
    return session;
  }

  async function pass(seconds: number, step = 1) {
    for (let passed = 0; passed < seconds; passed += step) {
      time.pass(step * 1000);
      await traffic.settle();
    }
  }

  function setHidden(isHidden: boolean) {
    Object.defineProperty(document, 'visibilityState', {
      get: () => (isHidden ? 'hidden' : 'visible'),
      configurable: true,
    });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }

  const grant = (at: number) =>
    page.asServer('/user_identities/grant_access_to_device', {
      user_identity_id: anna.id,
      device_id: anna.devices[at]!.device_id,
    });

  const devicesOf = (session: Element) => session.querySelector<SeamDeviceAccess>('seam-device-access')!;
  it('that ends for good says so, clears loaded data, keeps typed values, and continues with a new token', async () => {
    const session = await show(gatewayPath, 'seam-user-identity-form', 'seam-device-access');
    const name = (await findByRole('textbox', { name: 'Full name' })) as HTMLInputElement;
    await eventually(() => expect(name.value).to.contain('⟦A⟧'));
    name.value = '⟦A⟧ Patient';
    name.dispatchEvent(new Event('input', { bubbles: true }));

    // The gateway caches a session for half a minute.
    page.sandbox.sessions.revoke(token!);
    time.pass(31_000);
    await traffic.settle();
    await eventually(() => byRole('button', { name: 'Save' })).then((save) => save.click());
    await findByText('Your session has ended');
    await pass(60, 5);
    expect(name.value).to.equal('⟦A⟧ Patient');
    expect(shownDevices(devicesOf(session))).to.have.length(0);

    [, token] = anna.tokens;
    await grant(1);
    await pass(125, 5);
    await eventually(() => expect(shownDevices(devicesOf(session))).to.have.length(2));
    expect(name.value).to.equal('⟦A⟧ Patient');
    byRole('button', { name: 'Save' }).click();
    await findByText('⟦A⟧ Patient was saved.');
    expect(allByText('Your session has ended')).to.deep.equal([]);
  });

  it('that cannot be renewed without the host or the network has not ended', async () => {
    const session = await show(undefined, 'seam-device-access');
    await eventually(() => expect(shownDevices(devicesOf(session))).to.have.length(1));
    token = undefined;
    const mend = page.sandbox.faults.add({ drop: true });
    await pass(90, 3);
    expect(shownDevices(devicesOf(session))).to.have.length(1);
    await findByText(/could not be reached.* as of /i);
    expect(everythingIn(session)).not.to.match(/session has ended|No session/i);
    mend();
    await pass(60, 3);
    await eventually(() => expect(everythingIn(session)).not.to.match(/could not be reached/i));
    expect(asked).to.equal(1);
  });

  it('whose permissions could not be read gets them later, and enables the permitted actions', async () => {
    const mend = page.sandbox.faults.add({ path: '/client_sessions/get', status: 503 });
    await show(gatewayPath, 'seam-device-access');
    await pass(8); // first it retries automatically
    const retry = await findByRole('button', { name: 'Retry' });
    mend();
    retry.click();
    await pass(24);
    const revoke = await findByRole('button', { name: /^Revoke access to/ });
    await eventually(() => expect(revoke.hasAttribute('aria-disabled')).to.equal(false));
  });

  for (const [how, leave, comeBack] of [
    ['slept', () => undefined, () => undefined],
    ['was frozen in the background', () => setHidden(true), () => setHidden(false)],
  ] as const)
    it(`of a page that ${how} past its expiry is renewed once, and data is read again without a burst`, async () => {
      token = await newToken(hourMs);
      const session = await show(
        undefined,
        'seam-device-access',
        'seam-user-identity-list',
        'seam-activity-feed',
      );
      await pass(20);
      leave();
      [, token] = anna.tokens;
      await grant(1);
      traffic.sent.length = 0;
      time.pass(8 * hourMs);
      comeBack();
      await traffic.settle();
      await pass(3);
      await eventually(() => expect(shownDevices(devicesOf(session))).to.have.length(2));
      expect(asked).to.equal(2);
      const answered = traffic.sent.filter(({ isAnswered }) => isAnswered);
      const polls = answered.filter(isPoll);
      expect(polls.length).to.be.within(1, 2);
      // Data that an event has changed meanwhile is read once more, when the page receives the event.
      const reads = new Map<string, number>();
      for (const { path, params } of answered.filter((request) => !isPoll(request))) {
        const read = JSON.stringify([path, params]);
        reads.set(read, (reads.get(read) ?? 0) + 1);
      }
      expect(Math.max(...reads.values()), JSON.stringify([...reads])).to.be.at.most(2);
      expect(reads.get('["/client_sessions/get",{}]')).to.equal(1);
      expect(reads.get('["/user_identities/list",{}]')).to.equal(1);
      expect(everythingIn(session)).not.to.contain('session has ended');
    });

  it('that becomes another person’s shows nothing of the previous person from the next frame on', async () => {
    const ben = await markedPerson(page, 'room-202', '⟦B⟧');
    const session = await show(
      gatewayPath,
      'seam-device-access',
      'seam-user-identity-details',
      'seam-phone-manager',
    );
    await eventually(() => expect(everythingIn(session)).to.contain('⟦A⟧'));
    [token] = ben.tokens;
    const { client } = devicesOf(session).session;
    const frames: boolean[] = [];
    const stop = client!.onCallerChange(() =>
      requestAnimationFrame(() => frames.push(everythingIn(session).includes('⟦A⟧'))),
    );
    page.sandbox.sessions.revoke(anna.tokens[0]!);
    time.pass(31_000);
    await traffic.settle();
    await pass(15);
    stop();
    expect(frames).to.deep.equal([false]);
    for (const element of session.children) element.setAttribute('user-identity-id', ben.id);
    await eventually(() => expect(everythingIn(session)).to.contain('⟦B⟧'));
    expect(everythingIn(session)).not.to.contain('⟦A⟧');
  });
});
