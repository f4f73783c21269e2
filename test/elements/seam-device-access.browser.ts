import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';

import '../../src/index.js';
import type { SeamDeviceAccess } from '../../src/elements/seam-device-access.js';
import { byRole, findByText } from '../support/find.js';
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

  it('shows each of two sessions on one page its own devices only, before and after a grant and a revoke', async () => {
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

  it('empties at once when its token becomes somebody else’s', async () => {
    const [first, second] = devices as [Named, Named];
    const element = await show(await page.sessionFor(await newPerson(first)));
    page.sandbox.faults.add({ path: '/devices/list', hang: true, times: 1 });
    element.clientSessionToken = await page.sessionFor(await newPerson(second));
    await element.updateComplete;
    expect(shown(element)).to.deep.equal([]);
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

  it('asks Seam itself for its own person, and the gateway for another', async () => {
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

  it('shares one client and one request among ten embeds of one session', async () => {
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

  it('renews an ended session once for all, and goes on', async () => {
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

  it('says that a session has ended for good, and goes on with a new token', async () => {
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

  it('shows a thousand devices within a window, and fits 320 px', async () => {
    page = await openSandboxPage({ seed: { user_identities: 1, devices: 1000 } });
    await setViewport({ width: 320, height: 640 });
    const element = document.createElement('seam-device-access');
    element.gateway = gatewayPath;
    const ready = oneEvent(element, 'seam-ready');
    await fixture(html`${element}`);
    await ready;
    expect(element.shadowRoot!.querySelectorAll('*').length).to.be.lessThan(400);
    const scroller = element.shadowRoot!.querySelector('.scroller')!;
    await waitUntil(
      () => {
        scroller.scrollTop = scroller.scrollHeight;
        return element.shadowRoot!.querySelector('[aria-posinset="1000"]') !== null;
      },
      'the thousandth is reached by scrolling',
      { timeout: 6000 },
    );
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
    document.body.append(embed); // out of the session again
    await waitUntil(() => embed.shadowRoot!.textContent!.includes('No session yet'));
    embed.remove();
    session.remove();
  });
});
