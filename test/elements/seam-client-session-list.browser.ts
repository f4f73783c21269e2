import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';

import '../../src/elements/seam-client-session-list/seam-client-session-list.js';
import type { SeamEventMap } from '../../src/elements/base/events.js';
import type { SeamClientSessionList } from '../../src/elements/seam-client-session-list/seam-client-session-list.js';
import { consoleWhile } from '../support/console.js';
import { allByRole, byRole, byText, eventually, findByRole, findByText } from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

interface Session {
  client_session_id: string;
  token: string;
  expires_at: string;
}

const hourMs = 3_600_000;

describe('<seam-client-session-list>', () => {
  let page: SandboxPage;
  let anna: string;

  beforeEach(async () => {
    page = await openSandboxPage();
    await setViewport({ width: 1000, height: 800 });
    anna = await newPerson('Anna');
  });

  async function newPerson(full_name: string): Promise<string> {
    const answer = await page.asServer('/user_identities/create', { full_name });
    return (answer as unknown as { user_identity: { user_identity_id: string } }).user_identity
      .user_identity_id;
  }

  /** @param hours lifetime by the real clock; negative for an expired session */
  async function newSession(userIdentityId: string, hours = 1): Promise<Session> {
    const answer = await page.asServer('/client_sessions/create', {
      user_identity_id: userIdentityId,
      expires_at: new Date(Date.now() + hours * hourMs).toISOString(),
    });
    return (answer as unknown as { client_session: Session }).client_session;
  }

  async function sessionsOf(userIdentityId: string): Promise<Session[]> {
    const answer = await page.asServer('/client_sessions/list', { user_identity_id: userIdentityId });
    return (answer as unknown as { client_sessions: Session[] }).client_sessions;
  }

  async function show(userIdentityId: string, token?: string): Promise<SeamClientSessionList> {
    const element = document.createElement('seam-client-session-list');
    element.gateway = gatewayPath;
    element.userIdentityId = userIdentityId;
    if (token) element.clientSessionToken = token;
    const drawn = oneEvent(element, 'seam-ready');
    await fixture(html`${element}`);
    await drawn;
    await element.updateComplete;
    return element;
  }

  const heard = (element: Element, ...names: (keyof SeamEventMap)[]) => {
    const events: { name: string; detail: unknown }[] = [];
    for (const name of names)
      element.addEventListener(name, (event: Event) => {
        const { type, detail } = event as CustomEvent<unknown>;
        events.push({ name: type, detail });
      });
    return events;
  };

  const asked = (path: string) => page.requests.filter((request) => request === gatewayPath + path).length;
  const rows = () =>
    [...document.querySelector('seam-client-session-list')!.shadowRoot!.querySelectorAll('.session')].map(
      (row) => row.textContent!.replace(/\s+/g, ' ').trim(),
    );

  /** Waits until the caller may use the button. */
  const ready = (name: string | RegExp, root?: ParentNode) =>
    eventually(() => {
      const found = byRole('button', { name }, root);
      expect(found).not.to.have.attribute('aria-disabled');
      return found;
    });

  const confirm = async (name: string) => (await ready(name, await findByRole('dialog'))).click();

  it('shows which sessions are active, with their start and end', async () => {
    await newSession(anna, -1);
    await newSession(anna, 2);
    const element = await show(anna);
    expect(byRole('status')).to.have.text('1 active of 2');
    expect(rows()[0]).to.match(/^Active Created .* Ends .* Revoke Delete$/);
    expect(rows()[1]).to.match(/^Expired Created .* Ended .* Delete$/);
    await expect(element).to.be.accessible();
  });

  it('explains what a session is for if there are none', async () => {
    const element = await show(anna);
    byText('No sessions');
    await expect(element).to.be.accessible();
  });

  it('creates a session with the keyboard, shows its token once and masked, and stores it nowhere', async () => {
    const element = await show(anna);
    const events = heard(element, 'seam-client-session-created', 'seam-ready', 'seam-error');
    let session: Session | undefined;
    const logged = await consoleWhile(async () => {
      (await ready('New session')).focus();
      await sendKeys({ press: 'Enter' });
      const dialog = await findByRole('dialog', { name: /New session/ });
      await findByRole('dialog', { name: 'New session for Anna' });
      await expect(element).to.be.accessible();
      expect(byRole('combobox', { name: 'Lasts' }).matches(':focus')).to.equal(true);
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Enter' });
      await findByRole('dialog', { name: 'The session’s token' });
      [session] = await sessionsOf(anna);
      const { token, expires_at } = session!;
      expect(Date.parse(expires_at) - Date.now()).to.be.closeTo(24 * hourMs, 60_000);
      expect(element.shadowRoot!.textContent).not.to.contain(token);
      await expect(element).to.be.accessible();

      const reveal = byRole('button', { name: 'Show' });
      await eventually(() => expect(reveal.matches(':focus')).to.equal(true));
      await sendKeys({ press: 'Enter' });
      await findByText(token);
      const written: string[] = [];
      const { clipboard } = navigator;
      Object.defineProperty(navigator, 'clipboard', {
        configurable: true,
        value: { writeText: async (text: string) => void written.push(text) },
      });
      byRole('button', { name: 'Copy' }).click();
      await findByText('Copied');
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
      expect(written).to.deep.equal([token]);
      expect(dialog.outerHTML.replaceAll(/>[^<]*</g, '><'), 'in no attribute').not.to.contain(token);

      byRole('button', { name: 'Done' }).click();
      await eventually(() => expect(allByRole('dialog')).to.have.length(0));
    });
    const { token, client_session_id } = session!;
    expect(element.shadowRoot!.innerHTML).not.to.contain(token);
    expect(everyStringIn(element)).not.to.include(token);
    expect(JSON.stringify(events)).not.to.contain(token);
    expect(JSON.stringify(logged)).not.to.contain(token);
    expect(events.at(-1)).to.deep.equal({
      name: 'seam-client-session-created',
      detail: { userIdentityId: anna, clientSessionId: client_session_id },
    });
    await eventually(() => expect(byRole('status')).to.have.text('1 active of 1'));

    (await ready('New session')).click();
    await findByRole('dialog', { name: /New session/ });
    expect(element.shadowRoot!.innerHTML).not.to.contain(token);
  });

  it('accepts a time within the next thirty days, and reports any other', async () => {
    await show(anna);
    (await ready('New session')).click();
    const select = (await findByRole('combobox', { name: 'Lasts' })) as HTMLSelectElement;
    select.value = 'custom';
    select.dispatchEvent(new Event('change'));
    const until = await eventually(() => {
      const [field] = document
        .querySelector('seam-client-session-list')!
        .shadowRoot!.querySelectorAll<HTMLInputElement>('input[type="datetime-local"]');
      expect(field).to.exist;
      return field!;
    });
    const enter = (ms: number) => {
      const local = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
      until.value = local.toISOString().slice(0, 16);
      until.dispatchEvent(new Event('input'));
    };
    await confirm('Create session');
    await findByText('Fill in this field.');
    enter(Date.now() + 31 * 24 * hourMs);
    await confirm('Create session');
    await findByText('This is outside what is possible here.');
    expect(until.matches(':focus')).to.equal(true);
    expect(asked('/client_sessions/create')).to.equal(0);
    const wanted = Date.now() + 3 * 24 * hourMs;
    enter(wanted);
    await confirm('Create session');
    await findByRole('dialog', { name: 'The session’s token' });
    const [session] = await sessionsOf(anna);
    expect(Date.parse(session!.expires_at)).to.be.closeTo(wanted, 60_000);
  });

  it('checks the list after a creation without a response, and does not create again', async () => {
    await newSession(anna);
    await show(anna);
    page.sandbox.faults.add({ path: '/client_sessions/create', truncated: true, times: 1 });
    (await ready('New session')).click();
    await confirm('Create session');
    await findByText(/its token was lost on the way/);
    expect(asked('/client_sessions/create')).to.equal(1);
    await eventually(() => expect(byRole('status')).to.have.text('2 active of 2'));

    page.sandbox.faults.add({ path: '/client_sessions/create', drop: true, times: 1 });
    await confirm('Create session');
    await findByText(/no session was created/);
    expect(await sessionsOf(anna)).to.have.length(2);
  });

  it('shows a token to nobody else when the person changes meanwhile', async () => {
    const element = await show(anna);
    const release = page.hold('/client_sessions/create');
    (await ready('New session')).click();
    await confirm('Create session');
    await eventually(() => expect(asked('/client_sessions/create')).to.equal(1));
    const created = oneEvent(element, 'seam-client-session-created');
    element.userIdentityId = await newPerson('Ben');
    await eventually(() => expect(allByRole('dialog')).to.have.length(0));
    release();
    expect((await created).detail.userIdentityId).to.equal(anna);
    const [session] = await sessionsOf(anna);
    await element.updateComplete;
    expect(allByRole('dialog')).to.have.length(0);
    expect(everyStringIn(element)).not.to.include(session!.token);
  });

  it('revokes after a question, and remembers it if Seam still lists the session', async () => {
    const session = await newSession(anna);
    const element = await show(anna);
    const events = heard(element, 'seam-client-session-revoked');
    const list = await page.asServer('/client_sessions/list', { user_identity_id: anna });
    page.sandbox.faults.add({ path: '/client_sessions/list', status: 200, body: list });
    (await ready(/^Revoke the session/)).click();
    const dialog = await findByRole('dialog', { name: /^Revoke the session created/ });
    expect(dialog).to.contain.text('Its token stops working at once');
    await eventually(() => expect(byRole('button', { name: 'Cancel' }).matches(':focus')).to.equal(true));
    await expect(element).to.be.accessible();
    await confirm('Revoke session');
    await eventually(() => expect(rows()[0]).to.match(/^Revoked .* Delete$/));
    expect(rows()).to.have.length(1);
    expect(byRole('status')).to.have.text('0 active of 1');
    expect(events.map(({ detail }) => detail)).to.deep.equal([
      { userIdentityId: anna, clientSessionId: session.client_session_id },
    ]);
    page.sandbox.faults.clear();
    expect(await sessionsOf(anna)).to.deep.equal([]);
  });

  it('deletes after a question, explains the difference, and lets the page prevent it', async () => {
    await newSession(anna);
    const element = await show(anna);
    const events = heard(element, 'seam-client-session-deleted');
    const stop = (event: Event) => event.preventDefault();
    element.addEventListener('seam-before-client-session-deleted', stop);
    (await ready(/^Delete the session/)).click();
    expect(await findByRole('dialog')).to.contain.text('To only end it, revoke it.');
    await confirm('Delete session');
    await element.updateComplete;
    expect(asked('/client_sessions/delete')).to.equal(0);
    element.removeEventListener('seam-before-client-session-deleted', stop);

    (await ready(/^Delete the session/)).click();
    await confirm('Delete session');
    await findByText('No sessions');
    await eventually(() => expect(events).to.have.length(1));
    expect(await sessionsOf(anna)).to.deep.equal([]);
  });

  it('restores a session if Seam refuses, and checks the list after a request without a response', async () => {
    await newSession(anna);
    await show(anna);
    page.sandbox.faults.add({ path: '/client_sessions/revoke', status: 429, times: 1 });
    const release = page.hold('/client_sessions/revoke');
    (await ready(/^Revoke the session/)).click();
    await confirm('Revoke session');
    await eventually(() => expect(rows()[0]).to.match(/^Being revoked…/));
    release();
    await findByText(/^The session created .* was not revoked\.$/);
    expect(rows()[0]).to.match(/^Active/);

    page.sandbox.faults.add({ path: '/client_sessions/delete', drop: true, times: 1 });
    (await ready(/^Delete the session/)).click();
    await confirm('Delete session');
    await findByText(/^Whether the session created .* was deleted is not known\.$/);

    page.sandbox.faults.add({ path: '/client_sessions/delete', truncated: true, times: 1 });
    (await ready(/^Delete the session/)).click();
    await confirm('Delete session');
    await findByText('No sessions');
    expect(asked('/client_sessions/delete')).to.equal(2);
  });

  it('warns before it ends the page’s own session, and ends that session last', async () => {
    const [own] = [await newSession(anna, 24 * 300), await newSession(anna), await newSession(anna, -1)];
    page.login = { caller: 'anna', userIdentityIds: [anna], permissions: 'all' };
    const element = await show(anna, own.token);
    await findByText('Used by this page');
    const order: string[] = [];
    element.addEventListener('seam-before-client-session-revoked', ({ detail }) =>
      order.push(`asked ${detail.clientSessionId === own.client_session_id}`),
    );
    element.addEventListener('seam-client-session-revoked', ({ detail }) =>
      order.push(`own ${detail.clientSessionId === own.client_session_id}`),
    );
    (await ready('Revoke all')).click();
    const dialog = await findByRole('dialog', { name: 'Revoke all 2 active sessions?' });
    expect(dialog).to.contain.text('One of them is used by this page itself');
    await confirm('Revoke all');
    await eventually(() => expect(order.slice(2)).to.deep.equal(['own false', 'own true']));
    await findByText(/Your session has ended/);
    const left = await sessionsOf(anna);
    expect(left).to.have.length(1); // the expired one
  });

  it('updates a session when it expires', async () => {
    await newSession(anna, 5 / 3600); // enough for a slow machine to render it
    await show(anna);
    expect(rows()[0]).to.match(/^Active/);
    await eventually(() => expect(rows()[0]).to.match(/^Expired/));
  });

  it('says that it needs the gateway', async () => {
    const element = document.createElement('seam-client-session-list');
    element.clientSessionToken = await page.sessionFor(anna);
    element.userIdentityId = anna;
    await fixture(html`${element}`);
    await findByText('This needs the gateway');
    expect(byRole('button', { name: 'New session' })).to.have.attribute('aria-disabled', 'true');
    await page.settled();
    expect(page.requests).to.deep.equal([]);
  });

  it('disables the actions that the caller may not use, with the reason', async () => {
    page.login = { caller: 'reader', userIdentityIds: 'all', permissions: ['client_sessions.read'] };
    await newSession(anna);
    await show(anna);
    await findByText(/You are not permitted to do this/);
    byRole('button', { name: /^Revoke the session/ }).click();
    byRole('button', { name: 'New session' }).click();
    expect(allByRole('dialog')).to.have.length(0);
  });

  it('fits 320 px', async () => {
    await setViewport({ width: 320, height: 640 });
    await newSession(anna);
    await show(anna);
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
  });
});

/** All strings in an element's own fields, without the state that the page shares. */
function everyStringIn(element: object): string[] {
  const seen = new Set<unknown>();
  const found: string[] = [];
  const visit = (value: unknown) => {
    if (typeof value === 'string') found.push(value);
    if (typeof value !== 'object' || value === null || seen.has(value) || value instanceof Node) return;
    seen.add(value);
    if (value instanceof Map || value instanceof Set) [...value].forEach(visit);
    else Object.getOwnPropertyNames(value).forEach((name) => visit((value as Record<string, unknown>)[name]));
  };
  Object.getOwnPropertyNames(element).forEach((name) => visit((element as Record<string, unknown>)[name]));
  return found;
}
