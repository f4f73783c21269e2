import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';

import '../../src/elements/seam-activity-feed/seam-activity-feed.js';
import { clientSessionsDelete, userIdentitiesCreate, type SeamEvent } from '../../src/api/contract.gen.js';
import type { SeamActivityFeed } from '../../src/elements/seam-activity-feed/seam-activity-feed.js';
import { activity as words } from '../../src/locales/en/activity.js';
import { allByRole, byRole, byText, eventually, findByRole, findByText } from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

interface Lock {
  device_id: string;
  display_name: string;
  can_remotely_lock?: boolean;
}

describe('<seam-activity-feed>', () => {
  let page: SandboxPage;

  beforeEach(async () => {
    page = await openSandboxPage();
    await setViewport({ width: 1000, height: 800 });
  });

  /** Moves the server's clock to a time in milliseconds since 1970. */
  const goTo = (ms: number) => page.sandbox.clock.advance(ms - page.sandbox.clock.now().getTime());

  async function newPerson(full_name: string): Promise<string> {
    const answer = await page.asServer('/user_identities/create', { full_name });
    return (answer as unknown as { user_identity: { user_identity_id: string } }).user_identity
      .user_identity_id;
  }

  /** Creates the only event of a person that can occur at any time. */
  async function endSession(userIdentityId: string): Promise<void> {
    await page.asServer('/client_sessions/delete', { client_session_id: await newSession(userIdentityId) });
  }

  async function newSession(userIdentityId: string): Promise<string> {
    const answer = await page.asServer('/client_sessions/create', { user_identity_id: userIdentityId });
    return (answer as unknown as { client_session: { client_session_id: string } }).client_session
      .client_session_id;
  }

  async function someLock(): Promise<Lock> {
    const { devices } = (await page.asServer('/devices/list', {})) as unknown as { devices: Lock[] };
    return devices.find((device) => device.can_remotely_lock === true)!;
  }

  async function show(
    { userIdentityId, token }: { userIdentityId?: string; token?: string } = {},
    locale?: string,
  ): Promise<SeamActivityFeed> {
    const element = document.createElement('seam-activity-feed');
    element.gateway = gatewayPath;
    element.userIdentityId = userIdentityId;
    element.clientSessionToken = token;
    element.locale = locale;
    const drawn = oneEvent(element, 'seam-ready');
    await fixture(html`${element}`);
    await drawn;
    await element.updateComplete;
    return element;
  }

  let eventCount = 0;
  const made = (
    event_type: string,
    fields: Partial<SeamEvent> = {},
    ms = Date.now() - minuteMs,
  ): SeamEvent => {
    const at = new Date(ms).toISOString();
    return {
      event_id: `00000000-0000-4000-8000-${String(++eventCount).padStart(12, '0')}`,
      event_type,
      workspace_id: 'w',
      created_at: at,
      occurred_at: at,
      ...fields,
    };
  };

  /** A device that does not exist any more; its name is in the event. */
  const named = (device_name: string): Partial<SeamEvent> => ({
    device_id: `00000000-0000-4000-9000-${String(++eventCount).padStart(12, '0')}`,
    device_name,
  });

  /** From now on, Seam returns these events for all parameters. @returns a function that stops it */
  const answer = (...events: SeamEvent[]) =>
    page.sandbox.faults.add({ path: '/events/list', status: 200, body: { events, ok: true } });

  const rowsOf = (root: ParentNode = document) => allByRole('listitem', {}, root);
  const textOf = (row: Element) => row.querySelector('p')!.textContent!.replace(/\s+/g, ' ').trim();
  const rows = (root?: ParentNode) => rowsOf(root).map(textOf);
  const headings = () =>
    allByRole('heading')
      .filter((one) => one.tagName === 'H3')
      .map((one) => one.textContent);
  const status = (element: Element) => element.shadowRoot!.querySelector('.heading p')!.textContent!.trim();
  const asked = (path: string) => page.requests.filter((request) => request === gatewayPath + path).length;
  const scrollerOf = (element: Element) => element.shadowRoot!.querySelector<HTMLElement>('.feed .scroller')!;

  it('shows what happened with names instead of ids, newest first', async () => {
    goTo(Date.now() - 10 * minuteMs);
    const { device_id, display_name } = await someLock();
    await page.asServer('/locks/unlock_door', { device_id });
    goTo(Date.now() - 5 * minuteMs);
    page.sandbox.resources.change(device_id, { properties: { online: false } });
    const element = await show();
    await findByText(display_name);
    await eventually(() => {
      const shown = rows();
      const offline = shown.findIndex((row) => row.startsWith(`${display_name} is offline`));
      const unlocked = shown.findIndex((row) => row.startsWith(`${display_name} was unlocked remotely`));
      expect(offline).to.be.at.least(0);
      expect(unlocked).to.be.greaterThan(offline);
      expect(shown).to.include(`The request to unlock ${display_name} was carried out`);
    });
    expect(asked('/devices/list')).to.equal(1);
    await expect(element).to.be.accessible();
  });

  it('has a sentence for every known type, without open placeholders', async () => {
    const types = Object.keys(words.sentences).filter((type) => !type.endsWith(' by'));
    const id = (name: string) => `${name}-0000-4000-8000-000000000000`;
    answer(
      ...types.map((type) =>
        made(type, {
          user_identity_id: id('person'),
          acs_user_id: id('user'),
          device_id: id('device'),
          acs_system_id: id('system'),
          acs_credential_id: id('credential'),
        }),
      ),
      ...types.map((type) => made(type)),
    );
    await show();
    const shown = rows();
    expect(shown).to.have.length(2 * types.length);
    for (const row of shown) expect(row).not.to.match(/undefined|null|[_{}]|[\u2066-\u2069]/);
  });

  it('says how and by whom a door was opened, and why it was not', async () => {
    const anna = await newPerson('Anna');
    const { device_id, display_name } = await someLock();
    const by = { device_id, user_identity_id: anna };
    answer(
      made('lock.unlocked', { ...by, method: 'card', is_via_nfc: true }),
      made('lock.unlocked', { ...by, method: 'telepathy' }),
      made('lock.locked', { device_id, method: 'unknown' }),
      made('lock.access_denied', { ...by, reason: { reason_code: 'expired_code', message: 'Too late' } }),
      made('lock.access_denied', { ...by, reason: { reason_code: 'bad_hair', message: 'Not today.' } }),
      made('device.disconnected', { device_id, error_code: 'hub_disconnected' }),
    );
    await show();
    await eventually(() =>
      expect(rows()).to.have.members([
        `Anna unlocked ${display_name} with a card · over NFC`,
        `Anna unlocked ${display_name} Telepathy`,
        `${display_name} was locked`,
        `Anna was denied access at ${display_name} expired code`,
        `Anna was denied access at ${display_name} Not today.`,
        `${display_name} is offline its hub is disconnected`,
      ]),
    );
  });

  it('shows an unknown type as plain text, with the server’s description', async () => {
    answer(made('espresso_machine.bean_hopper.ran_dry', { event_description: 'No beans left.' }));
    await show();
    expect(rows()).to.deep.equal(['Espresso machine: bean hopper: ran dry No beans left.']);
    byRole('button', { name: 'Other' }).click();
    await eventually(() => expect(rows()).to.have.length(1));
    byRole('button', { name: 'Sessions' }).click();
    byRole('button', { name: 'Other' }).click();
    await findByText('Nothing of this kind');
  });

  it('shortens the id of a resource that is gone or hidden, and keeps the full id in the title', async () => {
    page.login = { caller: 'guard', userIdentityIds: 'all', permissions: ['events.read'] };
    const device_id = '12345678-0000-4000-8000-0000000000ab';
    answer(
      made('device.deleted', { device_id }),
      made('device.deleted', { device_id, device_name: 'Old\u2069 \u202egate' }),
    );
    await show();
    expect(rows()).to.have.members(['1234…00ab was deleted', 'Old gate was deleted']);
    expect(byText('1234…00ab').title).to.equal(device_id);
    byRole('button', { name: 'Show earlier' }).click();
    await eventually(() => expect(asked('/events/list')).to.equal(2));
    expect(
      page.requests.filter((path) => path.endsWith('/list') && !path.endsWith('/events/list')),
    ).to.deep.equal([]);
  });

  it('does not wait for names, and requests many names at once', async () => {
    const people = await Promise.all(['Ann', 'Ben', 'Cem'].map(newPerson));
    const { device_id } = await someLock();
    answer(...people.map((id) => made('lock.locked', { device_id, user_identity_id: id })));
    const release = page.hold('/user_identities/list');
    await show();
    await eventually(() => expect(rows()[0]).to.match(/^[0-9a-f]{4}…[0-9a-f]{4} locked /));
    release();
    await eventually(() =>
      expect(
        rows()
          .map((row) => row.split(' ')[0])
          .sort(),
      ).to.deep.equal(['Ann', 'Ben', 'Cem']),
    );
    expect(asked('/user_identities/list')).to.equal(1);
  });

  describe('days', () => {
    it('last from midnight to midnight in the user’s time zone', async () => {
      const midnight = new Date().setHours(0, 0, 0, 0);
      answer(
        made('device.added', named('late'), midnight - 1000),
        made('device.added', named('early'), midnight + 1000),
        made('device.added', named('sooner'), midnight - 2000),
      );
      const element = await show();
      const day = new Intl.DateTimeFormat('en', { dateStyle: 'full' });
      expect(headings()).to.deep.equal([day.format(midnight), day.format(midnight - 1000)]);
      const lists = allByRole('list').map((list) => rows(list));
      expect(lists).to.deep.equal([['early was added'], ['late was added', 'sooner was added']]);
      await expect(element).to.be.accessible();
    });

    it('follow the user’s time zone', async () => {
      const { DateTimeFormat } = Intl;
      const zoned = (timeZone: string) =>
        new Proxy(DateTimeFormat, {
          construct: (_, [locale, options]: [string, Intl.DateTimeFormatOptions]) =>
            new DateTimeFormat(locale, { ...options, timeZone }),
        });
      const noon = new Date().setUTCHours(0, 0, 0, 0) - 12 * 60 * minuteMs;
      answer(
        made('device.added', named('first'), noon - minuteMs),
        made('device.added', named('then'), noon + minuteMs),
      );
      try {
        // Twelve hours ahead, noon in Greenwich is midnight. Formatters are cached by locale, so this uses a
        // new one.
        Intl.DateTimeFormat = zoned('Etc/GMT-12');
        await show({}, 'en-FJ');
        expect(headings()).to.have.length(2);
        expect(byText(/GMT\+12/, rowsOf()[0]!).textContent).to.match(/^12:01:00/);
        Intl.DateTimeFormat = zoned('Etc/UTC');
        await show({}, 'en-GB');
        await eventually(() =>
          expect(rowsOf(document.querySelectorAll('seam-activity-feed')[1]!.shadowRoot!)).to.have.length(2),
        );
        const second = document.querySelectorAll('seam-activity-feed')[1]!.shadowRoot!;
        expect(second.querySelectorAll('h3')).to.have.length(1);
      } finally {
        Intl.DateTimeFormat = DateTimeFormat;
      }
    });
  });

  it('shows only the chosen categories, with the keyboard', async () => {
    answer(
      made('lock.locked', named('door')),
      made('client_session.deleted'),
      made('device.added', named('new')),
    );
    const element = await show();
    byRole('button', { name: 'Sessions' }).focus();
    await sendKeys({ press: 'Space' });
    await eventually(() => expect(rows()).to.deep.equal(['An app session was deleted']));
    expect(byRole('button', { name: 'Sessions' }).getAttribute('aria-pressed')).to.equal('true');
    expect(status(element)).to.match(/^1 event since /);
    await sendKeys({ press: 'Tab' }); // Other
    await sendKeys({ press: 'Shift+Tab' });
    await sendKeys({ press: 'Shift+Tab' });
    await sendKeys({ press: 'Shift+Tab' });
    await sendKeys({ press: 'Enter' });
    await eventually(() => expect(rows()).to.have.members(['An app session was deleted', 'new was added']));
    await expect(element).to.be.accessible();
    byRole('button', { name: 'Sessions' }).click();
    byRole('button', { name: 'Devices' }).click();
    byRole('button', { name: 'Keys' }).click();
    await findByText('Nothing of this kind');
    await expect(element).to.be.accessible();
    byRole('button', { name: 'Clear' }).click();
    await eventually(() => expect(rows()).to.have.length(3));
  });

  it('moves from event to event with the keyboard, and then shows the exact time', async () => {
    answer(
      ...Array.from({ length: 30 }, (_, n) => made('device.added', named(`d${n}`), Date.now() - n * 1000)),
    );
    await show();
    byRole('button', { name: 'Other' }).focus();
    await sendKeys({ press: 'Tab' });
    const focused = () => textOf(rowsOf().find((row) => row.matches(':focus'))!);
    expect(focused()).to.equal('d0 was added');
    const exact = rowsOf()[0]!.querySelector('.exact')!;
    expect(getComputedStyle(exact).opacity).to.equal('1');
    expect(exact.textContent).to.match(/\d:\d\d:\d\d.* [A-Z]/);
    await sendKeys({ press: 'ArrowDown' });
    expect(focused()).to.equal('d1 was added');
    await sendKeys({ press: 'PageDown' });
    expect(focused()).to.equal('d11 was added');
    await sendKeys({ press: 'End' });
    expect(focused()).to.equal('d29 was added');
    await sendKeys({ press: 'Home' });
    expect(focused()).to.equal('d0 was added');
    await sendKeys({ press: 'End' });
    await sendKeys({ press: 'Tab' });
    expect(byRole('button', { name: 'Show earlier' }).matches(':focus')).to.equal(true);
  });

  it('loads earlier events week by week, and shows the start of the time', async () => {
    const anna = await newPerson('Anna');
    const midnight = new Date().setHours(0, 0, 0, 0);
    const daysAgo = (days: number) => new Date(midnight).setDate(new Date(midnight).getDate() - days);
    goTo(daysAgo(14) + minuteMs);
    await endSession(anna);
    goTo(daysAgo(7)); // must be in exactly one of the two parts
    await endSession(anna);
    goTo(Date.now() - minuteMs);
    await endSession(anna);
    const element = await show({ userIdentityId: anna });
    const moment = (ms: number) =>
      /* as the element writes it */ new Intl.DateTimeFormat('en', {
        year: 'numeric',
        month: 'short',
        day: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
        timeZoneName: 'short',
      }).format(ms);
    expect(status(element)).to.equal(`1 event since ${moment(daysAgo(7))}`);
    const more = byRole('button', { name: 'Show earlier' });
    more.click();
    await eventually(() => expect(status(element)).to.equal(`3 events since ${moment(daysAgo(14))}`));
    more.click();
    await eventually(() => expect(status(element)).to.equal(`3 events since ${moment(daysAgo(21))}`));
    expect(rows()).to.have.length(3);
  });

  it('shows a shorter time if a response cannot hold a week, and misses no event', async () => {
    const { device_id } = await someLock();
    const events = 620;
    const start = Date.now() - 6 * dayMs;
    page.sandbox.resources.change(device_id, { properties: { locked: false } });
    for (let n = 0; n < events; n++) {
      goTo(start + (n * 5 * dayMs) / events);
      page.sandbox.resources.change(device_id, { properties: { locked: n % 2 === 0 } });
    }
    const element = await show();
    await eventually(() => expect(rows().length).to.be.greaterThan(100));
    const first = rows().length;
    expect(first).to.be.lessThan(500);
    const more = byRole('button', { name: 'Show earlier' });
    for (let n = 0; n < 3; n++) {
      const before = status(element);
      more.click();
      await eventually(() => expect(status(element)).not.to.equal(before));
    }
    const locks = rows().filter((row) => /was (un)?locked/.test(row));
    expect(locks.length).to.be.at.least(events);
    expect(page.requests.length).to.be.lessThan(30);
  });

  it('keeps the events when earlier ones cannot be loaded, and tries again on request', async () => {
    const anna = await newPerson('Anna');
    goTo(Date.now() - minuteMs);
    await endSession(anna);
    const element = await show({ userIdentityId: anna });
    page.sandbox.faults.add({
      path: '/events/list',
      status: 400,
      times: 1,
      body: { error: { type: 'x', message: 'No' } },
    });
    const failed = oneEvent(element, 'seam-error');
    byRole('button', { name: 'Show earlier' }).click();
    expect((await failed).detail.message).to.equal('No');
    await findByText(/What happened earlier could not be loaded/);
    expect(rows()).to.have.length(1);
    await expect(element).to.be.accessible();
    const before = status(element);
    byRole('button', { name: 'Retry' }).click();
    await findByRole('button', { name: 'Show earlier' });
    await eventually(() => expect(status(element)).not.to.equal(before));
  });

  describe('new events', () => {
    it('appear at once if the page itself caused them', async () => {
      const anna = await newPerson('Anna');
      goTo(Date.now() - minuteMs);
      const client_session_id = await newSession(anna);
      const element = await show({ userIdentityId: anna });
      expect(rows()).to.deep.equal([]);
      await element.session.client!.call(clientSessionsDelete, { client_session_id });
      await eventually(() => expect(rows()).to.deep.equal(['An app session was deleted']));
    });

    it('appear at the top, and are announced to screen readers', async () => {
      const old = made('device.added', named('old'), Date.now() - 2 * minuteMs);
      const stop = answer(old);
      const element = await show();
      stop();
      answer(made('device.added', named('new')), old);
      await reread(element);
      await eventually(() => expect(rows()).to.deep.equal(['new was added', 'old was added']));
      expect(status(element)).to.match(/^2 events since /);
    });

    it('wait while the user reads further down, and do not move focus or scroll position', async () => {
      const old = Array.from({ length: 60 }, (_, n) =>
        made('device.added', named(`d${n}`), Date.now() - 2 * minuteMs - n * 1000),
      );
      const stop = answer(...old);
      const element = await show();
      const scroller = scrollerOf(element);
      scroller.scrollTop = 400;
      rowsOf()[15]!.focus({ preventScroll: true });
      const { top } = rowsOf()[15]!.getBoundingClientRect();
      stop();
      answer(made('device.added', named('new1')), made('device.added', named('new2')), ...old);
      await reread(element);
      const button = await findByRole('button', { name: '2 new, show' });
      expect(rows()[0]).to.equal('d0 was added');
      expect(rowsOf()[15]!.matches(':focus')).to.equal(true);
      expect(rowsOf()[15]!.getBoundingClientRect().top).to.be.closeTo(top, 1);
      expect(allByRole('status').some((one) => one.contains(button))).to.equal(true);
      await expect(element).to.be.accessible();
      button.click();
      await eventually(() => expect(rows()[0]).to.match(/^new/));
      await eventually(() => expect(rowsOf()[0]!.matches(':focus')).to.equal(true));
      expect(scroller.scrollTop).to.equal(0);
    });
  });

  it('says that nothing has happened', async () => {
    answer();
    const element = await show();
    byText('Nothing has happened');
    expect(rowsOf()).to.deep.equal([]);
    byRole('button', { name: 'Show earlier' });
    await expect(element).to.be.accessible();
  });

  it('says what failed, and reads again on request', async () => {
    const anna = await newPerson('Anna');
    goTo(Date.now() - minuteMs);
    await endSession(anna);
    const stop = page.sandbox.faults.add({
      path: '/events/list',
      status: 400,
      body: { error: { type: 'x', message: 'No' } },
    });
    const element = document.createElement('seam-activity-feed');
    element.gateway = gatewayPath;
    element.userIdentityId = anna;
    const failed = oneEvent(element, 'seam-error');
    await fixture(html`${element}`);
    await failed;
    await findByRole('alert');
    await expect(element).to.be.accessible();
    stop();
    byRole('button', { name: 'Retry' }).click();
    await eventually(() => expect(rows()).to.deep.equal(['An app session was deleted']));
  });

  it('keeps its events when a new read fails, and shows their time', async () => {
    const stop = answer(made('device.added', named('old')));
    const element = await show();
    stop();
    page.sandbox.faults.add({
      path: '/events/list',
      status: 400,
      body: { error: { type: 'x', message: 'No' } },
    });
    await reread(element);
    await findByText(/Shown as of/);
    expect(rows()).to.deep.equal(['old was added']);
  });

  it('shows nothing to a caller without permission', async () => {
    page.login = { caller: 'guest', userIdentityIds: 'all', permissions: ['devices.read'] };
    const element = document.createElement('seam-activity-feed');
    element.gateway = gatewayPath;
    await fixture(html`${element}`);
    await findByText('You are not permitted to see this');
    expect(allByRole('listitem')).to.deep.equal([]);
    await expect(element).to.be.accessible();
  });

  it('never mixes two people on a page, or a person with the next one', async () => {
    const [anna, ben] = [await newPerson('Anna'), await newPerson('Ben')];
    goTo(Date.now() - 9 * dayMs);
    await endSession(anna);
    goTo(Date.now() - minuteMs);
    await endSession(anna);
    await endSession(anna);
    await endSession(ben);
    const ofAnna = await show({ userIdentityId: anna });
    const ofBen = await show({ userIdentityId: ben });
    expect(rows(ofAnna.shadowRoot!)).to.have.length(2);
    expect(rows(ofBen.shadowRoot!)).to.have.length(1);
    const release = page.hold('/events/list');
    byRole('button', { name: 'Show earlier' }, ofAnna.shadowRoot!).click();
    const carla = await newPerson('Carla');
    ofAnna.userIdentityId = carla;
    await ofAnna.updateComplete;
    expect(rows(ofAnna.shadowRoot!)).to.deep.equal([]);
    release();
    await eventually(() => byText('Nothing has happened', ofAnna.shadowRoot!));
    ofAnna.userIdentityId = ben;
    await eventually(() => expect(rows(ofAnna.shadowRoot!)).to.have.length(1));
  });

  it('requests no events while the page does not know the person', async () => {
    const element = document.createElement('seam-activity-feed');
    element.gateway = gatewayPath;
    element.userIdentityId = '';
    await fixture(html`${element}`);
    goTo(Date.now() - minuteMs);
    const anna = await newPerson('Anna');
    await endSession(anna);
    await show({ userIdentityId: anna });
    expect(asked('/events/list')).to.equal(1);
    element.userIdentityId = anna;
    await eventually(() => expect(rows(element.shadowRoot!)).to.deep.equal(['An app session was deleted']));
  });

  it('shows the next caller nothing of the previous one', async () => {
    const anna = await newPerson('Anna');
    goTo(Date.now() - minuteMs);
    await endSession(anna);
    const element = document.createElement('seam-activity-feed');
    element.clientSessionToken = await page.sessionFor(anna);
    await fixture(html`${element}`);
    await eventually(() => expect(rows()).to.have.length(1));
    element.clientSessionToken = await page.sessionFor(await newPerson('Nobody'));
    await findByText('Nothing has happened');
    expect(allByRole('listitem')).to.deep.equal([]);
  });

  it('works with a client session alone, and requests only what the session may see', async () => {
    const anna = await newPerson('Anna');
    goTo(Date.now() - minuteMs);
    await endSession(anna);
    const { device_id, display_name } = await someLock();
    await page.asServer('/user_identities/grant_access_to_device', { user_identity_id: anna, device_id });
    await page.asServer('/locks/lock_door', { device_id });
    await endSession(await newPerson('Ben'));
    goTo(Date.now());
    const element = document.createElement('seam-activity-feed');
    element.clientSessionToken = await page.sessionFor(anna);
    await fixture(html`${element}`);
    await eventually(() => {
      const shown = rows();
      expect(shown.filter((row) => row === 'An app session was deleted')).to.have.length(1);
      expect(shown.some((row) => row.startsWith(`${display_name} was locked`))).to.equal(true);
    });
    expect(page.requests.every((path) => path.endsWith('/list') || path === '/client_sessions/get')).to.equal(
      true,
    );
  });

  it('shows whole names and sentences at 360 px, and in Arabic', async () => {
    await setViewport({ width: 360, height: 700 });
    const { device_id, display_name } = await someLock();
    answer(
      made('lock.unlocked', { device_id, method: 'keycode' }),
      made('device.deleted', {
        device_id: '00000000-0000-4000-8000-000000000001',
        device_name: 'Nebeneingang-der-Tiefgarage-hinten-links-'.repeat(3),
      }),
    );
    const element = await show({}, 'ar');
    await eventually(() => expect(rows()).to.include(`فُتح ${display_name} برمز`));
    await findByRole('heading', { name: 'النشاط' });
    const width = element.shadowRoot!.querySelector('section')!;
    expect(width.scrollWidth).to.be.at.most(width.clientWidth);
    expect(scrollerOf(element).scrollWidth).to.be.at.most(scrollerOf(element).clientWidth);
    expect(getComputedStyle(width).direction).to.equal('rtl');
    await expect(element).to.be.accessible();
  });

  /** Makes the page read again, as after a change that may affect any data. */
  async function reread(element: SeamActivityFeed) {
    const before = asked('/events/list');
    await element.session.client!.call(userIdentitiesCreate, { full_name: 'Somebody else' });
    await eventually(() => expect(asked('/events/list')).to.be.greaterThan(before));
    await element.updateComplete;
  }
});
