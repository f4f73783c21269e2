import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';

import '../../src/index.js';
import type { SeamDeviceAccess } from '../../src/elements/seam-device-access/seam-device-access.js';
import type { SeamEventMap } from '../../src/elements/base/events.js';
import { allByRole, byRole, byText, eventually, findByRole, findByText, waitUntil } from '../support/find.js';
import { holdTime } from '../support/held-time.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

interface Named {
  device_id: string;
  display_name: string;
}

const shown = (element: Element) =>
  [...element.shadowRoot!.querySelectorAll('.device .title')].map((title) => title.textContent!.trim());

describe('<seam-device-access>', () => {
  let page: SandboxPage;
  let devices: Named[];

  beforeEach(async () => {
    page = await openSandboxPage();
    ({ devices } = (await page.asServer('/devices/list', {})) as unknown as { devices: Named[] });
    await setViewport({ width: 1000, height: 800 });
  });

  const newPerson = async (...granted: Named[]): Promise<string> => {
    const { user_identity } = (await page.asServer('/user_identities/create', {})) as unknown as {
      user_identity: { user_identity_id: string };
    };
    for (const { device_id } of granted)
      await page.asServer('/user_identities/grant_access_to_device', {
        user_identity_id: user_identity.user_identity_id,
        device_id,
      });
    return user_identity.user_identity_id;
  };

  const show = async (token: string, userIdentityId?: string): Promise<SeamDeviceAccess> => {
    const element = document.createElement('seam-device-access');
    element.clientSessionToken = token;
    if (userIdentityId) element.userIdentityId = userIdentityId;
    const ready = oneEvent(element, 'seam-ready');
    await fixture(html`${element}`);
    await ready;
    return element;
  };

  it('shows the devices of its session with lock state, battery and connection', async () => {
    const element = await show(page.sandbox.credentials.clientSessionToken);
    expect(shown(element).length).to.be.greaterThan(1);
    const row = element.shadowRoot!.querySelector('.device')!;
    expect(row.querySelector('.lock')).to.have.trimmed.text(
      /Locked|Unlocked|Lock state unknown/.exec(row.textContent!)![0],
    );
    expect(row).to.contain.text('line');
    expect(byRole('status')).to.contain.text(`${shown(element).length} devices`);
    await expect(element).to.be.accessible();
  });

  it('shows each of two sessions on a page only its own devices, before and after a grant and a revoke', async () => {
    const [first, second, third] = devices as [Named, Named, Named];
    const anna = await newPerson(first);
    const ben = await newPerson(second);
    const [annas, bens] = [await show(await page.sessionFor(anna)), await show(await page.sessionFor(ben))];
    expect(shown(annas)).to.deep.equal([first.display_name]);
    expect(shown(bens)).to.deep.equal([second.display_name]);

    await page.asServer('/user_identities/grant_access_to_device', {
      user_identity_id: anna,
      device_id: third.device_id,
    });
    await page.asServer('/user_identities/revoke_access_to_device', {
      user_identity_id: ben,
      device_id: second.device_id,
    });
    const [annasNow, bensNow] = [
      await show(await page.sessionFor(anna)),
      await show(await page.sessionFor(ben)),
    ];
    expect(shown(annasNow).sort()).to.deep.equal([first.display_name, third.display_name].sort());
    expect(shown(bensNow)).to.deep.equal([]);
    expect(bensNow.shadowRoot).to.contain.text('No devices');
  });

  it('is cleared as soon as a new token proves to be that of another person', async () => {
    const [first, second] = devices as [Named, Named];
    const element = await show(await page.sessionFor(await newPerson(first)));
    page.sandbox.faults.add({ path: '/devices/list', hang: true, times: 1 });
    element.clientSessionToken = await page.sessionFor(await newPerson(second));
    await eventually(() => expect(shown(element)).to.deep.equal([]));
    expect(element.shadowRoot!.textContent).not.to.contain(first.display_name);
  });

  it('never shows one person’s devices as another’s while those load', async () => {
    const [first] = devices as [Named];
    const element = document.createElement('seam-device-access');
    element.gateway = gatewayPath;
    element.userIdentityId = await newPerson(first);
    const ready = oneEvent(element, 'seam-ready');
    await fixture(html`${element}`);
    await ready;
    expect(shown(element)).to.deep.equal([first.display_name]);
    page.sandbox.faults.add({ path: '/user_identities/list_accessible_devices', hang: true });
    element.userIdentityId = await newPerson();
    await element.updateComplete;
    expect(shown(element)).to.deep.equal([]);
    expect(byRole('status')).to.have.text('Loading…');
  });

  it('calls Seam for its own person, and the gateway for another', async () => {
    const [first] = devices as [Named];
    const anna = await newPerson(first);
    const own = await show(await page.sessionFor(anna), anna);
    expect(shown(own)).to.deep.equal([first.display_name]);

    const foreign = document.createElement('seam-device-access');
    foreign.clientSessionToken = await page.sessionFor(anna);
    foreign.userIdentityId = await newPerson();
    const failed = oneEvent(foreign, 'seam-error');
    await fixture(html`${foreign}`);
    expect((await failed).detail.kind).to.equal('gateway_required');
    await findByText('This needs the gateway');

    const admin = document.createElement('seam-device-access');
    admin.gateway = gatewayPath;
    admin.userIdentityId = anna;
    const ready = oneEvent(admin, 'seam-ready');
    await fixture(html`${admin}`);
    await ready;
    expect(shown(admin)).to.deep.equal([first.display_name]);
  });

  it('shares one client and one request between ten embeds of one session', async () => {
    const token = page.sandbox.credentials.clientSessionToken;
    page.requests.length = 0;
    const session = await fixture(html`
      <seam-session client-session-token=${token}>
        ${Array.from({ length: 10 }, () => html`<seam-device-access></seam-device-access>`)}
      </seam-session>
    `);
    const embeds = [...session.querySelectorAll('seam-device-access')];
    await waitUntil(() => embeds.every((embed) => shown(embed).length > 1));
    expect(page.requests).to.deep.equal(['/devices/list']);
  });

  it('renews an expired session once for all elements, and continues', async () => {
    const [first] = devices as [Named];
    const anna = await newPerson(first);
    const tokens = [await page.sessionFor(anna), await page.sessionFor(anna)];
    let asked = 0;
    const getClientSessionToken = async () => tokens[Math.min(asked++, 1)]!;
    const session = await fixture(html`
      <seam-session .getClientSessionToken=${getClientSessionToken}>
        <seam-device-access></seam-device-access>
        <seam-user-identity-list></seam-user-identity-list>
      </seam-session>
    `);
    const embed = session.querySelector('seam-device-access')!;
    await waitUntil(() => shown(embed).length === 1);
    expect(asked).to.equal(1);

    const { client_sessions } = (await page.asServer('/client_sessions/list', {
      user_identity_id: anna,
    })) as unknown as {
      client_sessions: { client_session_id: string; token: string }[];
    };
    await page.asServer('/client_sessions/revoke', {
      client_session_id: client_sessions.find(({ token }) => token === tokens[0])!.client_session_id,
    });
    const extra = document.createElement('seam-device-access');
    extra.userIdentityId = anna;
    session.append(extra);
    session.querySelector('seam-user-identity-list')!.viewState = {
      search: 'nobody at all',
      sort: { by: 'name', ascending: true },
      selection: [],
      open: null,
    };
    await findByText(/Nobody matches/);
    expect(asked).to.equal(2);
    expect(shown(embed)).to.deep.equal([first.display_name]);
  });

  it('says that a session has ended for good, and continues with a new token', async () => {
    const [first] = devices as [Named];
    const anna = await newPerson(first);
    const token = await page.sessionFor(anna);
    page.sandbox.clock.advance(400 * 24 * 3_600_000);
    const element = document.createElement('seam-device-access');
    element.clientSessionToken = token;
    const failed = oneEvent(element, 'seam-error');
    await fixture(html`${element}`);
    expect((await failed).detail.kind).to.equal('session_ended');
    await findByText('Your session has ended');
    element.clientSessionToken = await page.sessionFor(anna);
    await waitUntil(() => shown(element).length === 1);
  });

  it('renders only a window of a thousand devices, and fits 320 px', async () => {
    page = await openSandboxPage({ seed: { user_identities: 1, devices: 1000 } });
    await setViewport({ width: 320, height: 640 });
    const element = document.createElement('seam-device-access');
    element.gateway = gatewayPath;
    const ready = oneEvent(element, 'seam-ready');
    await fixture(html`${element}`);
    await ready;
    expect(element.shadowRoot!.querySelectorAll('*').length).to.be.lessThan(600);
    const scroller = element.shadowRoot!.querySelector('.scroller')!;
    await waitUntil(() => {
      scroller.scrollTop = scroller.scrollHeight;
      return element.shadowRoot!.querySelector('[aria-posinset="1000"]') !== null;
    }, 'the thousandth is reached by scrolling');
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
  });

  it('starts a session whose <seam-session> is upgraded after its content', async () => {
    const token = page.sandbox.credentials.clientSessionToken;
    const box = document.createElement('div');
    const session = document.createElement('seam-session');
    const embed = document.createElement('seam-device-access');
    box.append(embed);
    document.body.append(box);
    await embed.updateComplete;
    expect(embed.shadowRoot).to.contain.text('No session yet');
    session.clientSessionToken = token;
    document.body.append(session);
    session.append(embed);
    await waitUntil(() => shown(embed).length > 1);
    document.body.append(embed); // out of the session
    await waitUntil(() => embed.shadowRoot!.textContent!.includes('No session yet'));
    embed.remove();
    session.remove();
  });

  // ---- Changes, through the gateway ----

  /** The person's devices, as an administrator sees them. */
  const administer = async (userIdentityId?: string): Promise<SeamDeviceAccess> => {
    const element = document.createElement('seam-device-access');
    element.gateway = gatewayPath;
    if (userIdentityId) element.userIdentityId = userIdentityId;
    const drawn = oneEvent(element, 'seam-ready');
    await fixture(html`${element}`);
    await drawn;
    await eventually(() => expect(byRole('status').textContent).to.match(/\d/));
    return element;
  };

  const heard = <Name extends keyof SeamEventMap>(element: Element, ...names: Name[]): string[] => {
    const events: string[] = [];
    for (const name of names)
      element.addEventListener(name, (event) => {
        const { deviceId } = (event as CustomEvent<{ deviceId: string }>).detail;
        events.push(`${name} ${devices.find(({ device_id }) => device_id === deviceId)?.display_name}`);
      });
    return events;
  };

  const isGranted = async (userIdentityId: string, { device_id }: Named): Promise<boolean> => {
    const found = (await page.asServer('/user_identities/list_accessible_devices', {
      user_identity_id: userIdentityId,
    })) as unknown as { devices: Named[] };
    return found.devices.some((device) => device.device_id === device_id);
  };

  const rowOf = (name: string) =>
    byText(name, document.querySelector('seam-device-access')!.shadowRoot!.querySelector('.rows')!).closest(
      '.device',
    ) as HTMLElement;

  const asked = (path: string) => page.requests.filter((request) => request === gatewayPath + path).length;

  /** Waits until the caller may use the button. */
  const ready = (name: string) =>
    eventually(() => {
      const found = byRole('button', { name });
      expect(found).not.to.have.attribute('aria-disabled');
      return found;
    });

  /** Advances the server's clock until the text appears. */
  const inTime = (text: string) =>
    eventually(() => {
      page.sandbox.clock.advance(1_000);
      return byText(text);
    });

  async function pick(...names: string[]) {
    (await ready('Grant access')).click();
    for (const name of names) (await findByRole('option', { name: new RegExp(`^${name}\\b`) })).click();
    await eventually(() => byText(`Chosen: ${names.join(', ')}`));
    byRole('button', { name: 'Grant access' }, byRole('dialog')).click();
  }

  async function revoke(name: string) {
    (await ready(`Revoke access to ${name}`)).click();
    byRole('button', { name: 'Revoke access' }, await findByRole('dialog')).click();
  }

  it('grants devices found with the keyboard, and says which are already granted', async () => {
    const [first] = devices as [Named];
    const anna = await newPerson(first);
    const element = await administer(anna);
    const events = heard(element, 'seam-device-access-granted');
    const grant = await ready('Grant access');
    grant.focus();
    await sendKeys({ press: 'Enter' });
    const box = await findByRole('combobox');
    expect(await findByRole('option', { name: new RegExp(first.display_name) })).to.have.attribute(
      'aria-disabled',
      'true',
    );
    byText('Granted already');
    await expect(element).to.be.accessible();

    await sendKeys({ press: 'Tab' }); // without a choice, it shows an error
    byRole('button', { name: 'Grant access' }, byRole('dialog')).click();
    await findByText('Choose at least one device.');
    box.focus();
    await sendKeys({ type: 'server r' });
    await eventually(() => expect(allByRole('option')).to.have.length(1));
    await sendKeys({ press: 'Enter' });
    await findByText('Chosen: Server Room');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await eventually(() => expect(shown(element)).to.have.length(2));
    await eventually(() => expect(events).to.deep.equal(['seam-device-access-granted Server Room']));
    expect(allByRole('dialog')).to.have.length(0);
    expect(
      await isGranted(
        anna,
        devices.find(({ display_name }) => display_name === 'Server Room')!,
      ),
    ).to.equal(true);
    expect(grant.matches(':focus')).to.equal(true);
  });

  it('grants several at once, with no more list requests than needed', async () => {
    const anna = await newPerson();
    const element = await administer(anna);
    const events = heard(element, 'seam-device-access-granted');
    await pick('Kitchen', 'Linen Store', 'Wine Cellar');
    await eventually(() => expect(events).to.have.length(3));
    await eventually(() => expect(element.shadowRoot!.textContent).not.to.contain('Being granted'));
    expect(shown(element).sort()).to.deep.equal(['Kitchen', 'Linen Store', 'Wine Cellar']);
    expect(asked('/user_identities/grant_access_to_device')).to.equal(3);
  });

  it('sends every grant and fires its event while the list is still loading', async () => {
    const element = await administer(await newPerson());
    const events = heard(element, 'seam-device-access-granted');
    const letRead = page.hold('/user_identities/list_accessible_devices');
    await pick('Kitchen', 'Linen Store', 'Plant Room', 'Server Room', 'Wine Cellar');
    await eventually(() => expect(events).to.have.length(5));
    expect(element.shadowRoot!.textContent).to.contain('Being granted');
    letRead();
    await eventually(() => expect(element.shadowRoot!.textContent).not.to.contain('Being granted'));
  });

  it('shows a grant before the response, and removes only that grant if Seam refuses', async () => {
    const [first] = devices as [Named];
    const anna = await newPerson(first);
    const element = await administer(anna);
    const events = heard(element, 'seam-device-access-granted');
    page.sandbox.faults.add({
      path: '/user_identities/grant_access_to_device',
      times: 1,
      status: 400,
      body: { error: { type: 'not_managed', message: 'This device is unmanaged' }, ok: false },
    });
    const release = page.hold('/user_identities/grant_access_to_device');
    await pick('Server Room');
    await eventually(() => expect(shown(element)).to.deep.equal(['Server Room', first.display_name]));
    expect(rowOf('Server Room')).to.contain.text('Being granted…');
    expect(allByRole('button', { name: /Server Room/ })).to.have.length(0);
    const failed = oneEvent(element, 'seam-error');
    release();
    expect((await failed).detail.kind).to.equal('refused');
    await findByText('Access to Server Room was not granted.');
    await findByText('This device is unmanaged');
    expect(shown(element)).to.deep.equal([first.display_name]);
    expect(events).to.deep.equal([]);
    byRole('button', { name: 'Close' }).click();
    await element.updateComplete;
    expect(element.shadowRoot!.textContent).not.to.contain('was not granted');
  });

  it('checks the result of a grant without a response, and never sends the grant twice', async () => {
    const anna = await newPerson();
    const element = await administer(anna);
    const events = heard(element, 'seam-device-access-granted');
    page.sandbox.faults.add({
      path: '/user_identities/grant_access_to_device',
      truncated: true,
      times: 1,
    });
    await pick('Kitchen');
    await eventually(() => expect(events).to.deep.equal(['seam-device-access-granted Kitchen']));
    expect(element.shadowRoot!.textContent).not.to.contain('was not granted');
    expect(asked('/user_identities/grant_access_to_device')).to.equal(1);

    page.sandbox.faults.add({ path: '/user_identities/grant_access_to_device', drop: true, times: 1 });
    await pick('Linen Store');
    await findByText('Access to Linen Store was not granted.');
    expect(shown(element)).to.deep.equal(['Kitchen']);

    page.sandbox.faults.add({ path: '/user_identities/grant_access_to_device', drop: true, times: 1 });
    page.sandbox.faults.add({ path: '/user_identities/list_accessible_devices', status: 403, times: 1 });
    await pick('Wine Cellar');
    await findByText('Whether access to Wine Cellar was granted is not known.');
    expect(events).to.have.length(1);
    expect(asked('/user_identities/grant_access_to_device')).to.equal(3);
  });

  it('asks before a revoke, focuses the safe answer, and lets the page prevent it', async () => {
    const [first, second] = devices as [Named, Named];
    const anna = await newPerson(first, second);
    const element = await administer(anna);
    const events = heard(element, 'seam-before-device-access-revoked', 'seam-device-access-revoked');
    const open = await ready(`Revoke access to ${first.display_name}`);
    open.focus();
    await sendKeys({ press: 'Enter' });
    const dialog = await findByRole('dialog', { name: `Revoke access to ${first.display_name}?` });
    expect(dialog).to.contain.text('Access to one other device stays');
    await eventually(() => expect(byRole('button', { name: 'Cancel' }).matches(':focus')).to.equal(true));
    await expect(element).to.be.accessible();
    await sendKeys({ press: 'Escape' });
    await eventually(() => expect(allByRole('dialog')).to.have.length(0));
    expect(open.matches(':focus')).to.equal(true);

    const stop = (event: Event) => event.preventDefault();
    element.addEventListener('seam-before-device-access-revoked', stop);
    await revoke(first.display_name);
    await element.updateComplete;
    expect(asked('/user_identities/revoke_access_to_device')).to.equal(0);
    element.removeEventListener('seam-before-device-access-revoked', stop);

    await revoke(first.display_name);
    await eventually(() => expect(shown(element)).to.deep.equal([second.display_name]));
    await eventually(() =>
      expect(events.at(-1)).to.equal(`seam-device-access-revoked ${first.display_name}`),
    );
    expect(await isGranted(anna, first)).to.equal(false);
  });

  it('revokes several at once, names them all, and restores a refused one in its place', async () => {
    const [first, second, third] = devices as [Named, Named, Named];
    const anna = await newPerson(first, second, third);
    const element = await administer(anna);
    const before = shown(element);
    // One of them is selected by mistake.
    for (const { display_name } of [first, second, third, third])
      (await findByRole('checkbox', { name: `Select ${display_name}` })).click();
    await findByText('2 selected');
    await expect(element).to.be.accessible();
    byRole('button', { name: 'Revoke access' }).click();
    const dialog = await findByRole('dialog', { name: 'Revoke access to 2 devices?' });
    expect(allByRole('listitem', {}, dialog).map((item) => item.textContent)).to.deep.equal(
      before.filter((name) => name !== third.display_name),
    );
    page.sandbox.faults.add({ path: '/user_identities/revoke_access_to_device', status: 429, times: 2 });
    const release = page.hold('/user_identities/revoke_access_to_device');
    byRole('button', { name: 'Revoke access' }, dialog).click();
    await eventually(() => expect(rowOf(first.display_name)).to.contain.text('Being revoked…'));
    expect(shown(element)).to.deep.equal(before);
    release();
    await findByText(`Access to ${first.display_name} was not revoked.`);
    await findByText(`Access to ${second.display_name} was not revoked.`);
    expect(shown(element)).to.deep.equal(before);
    expect(element.shadowRoot!.textContent).not.to.contain('Being revoked');
    expect(byRole('status')).to.have.text('3 devices');
  });

  it('explains why a device stays after a revoke', async () => {
    const [first] = devices as [Named];
    const anna = await newPerson(first);
    const element = await administer(anna);
    const answer = await page.asServer('/user_identities/list_accessible_devices', {
      user_identity_id: anna,
    });
    page.sandbox.faults.add({
      path: '/user_identities/list_accessible_devices',
      status: 200,
      body: answer,
    });
    await revoke(first.display_name);
    const badge = await findByText('Revoked, but still accessible');
    expect((badge.closest('[title]') as HTMLElement).title).to.contain('access grant');
    await findByText(`Direct access to ${first.display_name} was revoked, yet it can still be opened.`);
    expect(shown(element)).to.deep.equal([first.display_name]);
    page.sandbox.faults.clear();
    expect(await isGranted(anna, first)).to.equal(false);
  });

  it('unlocks and locks, and shows the progress and the result', async () => {
    const door = devices.find(({ display_name }) => display_name === 'Kitchen')!;
    const element = await administer(await newPerson(door));
    const events = heard(element, 'seam-device-unlocked', 'seam-device-locked');
    (await ready('Unlock Kitchen')).click();
    await eventually(() => expect(rowOf('Kitchen')).to.contain.text('Unlocking…'));
    expect(byRole('button', { name: 'Unlock Kitchen' })).to.have.attribute('aria-busy', 'true');
    await inTime('Kitchen was unlocked.');
    await findByRole('button', { name: 'Lock Kitchen' });
    expect(rowOf('Kitchen')).to.contain.text('Unlocked');
    expect(events).to.deep.equal(['seam-device-unlocked Kitchen']);
    await expect(element).to.be.accessible();
  });

  it('offers only supported actions, and says why one failed, with the server’s message', async () => {
    const able = devices.find(({ display_name }) => display_name === 'Plant Room')!; // offline
    const oneWay = devices.find(({ display_name }) => display_name === 'Mill Court Main Entrance')!;
    const unable = devices.find(({ display_name }) => display_name === 'Room 215')!;
    await administer(await newPerson(able, oneWay, unable));
    await findByRole('button', { name: 'Unlock Mill Court Main Entrance' });
    expect(allByRole('button', { name: 'Lock Mill Court Main Entrance' })).to.have.length(0);
    expect(allByRole('button', { name: /ock Room 215/ })).to.have.length(0);
    byRole('button', { name: 'Lock Plant Room' }); // its lock state is not known
    (await ready('Unlock Plant Room')).click();
    await inTime('Plant Room was not unlocked.');
    byText('The device is offline');
  });

  it('describes the problems of a device, with the server’s message for unknown ones', async () => {
    const [first, second] = devices as [Named, Named];
    const problem = (error_code: string, message: string) => ({
      error_code,
      message,
      is_device_error: true,
      created_at: '2026-11-01T00:00:00.000Z',
    });
    page.sandbox.resources.change(first.device_id, {
      errors: [problem('hub_disconnected', 'Hub offline.'), problem('brand_new_error', 'Something new.')],
    });
    page.sandbox.resources.change(second.device_id, {
      errors: [problem('brand_new_error', 'Something new.')],
    });
    await administer(await newPerson(first, second));
    expect(rowOf(first.display_name)).to.contain.text('The hub of this device is disconnected.');
    expect(rowOf(first.display_name).querySelector('[title*="Something new."]')).to.exist;
    expect(rowOf(second.display_name)).to.contain.text('Something new.');
  });

  it('does not lock twice without a response, but says that the result is not known', async () => {
    const door = devices.find(({ display_name }) => display_name === 'Room 203')!;
    await administer(await newPerson(door));
    page.sandbox.faults.add({ path: '/locks/lock_door', drop: true, times: 1 });
    (await ready('Lock Room 203')).click();
    await findByText(/Whether Room 203 was locked is not known/);
    expect(asked('/locks/lock_door')).to.equal(1);
  });

  it('stops polling a lock when another person is shown', async () => {
    const door = devices.find(({ display_name }) => display_name === 'Kitchen')!;
    const element = await administer(await newPerson(door));
    (await ready('Unlock Kitchen')).click();
    await eventually(() => expect(asked('/action_attempts/get')).to.equal(1));
    const other = devices.find(({ display_name }) => display_name === 'Wine Cellar')!;
    element.userIdentityId = await newPerson(other);
    (await ready('Unlock Wine Cellar')).click();
    await inTime('Wine Cellar was unlocked.');
    expect(asked('/action_attempts/get')).to.equal(2); // one per device
    expect(element.shadowRoot!.textContent).not.to.contain('Kitchen');
  });

  it('clears choices and errors when another person is shown', async () => {
    const [first, second] = devices as [Named, Named];
    const element = await administer(await newPerson(first));
    page.sandbox.faults.add({ path: '/user_identities/revoke_access_to_device', status: 409, times: 1 });
    (await findByRole('checkbox', { name: `Select ${first.display_name}` })).click();
    await revoke(first.display_name);
    await findByText(`Access to ${first.display_name} was not revoked.`);
    element.userIdentityId = await newPerson(second);
    await eventually(() => expect(shown(element)).to.deep.equal([second.display_name]));
    expect(element.shadowRoot!.textContent).not.to.contain(first.display_name);
    expect(byRole('status')).to.have.text('1 device');
  });

  it('lets a person’s own session lock and unlock, and says why it cannot grant', async () => {
    const door = devices.find(({ display_name }) => display_name === 'Kitchen')!;
    const anna = await newPerson(door);
    const element = await show(await page.sessionFor(anna), anna);
    const grant = byRole('button', { name: 'Grant access' });
    expect(grant).to.have.attribute('aria-disabled', 'true');
    grant.click();
    byRole('button', { name: 'Revoke access to Kitchen' }).click();
    await element.updateComplete;
    expect(allByRole('dialog')).to.have.length(0);
    expect(allByRole('checkbox')).to.have.length(0);
    byText(/Granting and revoking is off. This needs the gateway/);
    byRole('button', { name: 'Unlock Kitchen' }).click();
    await inTime('Kitchen was unlocked.');
    await expect(element).to.be.accessible();
  });

  it('disables the actions that the caller may not use, with the reason', async () => {
    page.login = { caller: 'reader', userIdentityIds: 'all', permissions: ['devices.read'] };
    const door = devices.find(({ display_name }) => display_name === 'Kitchen')!;
    await administer(await newPerson(door));
    await findByText(/You are not permitted to do this/);
    const unlock = byRole('button', { name: 'Unlock Kitchen' });
    expect(unlock).to.have.attribute('aria-disabled', 'true');
    unlock.click();
    expect(asked('/locks/unlock_door')).to.equal(0);
  });

  it('reports a lock that did not confirm, refused, or took too long', async () => {
    const door = devices.find(({ display_name }) => display_name === 'Kitchen')!;
    const element = await administer(await newPerson(door));
    const events = heard(element, 'seam-device-unlocked');
    const { faults } = page.sandbox;
    const answering = (attempt: object) =>
      faults.add({
        path: '/action_attempts/get',
        status: 200,
        body: {
          ok: true,
          action_attempt: { action_attempt_id: 'a', action_type: 'UNLOCK_DOOR', ...attempt },
        },
      });
    const end = answering({ status: 'success', result: { was_confirmed_by_device: false }, error: null });
    (await ready('Unlock Kitchen')).click();
    await findByText('Kitchen was told to, but has not confirmed it.');
    expect(events).to.deep.equal(['seam-device-unlocked Kitchen']);
    end();

    faults.add({ path: '/locks/unlock_door', status: 400, times: 1 });
    (await ready('Unlock Kitchen')).click();
    await findByText('Kitchen was not unlocked.');
    byText(/^The server did not accept this/);

    answering({ status: 'error', result: null, error: null });
    (await ready('Unlock Kitchen')).click();
    await waitUntil(() => !element.shadowRoot!.textContent!.includes('The server did not accept this'));
    await findByText('Kitchen was not unlocked.');
    faults.clear();

    answering({ status: 'pending', result: null, error: null });
    const time = holdTime(page.sandbox);
    try {
      (await ready('Unlock Kitchen')).click();
      await time.passUntil(() => byText('Kitchen has not answered yet. It may still do so.'));
    } finally {
      time.release();
    }
    expect(events).to.have.length(1);
  });

  it('sends nothing more for a person who is not shown any more, and fires events for what was done', async () => {
    const names = ['Kitchen', 'Linen Store', 'Plant Room', 'Server Room', 'Wine Cellar'];
    const anna = await newPerson();
    const other = await newPerson();
    const element = await administer(anna);
    const events = heard(element, 'seam-device-access-granted');
    (await ready('Grant access')).click();
    element.userIdentityId = other;
    await eventually(() => expect(asked('/user_identities/get')).to.equal(1));
    await ready('Grant access');
    expect(allByRole('dialog')).to.have.length(0);
    element.userIdentityId = anna;
    await element.updateComplete;
    page.sandbox.faults.add({ path: '/user_identities/grant_access_to_device', status: 400, times: 1 });
    const letGrant = page.hold('/user_identities/grant_access_to_device');
    await pick(...names);
    await eventually(() => expect(asked('/user_identities/grant_access_to_device')).to.equal(4));
    (await ready('Grant access')).click();
    const waiting = await findByRole('option', { name: /^Kitchen\b/ });
    expect(waiting.textContent).to.contain('Being granted…');
    byRole('button', { name: 'Cancel' }).click();
    element.userIdentityId = other;
    await element.updateComplete;
    letGrant();
    await eventually(() => expect(events).to.have.length(3));
    await eventually(() => byText('No devices'));
    expect(asked('/user_identities/grant_access_to_device')).to.equal(4);
    expect(element.shadowRoot!.textContent).not.to.contain('was not granted');
  });

  it('lets a choice be undone, says that there are more, and why devices could not be read', async () => {
    await administer(await newPerson());
    const { faults } = page.sandbox;
    faults.add({ path: '/devices/list', status: 400, times: 1 });
    (await ready('Grant access')).click();
    const dialog = await findByRole('dialog');
    await findByText('The server did not accept this');
    const found = await page.asServer('/devices/list', { limit: 100 });
    faults.add({
      path: '/devices/list',
      status: 200,
      times: 1,
      body: {
        ...found,
        pagination: { has_next_page: true, next_page_cursor: 'next', next_page_url: null },
      },
    });
    byRole('button', { name: 'Retry' }, dialog).click();
    const option = await findByRole('option', { name: /^Kitchen\b/ });
    await findByText(/\d\+ results/);
    option.click();
    await findByText('Chosen: Kitchen');
    option.click();
    await eventually(() => expect(dialog.textContent).not.to.contain('Chosen: Kitchen'));
  });

  it('shows nothing for missing properties of a device, and shows the problems of entrances', async () => {
    const [first] = devices as [Named];
    const change = page.sandbox.resources.change.bind(page.sandbox.resources);
    change(first.device_id, {
      capabilities_supported: [],
      location: null,
      properties: { locked: undefined, model: undefined },
    });
    page.login = {
      caller: 'porter',
      userIdentityIds: 'all',
      permissions: ['user_identities.read', 'devices.read', 'devices.grant', 'access_systems.read'],
    };
    const { acs_entrances: doors } = (await page.asServer('/acs/entrances/list', {})) as unknown as {
      acs_entrances: object[];
    };
    const { faults } = page.sandbox;
    const path = '/user_identities/list_accessible_entrances';
    faults.add({ path, status: 403, times: 1 });
    faults.add({
      path,
      status: 200,
      body: {
        ok: true,
        acs_entrances: [{ ...doors[0], warnings: [{ message: 'The door stands open.' }] }],
      },
    });
    const element = await administer(await newPerson(first, devices[1]!));
    const row = rowOf(first.display_name);
    expect(row.querySelector('.lock')!.textContent!.trim()).to.equal('');
    await findByText(/^Locking and unlocking is off. You are not permitted/);
    (await findByRole('button', { name: 'Retry' })).click();
    await findByText('The door stands open.');
    await expect(element).to.be.accessible();
  });

  it('shows the entrances of access systems in addition to the devices', async () => {
    const { user_identities } = (await page.asServer('/user_identities/list', {})) as unknown as {
      user_identities: { user_identity_id: string }[];
    };
    let expected: string[] = [];
    for (const { user_identity_id } of user_identities) {
      const { acs_entrances } = (await page.asServer('/user_identities/list_accessible_entrances', {
        user_identity_id,
      })) as unknown as { acs_entrances: Named[] };
      expected = acs_entrances.map(({ display_name }) => display_name);
      if (expected.length > 1) {
        await administer(user_identity_id);
        break;
      }
    }
    const list = await findByRole('list', { name: 'Entrances' });
    expect(allByRole('listitem', {}, list).map((item) => item.textContent!.trim())).to.deep.equal(expected);
    await expect(document.querySelector('seam-device-access')!).to.be.accessible();
  });
});
