// A change in one embed appears in the person's other embeds after some time, and in no other person's. Tests
// control the clock.
import { expect } from '@open-wc/testing';

import '../../src/index.js';
import '../../src/elements/seam-device-access/grant-dialog.js';
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
import { byRole, byText, eventually, findByRole } from '../support/find.js';
import { holdTime, type HeldTime } from '../support/held-time.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

describe('a change in one embed', () => {
  let page: SandboxPage;
  let time: HeldTime;
  let traffic: Traffic;
  let anna: MarkedPerson;
  let desk: SeamDeviceAccess;
  /** Her own embeds, without the gateway and through it. */
  let hers: SeamDeviceAccess[];
  let his: SeamDeviceAccess;

  beforeEach(async () => {
    page = await openSandboxPage();
    anna = await markedPerson(page, 'room-201', '⟦A⟧');
    const ben = await markedPerson(page, 'room-202', '⟦B⟧');
    page.login = (_request, session) =>
      session
        ? { userIdentityIds: session.user_identity_ids, permissions: 'all' }
        : { caller: 'front-desk', userIdentityIds: 'all', permissions: 'all' };
    time = holdTime(page.sandbox);
    traffic = watchTraffic();
    desk = embed({ gateway: gatewayPath, userIdentityId: anna.id });
    hers = [
      embed({ clientSessionToken: anna.tokens[0] }),
      embed({ clientSessionToken: anna.tokens[1], gateway: gatewayPath, userIdentityId: anna.id }),
    ];
    his = embed({ clientSessionToken: ben.tokens[0] });
    await eventually(() =>
      [desk, ...hers, his].forEach((one) => expect(shownDevices(one)).to.have.length(1)),
    );
  });

  afterEach(() => {
    document.body.replaceChildren();
    traffic.release();
    time.release();
  });

  function embed(options: Partial<SeamDeviceAccess>): SeamDeviceAccess {
    const element = document.createElement('seam-device-access');
    Object.assign(element, options);
    document.body.append(element);
    return element;
  }

  async function pass(seconds: number) {
    for (let second = 0; second < seconds; second++) {
      time.pass(1000);
      await traffic.settle();
      expect(everythingIn(his)).not.to.contain('⟦A⟧');
    }
  }

  const nameOf = (at: number) => anna.devices[at]!.display_name;

  it('appears in every other embed of the person within 30 seconds, and in no other person’s', async () => {
    await pass(7);
    const grant = await eventually(() => {
      const found = byRole('button', { name: 'Grant access' }, desk.shadowRoot!);
      expect(found).not.to.have.attribute('aria-disabled');
      return found;
    });
    grant.click();
    (await findByRole('option', { name: new RegExp(`^${nameOf(1)}`) })).click();
    await eventually(() => byText(`Chosen: ${nameOf(1)}`));
    byRole('button', { name: 'Grant access' }, byRole('dialog')).click();
    await eventually(() => expect(shownDevices(desk)).to.include(nameOf(1)));
    await pass(30);
    for (const one of hers)
      await eventually(() => expect(shownDevices(one)).to.have.members([nameOf(0), nameOf(1)]));

    await page.asServer('/user_identities/revoke_access_to_device', {
      user_identity_id: anna.id,
      device_id: anna.devices[0]!.device_id,
    });
    await pass(30);
    for (const one of [desk, ...hers])
      await eventually(() => expect(shownDevices(one)).to.deep.equal([nameOf(1)]));
    expect(shownDevices(his)).to.have.length(1);
  });

  it('appears with the next poll if there is an event, and in no other person’s', async () => {
    await pass(20);
    const asked = () => traffic.sent.filter((request) => isPoll(request) && request.token === anna.tokens[0]);
    const before = asked().length;
    page.sandbox.resources.change(anna.devices[0]!.device_id, { display_name: '⟦A⟧ Renamed' });
    while (asked().length === before) await pass(1);
    await eventually(() => expect(shownDevices(hers[0]!)).to.deep.equal(['⟦A⟧ Renamed']));
    expect(asked()).to.have.length(before + 1);
  });

  it('appears at once when the host passes the event on', async () => {
    await pass(20);
    const before = traffic.sent.filter(isPoll).length;
    const { device_id } = anna.devices[0]!;
    page.sandbox.resources.change(device_id, { display_name: '⟦A⟧ Renamed' });
    const { events } = (await page.asServer('/events/list', {
      since: new Date(Date.now() - 60_000).toISOString(),
      device_id,
    })) as unknown as { events: Parameters<NonNullable<typeof his.session.client>['ingest']>[0][] };
    hers[0]!.session.client!.ingest(events.at(-1)!);
    await eventually(() => expect(shownDevices(hers[0]!)).to.deep.equal(['⟦A⟧ Renamed']));
    expect(traffic.sent.filter(isPoll)).to.have.length(before);
  });
});
