import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';

import '../../src/elements/seam-credential-list/seam-credential-list.js';
import type { SeamEventDetails } from '../../src/elements/base/events.js';
import type { SeamCredentialList } from '../../src/elements/seam-credential-list/seam-credential-list.js';
import {
  allByRole,
  byRole,
  byText,
  eventually,
  findByRole,
  findByText,
  focused,
  frames,
  press,
} from '../support/find.js';
import { holdTime, type HeldTime } from '../support/held-time.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

interface Credential {
  acs_credential_id: string;
  ends_at: string;
  is_multi_phone_sync_credential: boolean;
  warnings: { warning_code: string }[];
}

const room214 = 'Front Door · Pool & Spa · Room 214';

const credential = (name: string) =>
  eventually(() => {
    const found = byText(name).closest<HTMLElement>('li.credential');
    if (!found) throw new Error(`There is no credential ${name}`);
    return found;
  });

const textOf = (element: Element) => element.textContent!.replace(/\s+/g, ' ').trim();

describe('<seam-credential-list>', () => {
  let page: SandboxPage;
  let time: HeldTime;

  beforeEach(async () => {
    page = await openSandboxPage();
    time = holdTime(page.sandbox);
    await setViewport({ width: 900, height: 800 });
  });

  afterEach(() => time.release());

  const credentialsOf = async (user_identity_id: string): Promise<Credential[]> => {
    const answer = await page.asServer('/acs/credentials/list', { user_identity_id });
    return (answer as unknown as { acs_credentials: Credential[] }).acs_credentials;
  };

  async function show(userIdentityId: string): Promise<SeamCredentialList> {
    const element = document.createElement('seam-credential-list');
    element.gateway = gatewayPath;
    element.userIdentityId = userIdentityId;
    const ready = oneEvent(element, 'seam-ready');
    await fixture(html`${element}`);
    await ready;
    return element;
  }

  it('shows a credential with its doors, its times, and its state on each phone', async () => {
    const element = await show(await page.personCalled('room-214'));
    const row = await credential(room214);
    await eventually(() => expect(textOf(row)).to.match(/iPhone 17 Pro Active.*Pixel 9a Active/));
    expect(textOf(row)).to.match(/Mobile key for all phones · Harbour House Active/);
    // In November, Dublin is at UTC.
    expect(textOf(row)).not.to.match(/where you are/); // tests run at UTC
    expect(textOf(row)).to.match(/From Oct 31, 2026, 5:00 PM GMT.*until Nov 5, 2026, 9:00 AM GMT/);
    await expect(element).to.be.accessible();
  });

  it('shows times in the access system’s time zone, and in the user’s if they differ', async () => {
    await show(await page.personCalled('staff-01'));
    await eventually(() =>
      expect(textOf(byRole('list', { name: 'Keys and credentials' }))).to.match(/EST|EDT|GMT-[45]/),
    );
    await findByText(/where you are/);
    // The list of doors is longer than the one in its name.
    await findByText(/Opens Goods Lift, Lifts.*Server Room/);
  });

  for (const [key, status] of [
    ['room-201', 'Active'],
    ['room-202', 'Ended'],
    ['room-203', 'Starts later'],
    ['room-204', 'No longer valid'],
    ['room-205', 'Failed'],
    ['room-206', 'Waiting for a phone'],
    ['room-208', 'Needs attention'],
    ['room-210', 'Being deleted'],
  ] as const) {
    it(`shows the status of a credential as text: ${status}`, async () => {
      const element = await show(await page.personCalled(key));
      await eventually(() =>
        expect(textOf(element.shadowRoot!.querySelector('.credential .state')!)).to.equal(status),
      );
    });
  }

  it('says what to do if it is known, or else shows the server’s message', async () => {
    await show(await page.personCalled('room-208'));
    await findByText(/Issue it again for the change to reach the doors/);
    await findByText('Delete it and issue a new one with the same doors and times.');
  });

  it('shows the server’s message for an unknown error', async () => {
    await show(await page.personCalled('room-205'));
    await findByText('The phone did not take the key.');
  });

  it('says that an access system is disconnected', async () => {
    await show(await page.personCalled('room-214'));
    await eventually(() => expect(textOf(byRole('alert'))).to.match(/Quay Apartments is disconnected/));
  });

  it('shows only the credentials with a status, their own or that of a phone', async () => {
    await show(await page.personCalled('room-214'));
    const select = (await findByRole('combobox', { name: 'Show' })) as HTMLSelectElement;
    await credential('Quay Lobby');
    select.value = 'active';
    select.dispatchEvent(new Event('change'));
    await eventually(() => expect(allByRole('button', { name: /Delete/ })).to.have.length(1));
    expect(byText(room214)).to.exist;
  });

  it('polls while a credential is issued to its phones, and then stops', async () => {
    const person = await page.personCalled('room-201');
    await page.asServer('/phones/simulate/create_sandbox_phone', { user_identity_id: person });
    await show(person);
    await findByText('On its way');
    await time.passUntil(() => byText('Samsung Galaxy S10'));
    await time.passUntil(() =>
      expect(allByRole('list', { name: /on each phone/ })[0]!.textContent).not.to.match(/On its way/),
    );
    await time.settle();
    time.pass(18_000); // polled data is read again within this time, but not twice
    await time.settle();
    page.requests.length = 0;
    time.pass(17_000);
    await time.settle();
    expect(page.requests.filter((path) => !path.endsWith('/events/list'))).to.deep.equal([]);
  });

  it('changes the end in the access system’s time zone, with the keyboard alone', async () => {
    const person = await page.personCalled('room-214');
    const element = await show(person);
    await credential(room214);
    const start = await findByRole('button', { name: `Change end of ${room214}` });
    await eventually(() => expect(start).not.to.have.attribute('aria-disabled'));
    start.focus();
    await sendKeys({ press: 'Enter' });
    await findByRole('dialog');
    const box = focused() as HTMLInputElement;
    expect(box.value).to.equal('2026-11-05T09:00');
    await expect(element).to.be.accessible();
    const type = (value: string) => {
      box.value = value;
      box.dispatchEvent(new Event('input'));
    };
    for (const [end, reason] of [
      ['2020-01-01T09:00', 'This is in the past.'],
      ['2030-03-31T01:30', 'The clocks go forward over this time, so it does not exist that day.'],
      ['12030-03-31T01:30', 'This is outside what is possible here.'],
    ] as const) {
      type(end);
      await sendKeys({ press: 'Enter' });
      await findByText(reason);
      expect(focused()).to.equal(box);
    }
    expect(page.requests).not.to.include(`${gatewayPath}/acs/credentials/update`);
    type('2027-10-31T01:30'); // this time occurs twice that night in Dublin
    const updated = oneEvent(element, 'seam-credential-updated');
    await sendKeys({ press: 'Enter' });
    const { detail } = (await updated) as CustomEvent<SeamEventDetails['seam-credential-updated']>;
    expect(detail.acsCredential!.ends_at).to.equal('2027-10-31T01:30:00.000Z'); // the later time
    await eventually(() => expect(allByRole('dialog')).to.have.length(0));
    expect(focused()).to.equal(start);
    await eventually(() =>
      expect(textOf(element.shadowRoot!.querySelector('.credential')!)).to.match(/Oct 31, 2027/),
    );
  });

  it('deletes a credential, names the phones before, and follows it until it is gone', async () => {
    const person = await page.personCalled('room-214');
    const element = await show(person);
    await credential(room214);
    await eventually(() => expect(byText('Pixel 9a')).to.exist);
    await press(`Delete ${room214}`);
    const dialog = await findByRole('dialog');
    expect(textOf(dialog)).to.match(/taken off iPhone 17 Pro and Pixel 9a/);
    expect(textOf(focused()!)).to.equal('Cancel');
    await expect(element).to.be.accessible();
    const deleted = oneEvent(element, 'seam-credential-deleted');
    await press('Delete credential', dialog);
    await deleted;
    await findByText('Being deleted');
    await time.passUntil(() =>
      expect(textOf(byRole('list', { name: 'Keys and credentials' }))).not.to.match(/Room 214/),
    );
    expect(await credentialsOf(person)).to.have.length(3);
  });

  it('deletes a credential while its children are being issued', async () => {
    const person = await page.personCalled('room-206');
    await page.asServer('/phones/simulate/create_sandbox_phone', { user_identity_id: person });
    page.sandbox.clock.advance(1000);
    await show(person);
    await findByText('On its way');
    await press('Delete Front Door · Pool & Spa · Room 206');
    await press('Delete credential');
    await time.passUntil(() => byText('No credentials yet'));
    expect(await credentialsOf(person)).to.deep.equal([]);
  });

  it('lets the page prevent it, and then sends nothing', async () => {
    const element = await show(await page.personCalled('room-201'));
    element.addEventListener('seam-before-credential-deleted', (event) => event.preventDefault());
    await press('Delete Front Door · Pool & Spa · Room 201');
    await time.settle();
    page.requests.length = 0;
    await press('Delete credential');
    await time.settle();
    expect(page.requests).to.deep.equal([]);
    expect(byRole('dialog')).to.exist;
  });

  it('checks the result after an unclear response', async () => {
    const person = await page.personCalled('room-201');
    const element = await show(person);
    page.sandbox.faults.add({ path: '/acs/credentials/delete', drop: true, times: 1 });
    await press('Delete Front Door · Pool & Spa · Room 201');
    await press('Delete credential');
    await findByText('The server had a problem');
    expect(await credentialsOf(person)).to.have.length(2);
    page.sandbox.faults.add({ path: '/acs/credentials/delete', truncated: true, times: 1 });
    const deleted = oneEvent(element, 'seam-credential-deleted');
    await press('Delete credential');
    await deleted;
  });

  it('reads with a client session alone, and says that changes need the gateway', async () => {
    const element = document.createElement('seam-credential-list');
    element.clientSessionToken = page.sandbox.credentials.clientSessionToken;
    element.userIdentityId = await page.personCalled('room-214');
    await fixture(html`${element}`);
    await credential(room214);
    await findByText(/This needs the gateway/);
    expect(byRole('button', { name: `Delete ${room214}` })).to.have.attribute('aria-disabled');
    await findByText('A phone');
    expect(page.requests).not.to.include('/phones/list');
    await expect(element).to.be.accessible();
  });

  it('says that the caller may not see credentials', async () => {
    page.login = { caller: 'night', userIdentityIds: 'all', permissions: ['phones.read'] };
    const element = document.createElement('seam-credential-list');
    element.gateway = gatewayPath;
    element.userIdentityId = await page.personCalled('room-214');
    await fixture(html`${element}`);
    await findByText('You are not permitted to see this');
    await expect(element).to.be.accessible();
  });

  it('shows what it knows about times, a card, and new types and errors', async () => {
    const person = await page.personCalled('room-208');
    const [row] = (await credentialsOf(person)).filter((one) => one.warnings.length > 0);
    const element = await show(person);
    const shows = async (changes: object, texts: readonly RegExp[]) => {
      page.sandbox.faults.clear();
      page.sandbox.faults.add({
        path: '/acs/credentials/list',
        status: 200,
        body: {
          ok: true,
          acs_credentials: [
            {
              ...row,
              is_multi_phone_sync_credential: false,
              parent_acs_credential_id: undefined,
              ...changes,
            },
          ],
          pagination: { has_next_page: false, next_page_cursor: null, next_page_url: null },
        },
      });
      for (const text of texts)
        await time.passUntil(() =>
          expect(textOf(element.shadowRoot!.querySelector('.credential')!)).to.match(text),
        );
    };
    const starts_at = '2026-11-01T00:00:00.000Z';
    const ends_at = '2026-12-01T00:00:00.000Z';
    await shows({ access_method: 'card', starts_at: undefined, ends_at: undefined }, [
      /Card ·/,
      /Without beginning or end/,
      /Encode the card again/,
    ]);
    await shows({ access_method: 'of_tomorrow', starts_at, ends_at: undefined }, [/of_tomorrow ·/]);
    await shows({ starts_at: undefined, ends_at }, [/Until Dec 1, 2026/]);
    expect(element.shadowRoot!.textContent).not.to.match(/From/);
    await press(/^Delete /);
    expect(textOf(await findByRole('dialog'))).not.to.match(/taken off|phones/);
    await press('Cancel', byRole('dialog'));
    await shows({ starts_at: undefined, ends_at: undefined }, [/Without beginning or end/]);
    await press(/^Change end of /);
    const box = (await findByRole('dialog')).querySelector('input')!;
    expect(box.value).to.equal('');
    box.value = '2020-01-01T09:00';
    box.dispatchEvent(new Event('input'));
    await press('Save', byRole('dialog'));
    await findByText('This is in the past.');
  });

  it('says why a change or deletion failed, and then succeeds', async () => {
    const person = await page.personCalled('room-201');
    const name = 'Front Door · Pool & Spa · Room 201';
    const element = await show(person);
    const type = async (value: string) => {
      const box = await eventually(() => byRole('dialog').querySelector('input')!);
      box.value = value;
      box.dispatchEvent(new Event('input'));
      await element.updateComplete;
    };
    await press(`Change end of ${name}`);
    await type('');
    await press('Save', byRole('dialog'));
    await findByText('Fill in this field.');
    await type('2027-07-01T11:00');
    page.sandbox.faults.add({ path: '/acs/credentials/update', status: 400, times: 1 });
    await press('Save', byRole('dialog'));
    await findByText('The server did not accept this');
    expect(byRole('dialog').querySelector('input')!.value).to.equal('2027-07-01T11:00');
    await press('Cancel', byRole('dialog'));

    const parent = (await credentialsOf(person)).find((one) => one.is_multi_phone_sync_credential)!;
    await press(`Delete ${name}`);
    page.sandbox.faults.add({ path: '/acs/credentials/delete', status: 400, times: 1 });
    await press('Delete credential', await findByRole('dialog'));
    await findByText('The server did not accept this');
    page.sandbox.faults.add({ path: '/acs/credentials/delete', drop: true, times: 1 });
    page.sandbox.faults.add({ path: '/acs/credentials/get', status: 404, times: 1 });
    const deleted = oneEvent(element, 'seam-credential-deleted');
    await press('Delete credential', byRole('dialog'));
    expect((await deleted).detail.acsCredentialId).to.equal(parent.acs_credential_id);
    await eventually(() => expect(allByRole('dialog')).to.have.length(0));
  });

  it('fires the event for a change although another person is shown, and keeps their question open', async () => {
    const [first, second] = [await page.personCalled('room-201'), await page.personCalled('room-214')];
    const element = await show(first);
    for (const [ask, confirm, path, event] of [
      ['Change end of', 'Save', '/acs/credentials/update', 'seam-credential-updated'],
      ['Delete', 'Delete credential', '/acs/credentials/delete', 'seam-credential-deleted'],
    ] as const) {
      element.userIdentityId = first;
      await press(`${ask} Front Door · Pool & Spa · Room 201`);
      const letGo = page.hold(path);
      await press(confirm, await findByRole('dialog'));
      element.userIdentityId = second;
      await press(`Delete ${room214}`);
      const told = oneEvent(element, event);
      letGo();
      expect((await told).detail.userIdentityId).to.equal(first);
      await frames(5);
      expect(textOf(byRole('dialog'))).to.contain('Room 214');
      await press('Cancel', byRole('dialog'));
    }
  });

  it('says that no person is chosen, that no credential has the status, and that a read failed', async () => {
    const element = await show(await page.personCalled('room-214'));
    const select = (await findByRole('combobox', { name: 'Show' })) as HTMLSelectElement;
    await credential('Quay Lobby');
    const ofOther = [...select.options].find(({ value }) => value !== '' && value !== 'active')!;
    select.value = ofOther.value;
    select.dispatchEvent(new Event('change'));
    const ids = (await credentialsOf(element.userIdentityId!)).map((one) => one.acs_credential_id);
    for (const id of ids)
      page.sandbox.resources.change(id, { errors: [], warnings: [], ends_at: '2026-10-01T00:00:00.000Z' });
    await time.passUntil(() => byText('None has this status now'));
    page.sandbox.faults.add({ path: '/acs/credentials/list', status: 400, times: 1 });
    element.userIdentityId = await page.personCalled('room-201');
    await findByText('The server did not accept this');
    element.userIdentityId = undefined;
    await findByText('Nobody chosen');
    await expect(element).to.be.accessible();
  });

  it('explains what appears here if there are none', async () => {
    const element = await show(await page.personCalled('room-216'));
    await findByText('No credentials yet');
    await expect(element).to.be.accessible();
  });
});
