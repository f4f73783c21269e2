import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';

import '../../src/elements/seam-phone-manager/seam-phone-manager.js';
import type { SeamEventDetails } from '../../src/elements/base/events.js';
import type { SeamPhoneManager } from '../../src/elements/seam-phone-manager/seam-phone-manager.js';
import {
  allByRole,
  byRole,
  byText,
  eventually,
  findByRole,
  findByText,
  focused,
  press,
} from '../support/find.js';
import { holdTime, type HeldTime } from '../support/held-time.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

interface Phone {
  device_id: string;
  display_name: string;
}

const listed = () =>
  allByRole('list', { name: 'Phones' })
    .flatMap((list) => [...list.children])
    .map((row) => row.querySelector('strong')!.textContent!.trim());

const row = (name: string) =>
  eventually(() => {
    const found = byText(name).closest('li');
    if (!found) throw new Error(`There is no phone ${name}`);
    return found;
  });

const keysOn = (name: string) =>
  [...byRole('list', { name: `Keys on ${name}` }).children].map((key) =>
    key.textContent!.replace(/\s+/g, ' ').trim(),
  );

describe('<seam-phone-manager>', () => {
  let page: SandboxPage;
  let time: HeldTime;

  beforeEach(async () => {
    page = await openSandboxPage();
    time = holdTime(page.sandbox);
    await setViewport({ width: 900, height: 800 });
  });

  afterEach(() => time.release());

  const addPhone = async (user_identity_id: string, device_model: string): Promise<Phone> => {
    const answer = await page.asServer('/phones/simulate/create_sandbox_phone', {
      user_identity_id,
      phone_metadata: { device_model, operating_system: 'ios' },
    });
    return (answer as unknown as { phone: Phone }).phone;
  };

  const phonesOf = async (owner_user_identity_id: string): Promise<Phone[]> => {
    const answer = await page.asServer('/phones/list', { owner_user_identity_id });
    return (answer as unknown as { phones: Phone[] }).phones;
  };

  const sessionsOf = async (user_identity_id: string): Promise<unknown[]> => {
    const answer = await page.asServer('/client_sessions/list', { user_identity_id });
    return (answer as unknown as { client_sessions: unknown[] }).client_sessions;
  };

  async function show(userIdentityId: string, phoneId?: string): Promise<SeamPhoneManager> {
    const element = document.createElement('seam-phone-manager');
    element.gateway = gatewayPath;
    element.userIdentityId = userIdentityId;
    element.phoneId = phoneId;
    const ready = oneEvent(element, 'seam-ready');
    await fixture(html`${element}`);
    await ready;
    return element;
  }

  const confirm = async (name: string) => {
    await press(`Deactivate ${name}`);
    await press('Deactivate phone');
  };

  /** Expects no further requests after any time. */
  async function expectQuiet() {
    await time.settle();
    time.pass(18_000); // polled data is read again within this time, but not twice
    await time.settle();
    page.requests.length = 0;
    time.pass(17_000);
    await time.settle();
    expect(page.requests.filter((path) => !path.endsWith('/events/list'))).to.deep.equal([]);
  }

  it('shows each phone with its platform, its readiness, and its keys named by their doors', async () => {
    const element = await show(await page.personCalled('room-214'));
    expect(listed()).to.deep.equal(['iPhone 17 Pro', 'Pixel 9a']);
    await eventually(() => expect(keysOn('Pixel 9a')[0]).to.match(/Room 214.*Harbour House.*Active/));
    expect((await row('Pixel 9a')).textContent).to.match(/Android.*since/s);
    expect((await row('iPhone 17 Pro')).textContent).to.match(/iPhone.*since.*Ready/s);
    await findByText(/New phones get these keys by themselves/);
    await expect(element).to.be.accessible();
  });

  it('says why keys do not arrive in a disconnected access system', async () => {
    await show(await page.personCalled('room-214'));
    await eventually(() => expect(byRole('alert').textContent).to.match(/Quay Apartments\s+is disconnected/));
    await eventually(() => expect(keysOn('Pixel 9a')[1]).to.match(/Quay Lobby.*On its way/));
  });

  it('says that there are no phones, and that new ones will get keys', async () => {
    const element = await show(await page.personCalled('room-206'));
    await findByText('No phones yet');
    await findByText(/New phones get these keys.*Room 206/);
    await expect(element).to.be.accessible();
  });

  it('says that new phones get nothing if there is no key for all phones', async () => {
    await show(await page.personCalled('room-216'));
    await findByText(/New phones get no keys by themselves/);
  });

  it('shows five phones with very long names at 320 px', async () => {
    const person = await page.personCalled('room-214');
    for (const name of ['A', 'B', 'C']) await addPhone(person, name.repeat(200));
    await setViewport({ width: 320, height: 800 });
    const element = await show(person);
    expect(listed()).to.have.length(5);
    expect(element.scrollWidth).to.be.at.most(320);
    expect(byText('5 phones')).to.exist;
  });

  it('follows a lost phone until each key is removed from the access system, and ends the app sessions', async () => {
    const person = await page.personCalled('room-214');
    const [lost] = await phonesOf(person);
    const element = await show(person);
    await eventually(() => expect(keysOn('iPhone 17 Pro')).to.have.length(2));
    await press('Deactivate iPhone 17 Pro');
    const dialog = await findByRole('dialog', { name: 'Deactivate “iPhone 17 Pro”?' });
    await eventually(() => expect(dialog.textContent).to.match(/app sessions \(1\)/));
    await eventually(() =>
      expect(dialog.textContent).to.match(/stop working on it.*Room 214.*Pixel 9a keeps its keys/s),
    );
    expect((focused() as HTMLElement).textContent!.trim()).to.equal('Cancel');
    await expect(element).to.be.accessible();

    const deactivated = oneEvent(element, 'seam-phone-deactivated');
    byRole('button', { name: 'Deactivate phone' }).click();
    await findByText('Deactivating…');
    await findByText('Revoked');
    await time.passUntil(() => byText('Removed from the access system'));
    const { detail } = (await deactivated) as CustomEvent<SeamEventDetails['seam-phone-deactivated']>;
    expect(detail).to.deep.equal({ userIdentityId: person, deviceId: lost!.device_id });
    await time.passUntil(() => byText('iPhone 17 Pro is deactivated.'));
    await eventually(() => expect(listed()).to.deep.equal(['Pixel 9a']));
    expect(keysOn('Pixel 9a')[0]).to.match(/Active/);
    expect(await sessionsOf(person)).to.deep.equal([]);
    await expect(element).to.be.accessible();
  });

  it('updates the keys of a lost phone while the question is open', async () => {
    const person = await page.personCalled('room-214');
    await show(person);
    await press('Deactivate iPhone 17 Pro');
    const dialog = await findByRole('dialog', { name: 'Deactivate “iPhone 17 Pro”?' });
    await eventually(() => expect(dialog.textContent).to.match(/stop working on it.*Room 214/s));
    const { acs_credentials } = (await page.asServer('/acs/credentials/list', {
      user_identity_id: person,
    })) as unknown as { acs_credentials: { acs_credential_id: string }[] };
    for (const { acs_credential_id } of acs_credentials)
      await page.asServer('/acs/credentials/delete', { acs_credential_id });
    await addPhone(person, 'iPhone Air');
    await time.passUntil(() =>
      expect(dialog.textContent).to.match(/There are no keys on it.*iPhone Air.*keep/s),
    );
  });

  it('advises to end app sessions that are still open, and ends them with one press', async () => {
    const person = await page.personCalled('room-214');
    await show(person);
    await press('Deactivate Pixel 9a');
    (await findByRole('checkbox', { name: /app sessions/ })).click();
    byRole('button', { name: 'Deactivate phone' }).click();
    await time.passUntil(() => byText(/may still be signed in/));
    expect(await sessionsOf(person)).to.have.length(1);
    byRole('button', { name: 'End app sessions' }).click();
    await time.passUntil(() => byText('Ended'));
    expect(await sessionsOf(person)).to.deep.equal([]);
  });

  it('lets the page prevent it, and then sends nothing', async () => {
    const element = await show(await page.personCalled('room-214'));
    element.addEventListener('seam-before-phone-deactivated', (event) => event.preventDefault());
    page.requests.length = 0;
    await confirm('Pixel 9a');
    expect(page.requests).not.to.include(`${gatewayPath}/phones/deactivate`);
    expect(byRole('dialog')).to.exist;
  });

  it('works with the keyboard alone, and returns the focus', async () => {
    const person = await page.personCalled('staff-02');
    await show(person);
    const start = await findByRole('button', { name: 'Deactivate Pixel 10' });
    await eventually(() => expect(start).not.to.have.attribute('aria-disabled'));
    start.focus();
    await sendKeys({ press: 'Enter' });
    await findByRole('dialog');
    await sendKeys({ press: 'Escape' });
    await eventually(() => expect(focused()).to.equal(start));
    await sendKeys({ press: 'Enter' });
    await findByRole('dialog');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await time.passUntil(() => byText('Pixel 10 is deactivated.'));
    expect(await phonesOf(person)).to.deep.equal([]);
  });

  it('notices that somebody else has deactivated the phone', async () => {
    const person = await page.personCalled('room-214');
    const [, pixel] = await phonesOf(person);
    await show(person);
    await page.asServer('/phones/deactivate', { device_id: pixel!.device_id });
    page.sandbox.clock.advance(2000);
    await confirm('Pixel 9a');
    await findByText('Pixel 9a is deactivated.');
    await eventually(() => expect(listed()).to.deep.equal(['iPhone 17 Pro']));
  });

  it('shows a phone that is being deleted, and removes it when it is gone', async () => {
    const person = await page.personCalled('room-214');
    const [, pixel] = await phonesOf(person);
    await page.asServer('/phones/deactivate', { device_id: pixel!.device_id });
    await show(person);
    expect((await row('Pixel 9a')).textContent).to.match(/Being deactivated/);
    expect(allByRole('button', { name: 'Deactivate Pixel 9a' })).to.have.length(0);
    await time.passUntil(() => expect(listed()).to.deep.equal(['iPhone 17 Pro']));
  });

  it('waits for a new phone and shows when its keys arrive', async () => {
    const person = await page.personCalled('room-206');
    await show(person);
    await press('New phone');
    await findByText('Waiting for the new phone…');
    await addPhone(person, 'iPhone Air');
    await time.passUntil(() => byText(/iPhone Air is here/));
    await time.passUntil(() => expect(keysOn('iPhone Air')[0]).to.match(/Room 206.*On its way/));
    await time.passUntil(() => expect(keysOn('iPhone Air')[0]).to.match(/Room 206.*Active/));
    byRole('button', { name: 'Done' }).click();
    await expectQuiet();
  });

  it('creates a phone in a sandbox workspace, if the caller may', async () => {
    const person = await page.personCalled('room-206');
    await show(person);
    await press('Simulate a phone');
    await eventually(() => expect(listed()).to.deep.equal(['Samsung Galaxy S10']));
    await eventually(() =>
      expect(keysOn('Samsung Galaxy S10')[0]).to.match(/Waits until the phone is ready/),
    );
  });

  it('finds a phone by its id, and says if it belongs to another person or to nobody', async () => {
    const person = await page.personCalled('room-214');
    const [, pixel] = await phonesOf(person);
    const [other] = await phonesOf(await page.personCalled('staff-02'));
    const element = await show(person, pixel!.device_id);
    expect(await row('Pixel 9a')).to.have.attribute('aria-current', 'true');
    const box = byRole('textbox', { name: 'Phone id' }) as HTMLInputElement;
    for (const [id, answer] of [
      [other!.device_id, /not among this person’s phones/],
      ['00000000-0000-4000-8000-000000000000', /no phone with this id/],
    ] as const) {
      box.focus();
      box.select();
      await sendKeys({ type: id });
      await sendKeys({ press: 'Enter' });
      await findByText(answer);
    }
    await expect(element).to.be.accessible();
  });

  it('says what is missing with a client session alone, and deactivates by id', async () => {
    const person = await page.personCalled('room-214');
    const [, pixel] = await phonesOf(person);
    const element = document.createElement('seam-phone-manager');
    element.clientSessionToken = page.sandbox.credentials.clientSessionToken;
    element.userIdentityId = person;
    await fixture(html`${element}`);
    await findByText(/seeing them needs the gateway/);
    await eventually(() => expect(byRole('list', { name: 'Keys on phones' }).children).to.have.length(4));
    await expect(element).to.be.accessible();
    byRole('textbox', { name: 'Phone id' }).focus();
    await sendKeys({ type: pixel!.device_id });
    await sendKeys({ press: 'Enter' });
    const dialog = await findByRole('dialog');
    expect(dialog.textContent).to.match(/Which these are is not known here/);
    expect(byRole('checkbox')).to.have.property('disabled', true);
    byRole('button', { name: 'Deactivate phone' }, dialog).click();
    await time.passUntil(() => byText(new RegExp(`^${pixel!.device_id} is deactivated`)));
    expect(await phonesOf(person)).to.have.length(1);
    await findByText(/may still be signed in/);
  });

  it('shows phones without actions or keys to a caller without the permission, and gives the reason', async () => {
    page.login = { caller: 'night', userIdentityIds: 'all', permissions: ['phones.read'] };
    const element = await show(await page.personCalled('room-214'));
    expect(listed()).to.have.length(2);
    await findByText(/You may not see which keys/);
    const act = await findByRole('button', { name: 'Deactivate Pixel 9a' });
    expect(act.title).to.match(/not permitted/);
    await findByText(act.title); // touch screens show no title
    act.click();
    expect(allByRole('dialog')).to.have.length(0);
    await expect(element).to.be.accessible();
  });

  it('says in its place why an action failed, and then succeeds', async () => {
    const { faults } = page.sandbox;
    const person = await page.personCalled('room-214');
    faults.add({ path: '/acs/credentials/list', status: 400, times: 1 });
    await show(person);
    await findByText('The server did not accept this');
    await press('Retry');
    await eventually(() => expect(keysOn('Pixel 9a')[0]).to.match(/Room 214/));

    faults.add({ path: '/phones/simulate/create_sandbox_phone', status: 400, times: 1 });
    await press('Simulate a phone');
    await findByText('The server did not accept this');

    faults.add({
      path: '/phones/deactivate',
      status: 400,
      times: 1,
      body: { ok: false, error: { type: 'of_tomorrow', message: 'Not this phone.' } },
    });
    await confirm('Pixel 9a');
    await time.passUntil(() => byText('Not this phone.'));
    await findByText('Failed');
    const [progress] = allByRole('region', { name: /Pixel 9a/ });
    const retry = await eventually(() => byRole('button', { name: 'Retry' }, progress));
    retry.click();
    await time.passUntil(() => byText('Pixel 9a is deactivated.'));
    expect(await phonesOf(person)).to.have.length(1);
  });

  it('continues to follow a lost phone while the element is moved in the page', async () => {
    const person = await page.personCalled('room-206');
    await addPhone(person, 'iPhone Air');
    const element = await show(person);
    // Its keys are not on the phone yet, so none would stop working.
    await press('Deactivate iPhone Air');
    await findByText('There are no keys on it.');
    await press('Deactivate phone');
    const box = document.createElement('div');
    element.parentElement!.append(box);
    box.append(element);
    await time.passUntil(() => byText('iPhone Air is deactivated.'));
  });

  it('shows about a phone only what is known', async () => {
    const person = await page.personCalled('room-214');
    const [, pixel] = await phonesOf(person);
    page.sandbox.resources.change(pixel!.device_id, {
      device_type: 'phone_of_tomorrow',
      properties: {
        assa_abloy_credential_service_metadata: undefined,
        salto_space_credential_service_metadata: undefined,
      },
    });
    const element = await show(person);
    expect((await row('Pixel 9a')).textContent).to.match(/phone_of_tomorrow.*Readiness unknown/s);
    page.sandbox.faults.add({ path: '/phones/get', status: 403, times: 1 });
    element.phoneId = '00000000-0000-4000-8000-000000000000';
    await findByText('You are not permitted to see this');
    page.sandbox.faults.add({ path: '/phones/list', status: 400 });
    element.userIdentityId = await page.personCalled('staff-02');
    await findByText('The server did not accept this');
    element.userIdentityId = undefined;
    await findByText('Nobody chosen');
    await expect(element).to.be.accessible();
  });

  it('closes the question about a person who is not shown any more', async () => {
    const element = await show(await page.personCalled('room-214'));
    await press('Deactivate Pixel 9a');
    element.userIdentityId = await page.personCalled('staff-02');
    await findByRole('button', { name: 'Deactivate Pixel 10' });
    expect(allByRole('dialog')).to.have.length(0);
  });

  it('deactivates with a client session alone, although it cannot follow the progress', async () => {
    const person = await page.personCalled('room-214');
    const [, pixel] = await phonesOf(person);
    page.sandbox.faults.add({ path: '/acs/credentials/list', status: 400, times: 1 });
    const element = document.createElement('seam-phone-manager');
    element.clientSessionToken = page.sandbox.credentials.clientSessionToken;
    element.userIdentityId = person;
    element.phoneId = pixel!.device_id;
    await fixture(html`${element}`);
    await findByText('The server did not accept this');
    await press('Retry');
    await findByRole('list', { name: 'Keys on phones' });
    const told: CustomEvent[] = [];
    element.addEventListener('seam-phone-deactivated', (event) => told.push(event));
    page.sandbox.faults.add({ path: '/events/list', status: 403 });
    await press('Deactivate phone');
    await press('Cancel', await findByRole('dialog'));
    const box = byRole('textbox', { name: 'Phone id' }) as HTMLInputElement;
    box.focus();
    box.select();
    await sendKeys({ type: ' ' });
    await sendKeys({ press: 'Enter' });
    expect(allByRole('dialog')).to.have.length(0);
    await sendKeys({ type: pixel!.device_id });
    await press('Deactivate phone');
    await press('Deactivate phone', await findByRole('dialog'));
    await time.passUntil(() => expect(told).to.have.length(1));
    await findByText(/^Seam has accepted that .* is deactivated/);
  });

  it('stops all requests when it is removed', async () => {
    const person = await page.personCalled('room-214');
    const element = await show(person);
    await confirm('Pixel 9a');
    await findByText('Revoked');
    await show(await page.personCalled('room-216')); // keeps the session in use
    element.remove();
    await expectQuiet();
  });

  it('says that the connection is lost, and never repeats a request that may have succeeded', async () => {
    const person = await page.personCalled('room-214');
    await show(person);
    page.sandbox.faults.add({ path: '/phones/deactivate', drop: true, times: 1 });
    await confirm('Pixel 9a');
    await time.passUntil(() => byText('Pixel 9a is deactivated.'));
    expect(await phonesOf(person)).to.have.length(1);
  });
});
