// A session is identified by its values. A render with new functions that return the same values changes nothing.
import { expect } from '@open-wc/testing';

import '../../src/index.js';
import type { SeamSession } from '../../src/elements/seam-session/seam-session.js';
import { allByText, byRole, byText, eventually, findByRole, findByText } from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

describe('a session whose page renders again', () => {
  let page: SandboxPage;
  let session: SeamSession;

  beforeEach(async () => {
    page = await openSandboxPage();
    session = document.createElement('seam-session');
    session.gateway = gatewayPath;
    document.body.append(session);
  });

  afterEach(() => document.body.replaceChildren());

  const asked = () => page.requests.filter((path) => !path.endsWith('/events/list'));

  async function show(tag: keyof HTMLElementTagNameMap, userIdentityKey?: string) {
    const element = document.createElement(tag);
    if (userIdentityKey) element.setAttribute('user-identity-id', await page.personCalled(userIdentityKey));
    session.append(element);
    return element;
  }

  /** Renders again with different spellings of the same values. */
  async function drawAgain() {
    const spellings = [gatewayPath, `${gatewayPath}/`, new URL(gatewayPath, location.href).href];
    for (let render = 0; render < 10; render++) {
      session.gateway = spellings[render % spellings.length];
      session.gatewayHeaders = async () => ({ 'x-login': 'same' });
      await session.updateComplete;
      await page.settled();
    }
  }

  it('makes no new request and shows no skeleton', async () => {
    session.gatewayHeaders = async () => ({ 'x-login': 'same' });
    await show('seam-user-identity-list');
    await findByRole('row', { name: /Aiko Tanaka/ });
    await page.settled();
    page.requests.length = 0;
    let skeletons = 0;
    const observer = new MutationObserver(() => (skeletons += allByText('Loading…').length));
    observer.observe(session.querySelector('seam-user-identity-list')!.shadowRoot!, {
      childList: true,
      subtree: true,
    });
    await drawAgain();
    observer.disconnect();
    expect(skeletons).to.equal(0);
    expect(asked()).to.deep.equal([]);
    byRole('row', { name: /Aiko Tanaka/ });
  });

  it('keeps the link of an Instant Key, which is shown only once', async () => {
    session.gatewayHeaders = async () => ({ 'x-login': 'same' });
    await show('seam-instant-keys', 'room-214');
    await findByRole('button', { name: 'Create Instant Key' });
    await page.settled(); // the button waits for the permissions
    byRole('button', { name: 'Create Instant Key' }).click();
    await findByRole('dialog');
    await drawAgain();
    byRole('dialog');
  });

  it('uses the newest function for the next request', async () => {
    session.gatewayHeaders = async () => ({ 'x-login': 'first' });
    const list = await show('seam-user-identity-list');
    await findByRole('row', { name: /Aiko Tanaka/ });
    const logins: (string | null)[] = [];
    page.login = (request) => {
      logins.push(request.headers.get('x-login'));
      return { caller: 'front-desk', userIdentityIds: 'all', permissions: 'all' };
    };
    session.gatewayHeaders = async () => new Headers({ 'x-login': 'second' });
    await session.updateComplete;
    await eventually(() => expect(logins).to.include('second'));
    expect((list as unknown as { session: { client: object } }).session.client).to.equal(
      session.session.client,
    );
    byRole('row', { name: /Aiko Tanaka/ });
  });

  it('is cleared by a function that names another caller', async () => {
    page.login = (request) =>
      request.headers.get('x-login') === 'nobody-there'
        ? { caller: 'second', userIdentityIds: [], permissions: 'all' }
        : { caller: 'first', userIdentityIds: 'all', permissions: 'all' };
    session.gatewayHeaders = async () => ({ 'x-login': 'first' });
    await show('seam-user-identity-list');
    await findByRole('row', { name: /Aiko Tanaka/ });
    session.gatewayHeaders = async () => ({ 'x-login': 'nobody-there' });
    await eventually(() => expect(allByText(/Aiko Tanaka/)).to.deep.equal([]));
  });

  for (const gateway of [undefined, gatewayPath]) {
    const through = gateway ? 'through the gateway' : 'at Seam';

    it(`keeps everything with another token of the same person, and nothing with another person’s, ${through}`, async () => {
      page.login = (_request, own) => own && { userIdentityIds: own.user_identity_ids, permissions: 'all' };
      const person = await page.personCalled('room-214');
      const other = await page.personCalled('room-201');
      session.gateway = gateway;
      session.clientSessionToken = await page.sessionFor(person);
      const element = await show('seam-device-access');
      await eventually(() => expect(element.shadowRoot!.querySelectorAll('li').length).to.be.greaterThan(0));
      await eventually(() => expect(allByText('Loading…')).to.deep.equal([]));
      const { client } = session.session;
      page.requests.length = 0;
      session.clientSessionToken = await page.sessionFor(person);
      await session.updateComplete;
      await eventually(() => expect(page.requests.some((path) => path.endsWith('/get'))).to.equal(true));
      await page.settled();
      expect(session.session.client).to.equal(client);
      expect(page.requests.filter((path) => path.endsWith('/devices/list'))).to.deep.equal([]);

      let emptied = 0;
      client!.onCallerChange(() => emptied++);
      session.clientSessionToken = await page.sessionFor(other);
      await eventually(() => expect(emptied).to.equal(1));
    });

    it(`rarely calls getClientSessionToken, although it is another function at each render, ${through}`, async () => {
      page.login = (_request, own) => own && { userIdentityIds: own.user_identity_ids, permissions: 'all' };
      const person = await page.personCalled('room-214');
      let tokens = 0;
      session.gateway = gateway;
      session.getClientSessionToken = () => (tokens++, page.sessionFor(person));
      await show('seam-device-access');
      await findByText(/Devices/);
      const { client } = session.session;
      for (let render = 0; render < 10; render++) {
        session.getClientSessionToken = () => (tokens++, page.sessionFor(person));
        await session.updateComplete;
        await page.settled();
      }
      expect(tokens).to.be.at.most(2);
      expect(session.session.client).to.equal(client);
      byText(/Devices/);
    });
  }

  for (const [what, answer] of [
    ['nothing', () => Promise.resolve(undefined)],
    ['null', () => Promise.resolve(null)],
    ['a number', () => Promise.resolve(7)],
    ['a header without a value', () => Promise.resolve({ 'x-login': undefined })],
  ] as const)
    it(`says that a function of the page returned ${what}`, async () => {
      const kinds: string[] = [];
      session.addEventListener('seam-error', ({ detail }) => kinds.push(detail.kind));
      session.gatewayHeaders = answer as unknown as () => Promise<Record<string, string>>;
      await show('seam-user-identity-list');
      await findByText('This page could not connect this part');
      expect(kinds).to.include('page_failed');
    });
});
