import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';

import '../../src/index.js';
import type { AcsSystem, AcsUser, UserIdentity } from '../../src/api/contract.gen.js';
import type { SeamAcsUserLinks } from '../../src/elements/seam-acs-user-links/seam-acs-user-links.js';
import {
  allByRole,
  byRole,
  eventually,
  findByRole,
  findByText,
  findReady,
  focused,
  press,
  waitUntil,
} from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

const listPath = '/user_identities/list_acs_users';
const problem = (created_at = '2026-11-01T00:00:00.000Z') => ({ message: 'Said by the server.', created_at });

describe('<seam-acs-user-links>', () => {
  let page: SandboxPage;

  beforeEach(async () => {
    page = await openSandboxPage();
    await setViewport({ width: 1000, height: 800 });
  });

  const asServer = async <Body>(path: string, params: object = {}) =>
    (await page.asServer(path, params)) as unknown as Body;

  const personByKey = async (user_identity_key: string): Promise<UserIdentity> =>
    (await asServer<{ user_identity: UserIdentity }>('/user_identities/get', { user_identity_key }))
      .user_identity;

  const acsUsersOf = async ({ user_identity_id }: UserIdentity): Promise<AcsUser[]> =>
    (await asServer<{ acs_users: AcsUser[] }>(listPath, { user_identity_id })).acs_users;

  const systemNamed = async (name: string): Promise<AcsSystem> =>
    (await asServer<{ acs_systems: AcsSystem[] }>('/acs/systems/list')).acs_systems.find(
      (system) => system.name === name,
    )!;

  const acsUserNamed = async (search: string): Promise<AcsUser> =>
    (await asServer<{ acs_users: AcsUser[] }>('/acs/users/list', { search })).acs_users[0]!;

  const mount = async (
    person: UserIdentity,
    session: Partial<SeamAcsUserLinks> = {},
  ): Promise<SeamAcsUserLinks> => {
    const element = document.createElement('seam-acs-user-links');
    Object.assign(element, { gateway: gatewayPath, userIdentityId: person.user_identity_id }, session);
    await fixture(html`${element}`);
    return element;
  };

  const show = async (person: UserIdentity, session?: Partial<SeamAcsUserLinks>) => {
    const element = await mount(person, session);
    if (element.shadowRoot!.querySelector('.skeleton')) await oneEvent(element, 'seam-ready');
    await waitUntil(() => !element.shadowRoot!.textContent!.includes('Unnamed'), 'systems are named');
    return element;
  };

  const rows = (element: Element) => [...element.shadowRoot!.querySelectorAll<HTMLElement>('.link')];
  const rowOf = (element: Element, system: string) => {
    const row = rows(element).find((found) => found.textContent!.includes(system));
    if (!row) throw new Error(`There is no row for ${system}`);
    return row;
  };
  const inRow = (element: Element, system: string, act: RegExp) =>
    byRole('button', { name: act }, rowOf(element, system));
  const type = (input: HTMLElement, value: string) => {
    (input as HTMLInputElement).value = value;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  };
  const asked = (path: string) => page.requests.filter((request) => request === gatewayPath + path).length;
  const isClosed = () => eventually(() => expect(allByRole('dialog').length).to.equal(0));

  describe('shows', () => {
    const mutation = (mutation_code: string, more: object = {}) => ({ mutation_code, ...problem(), ...more });
    const answerWith = (...acs_users: object[]) =>
      page.sandbox.faults.add({ path: listPath, status: 200, body: { ok: true, acs_users } });

    it('each ACS user with its access system, and the problems of both as text', async () => {
      const element = await show(await personByKey('staff-07'));
      const row = rowOf(element, 'Quay Apartments');
      expect(row.textContent).to.contain('Łukasz Wiśniewski');
      expect(row.textContent).to.contain('lukasz.wisniewski@example.pl');
      expect(row.textContent).to.contain('The access system is disconnected');
      expect(row.textContent).to.contain('The last change did not reach the access system');
      expect(row.textContent).to.contain('Being added');
      expect(byRole('status')).to.have.trimmed.text('1 access system');
      await expect(element).to.be.accessible();
    });

    it('suspension, the schedule in the system’s time zone, and pending changes, old and new', async () => {
      const priya = await personByKey('staff-08');
      const [inOffice] = await acsUsersOf(priya);
      answerWith({
        ...inOffice,
        is_suspended: true,
        access_schedule: { starts_at: '2026-12-01T14:00:00Z', ends_at: '2026-12-05T16:00:00Z' },
        errors: [
          { error_code: 'salto_ks_subscription_limit_exceeded', ...problem() },
          { error_code: 'of_tomorrow', ...problem(), message: 'An error of tomorrow.' },
        ],
        warnings: [
          { warning_code: 'acs_user_inactive', ...problem() },
          { warning_code: 'toString', ...problem(), message: 'A warning of tomorrow.' },
        ],
        pending_mutations: [
          mutation('updating_user_information', {
            from: { email_address: 'old@example.com', full_name: 'Same' },
            to: { email_address: 'new@example.com', full_name: 'Same' },
          }),
          mutation('updating_suspension_state', {
            from: { is_suspended: true },
            to: { is_suspended: false },
          }),
          mutation('updating_access_schedule', { to: { starts_at: '2026-12-02T14:00:00Z' } }),
          mutation('deferring_creation', { scheduled_at: '2026-12-03T14:00:00Z' }),
          mutation('deferring_group_membership_update', { variant: 'removing' }),
          mutation('of_tomorrow', { message: 'A mutation of tomorrow.' }),
        ],
      });
      const element = await show(priya);
      const row = rowOf(element, 'Mill Court');
      const facts = [...row.querySelectorAll('.facts li')].map(({ textContent }) =>
        // Browsers use different kinds of space before AM.
        textContent!.trim().replace(/\s+/g, ' '),
      );
      expect(facts).to.deep.equal([
        'The Salto KS site has no subscription left for this user',
        'An error of tomorrow.',
        'Inactive in the access system',
        'A warning of tomorrow.',
        'Suspended',
        'Details are changing: old@example.com → new@example.com',
        'Being unsuspended',
        'Schedule is changing: From Dec 2, 2026, 9:00 AM EST (Dec 2, 2026, 2:00 PM UTC where you are), without an end',
        'Will be added on Dec 3, 2026, 9:00 AM EST (Dec 3, 2026, 2:00 PM UTC where you are)',
        'Will leave an access group later',
        'A mutation of tomorrow.',
        'From Dec 1, 2026, 9:00 AM EST (Dec 1, 2026, 2:00 PM UTC where you are) until Dec 5, 2026, 11:00 AM EST (Dec 5, 2026, 4:00 PM UTC where you are)',
      ]);
      expect(inRow(element, 'Mill Court', /^Unsuspend/)).to.exist;
    });

    it('pending changes with the details that the server gives', async () => {
      const priya = await personByKey('staff-08');
      const [inOffice] = await acsUsersOf(priya);
      const { display_name: name } = inOffice!;
      answerWith(
        {
          ...inOffice,
          access_schedule: { starts_at: '2026-12-01T14:00:00Z', ends_at: null },
          pending_mutations: [
            mutation('updating_user_information', { to: { phone_number: '+12025550199' } }),
            mutation('updating_suspension_state'),
            mutation('updating_access_schedule'),
            mutation('deferring_creation'),
            mutation('deferring_group_membership_update', { variant: 'adding' }),
          ],
        },
        {
          ...inOffice,
          acs_user_id: 'another',
          acs_system_id: (await systemNamed('Quay Apartments')).acs_system_id,
          pending_mutations: [
            mutation('updating_user_information', { from: { full_name: name }, to: { full_name: name } }),
            mutation('updating_suspension_state', { to: { is_suspended: true } }),
            mutation('deferring_group_membership_update'),
          ],
        },
        {
          ...inOffice,
          acs_user_id: 'a third',
          acs_system_id: (await systemNamed('Harbour House')).acs_system_id,
          pending_mutations: undefined,
        },
      );
      const element = await show(priya);
      const texts = (system: string) =>
        [...rowOf(element, system).querySelectorAll('.facts li')].map((fact) =>
          fact.textContent!.trim().replace(/\s+/g, ' '),
        );
      expect(texts('Mill Court')).to.deep.equal([
        'Details are changing: +12025550199',
        'Suspension is changing',
        'Schedule is changing',
        'Will be added later',
        'Will join an access group later',
        'From Dec 1, 2026, 9:00 AM EST (Dec 1, 2026, 2:00 PM UTC where you are), without an end',
      ]);
      expect(texts('Quay Apartments')).to.include.members([
        'Details are changing',
        'Being suspended',
        'Access groups will change later',
      ]);
      expect(texts('Harbour House')).to.deep.equal([]);
    });

    it('that an access system has other details, with the profile for comparison', async () => {
      const element = await show(await personByKey('mill-304'));
      await findByText(/An access system has other details/);
      expect(element.shadowRoot!.textContent).to.contain('olafur@example.is');
      await eventually(() =>
        expect(rowOf(element, 'Mill Court').textContent).to.contain('mill-304@old.example'),
      );
    });

    it('a person without ACS users, and how to start', async () => {
      const element = await show(await personByKey('mill-310'));
      await findByText('In no access system yet');
      expect(byRole('status')).to.have.trimmed.text('0 access systems');
      await expect(element).to.be.accessible();
    });

    it('why the ACS users cannot be read, and reads them again', async () => {
      const fix = page.sandbox.faults.add({ path: listPath, status: 400, body: { error: {}, ok: false } });
      const person = await personByKey('staff-08');
      const element = await mount(person);
      const retry = await findByRole('button', { name: 'Retry' });
      expect(allByRole('button', { name: /Link user/ }).length).to.equal(0);
      fix();
      retry.click();
      await eventually(() => rowOf(element, 'Mill Court'));
    });

    it('a very long name at 320 px, also from right to left', async () => {
      await setViewport({ width: 320, height: 700 });
      const element = await show(await personByKey('room-212'), { locale: 'ar' });
      await findByText('أنظمة الدخول');
      expect(document.documentElement.scrollWidth).to.be.at.most(320);
      await expect(element).to.be.accessible();
    });

    it('no ACS users of another person, and makes no requests without a person or after its removal', async () => {
      page.requests.length = 0;
      const element = await mount({ user_identity_id: '' } as UserIdentity);
      await element.updateComplete;
      expect(page.requests.filter((path) => !path.endsWith('/gateway/session/get'))).to.deep.equal([]);
      element.userIdentityId = (await personByKey('staff-08')).user_identity_id;
      await eventually(() => rowOf(element, 'Mill Court'));
      await press('Link user');
      await findByRole('dialog');
      page.sandbox.faults.add({ path: listPath, hang: true });
      element.userIdentityId = (await personByKey('mill-310')).user_identity_id;
      await element.updateComplete;
      expect(element.shadowRoot!.textContent).not.to.contain('Priya');
      expect(allByRole('dialog').length).to.equal(0);
      element.remove();
    });
  });

  describe('links', () => {
    it('an ACS user found by a search, with the keyboard alone', async () => {
      const person = await personByKey('mill-310');
      const element = await show(person);
      (await findReady('Link user')).focus();
      await sendKeys({ press: 'Enter' });
      const search = await findByRole('combobox', { name: 'Access system user' });
      await eventually(() => expect(element.shadowRoot!.activeElement === search).to.equal(true));
      await findByRole('option', { name: /Night Porter/ });
      await expect(element).to.be.accessible();
      await sendKeys({ type: 'vaughan' });
      await eventually(() => expect(allByRole('option').length).to.equal(1));
      const linked = oneEvent(element, 'seam-acs-user-linked');
      await sendKeys({ press: 'Enter' });
      await findByText('Dorothy Vaughan · Mill Court');
      const submit = await findReady('Link user', byRole('dialog'));
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Tab' });
      expect(focused() === submit).to.equal(true);
      await sendKeys({ press: 'Enter' });
      const { detail } = await linked;
      const [now] = await acsUsersOf(person);
      expect(detail.acsUser).to.deep.equal(now);
      expect(detail).to.include({
        userIdentityId: person.user_identity_id,
        acsUserId: now!.acs_user_id,
        acsSystemId: now!.acs_system_id,
      });
      await eventually(() => expect(rowOf(element, 'Mill Court').textContent).to.contain('Dorothy Vaughan'));
      await isClosed();
      expect(element.shadowRoot!.activeElement!.textContent!.trim()).to.equal('Link user');
    });

    it('no ACS user that cannot be linked, and gives the reason', async () => {
      const origo = await systemNamed('Mill Court HID Origo');
      await page.asServer('/acs/users/create', {
        acs_system_id: origo.acs_system_id,
        full_name: 'Origo User',
      });
      const { acs_user_id } = await acsUserNamed('Resident 4B');
      await page.asServer('/acs/users/delete', { acs_user_id });
      await show(await personByKey('staff-02'));
      await press('Link user');
      const reasons = {
        'Night Porter': 'Jürgen Groß already has a user in this access system.',
        'Resident 4B': 'It is being deleted.',
        'Origo User': 'A credential manager: Seam adds its users by itself.',
        'Siobhán Ní Dhomhnaill': 'Belongs to Siobhán Ní Dhomhnaill.',
      };
      for (const [name, reason] of Object.entries(reasons)) {
        // Some people are in several systems.
        const option = await eventually(() => {
          const found = allByRole('option', { name: new RegExp(`^${name}`) });
          const wanted = found.find(({ textContent }) => textContent!.includes(reason));
          if (!wanted) throw new Error(`Nobody is ${name}: ${reason}`);
          return wanted;
        });
        expect(option.textContent).to.contain(reason);
        expect(option).to.have.attribute('aria-disabled', 'true');
        option.click();
        expect(option).to.have.attribute('aria-selected', 'false');
      }
      const possible = allByRole('option').filter((option) => !option.hasAttribute('aria-disabled'));
      expect(possible.map((option) => option.textContent!.trim())).to.include.members([
        'Dorothy Vaughan',
        'Katherine Johnson',
        'Visitor badge 1',
      ]);
      page.requests.length = 0;
      byRole('button', { name: 'Link user' }, byRole('dialog')).click();
      await findByText('Choose a user first.');
      expect(asked('/user_identities/add_acs_user')).to.equal(0);
    });

    it('no ACS user that somebody else has just linked, and says so in the dialog', async () => {
      const element = await show(await personByKey('mill-310'));
      await press('Link user');
      (await findByRole('option', { name: /Dorothy/ })).click();
      const { user_identity_id } = await personByKey('staff-03');
      const { acs_user_id } = await acsUserNamed('Dorothy');
      await page.asServer('/user_identities/add_acs_user', { user_identity_id, acs_user_id });
      const failed = oneEvent(element, 'seam-error');
      byRole('button', { name: 'Link user' }, byRole('dialog')).click();
      expect((await failed).detail.kind).to.equal('conflict');
      await findByText(/belongs to another user identity/);
      await expect(element).to.be.accessible();
      expect(rows(element).length).to.equal(0);
    });

    it('the ACS users that a limited scope permits, system by system', async () => {
      const person = await personByKey('mill-310');
      const { acs_system_id } = await systemNamed('Mill Court');
      page.login = {
        caller: 'office',
        userIdentityIds: [person.user_identity_id],
        acsSystemIds: [acs_system_id],
        permissions: 'all',
      };
      const element = await show(person);
      await press('Link user');
      (await findByRole('option', { name: /Dorothy/ })).click();
      expect(allByRole('option').length).to.equal(3);
      byRole('button', { name: 'Link user' }, byRole('dialog')).click();
      await eventually(() => rowOf(element, 'Mill Court'));
    });

    it('says why the candidates cannot be read', async () => {
      page.sandbox.faults.add({ path: '/acs/users/list', status: 400, body: { error: {}, ok: false } });
      await show(await personByKey('mill-310'));
      await press('Link user');
      const dialog = await findByRole('dialog');
      await eventually(() => byRole('button', { name: 'Retry' }, dialog));
    });
  });

  describe('creates', () => {
    const openForm = async () => {
      await press('Create user');
      return findByRole('dialog');
    };
    const submit = () => byRole('button', { name: 'Create user' }, byRole('dialog')).click();

    it('an ACS user from the person’s profile, with a schedule in the system’s time zone', async () => {
      const person = await personByKey('mill-310');
      const element = await show(person);
      await openForm();
      const field = (name: RegExp, role = 'textbox') => byRole(role, { name });
      expect(field(/^Full name/)).to.have.value('Anne-Marie van der Hoogenband');
      expect(field(/^Email/)).to.have.value('annemarie@example.nl');
      expect(field(/^Phone number/)).to.have.value('+12025550113');
      byRole('option', { name: /^Mill Court Salto/ }).click();
      await findByText('Times of the access system: America/New_York.');
      await expect(element).to.be.accessible();
      const at = (name: string) => element.shadowRoot!.querySelector<HTMLElement>(`[name=${name}]`)!;
      page.requests.length = 0;
      const refused = async (starts: string, ends: string, name: string, reason: string) => {
        type(at('starts_at'), starts);
        type(at('ends_at'), ends);
        await element.updateComplete;
        submit();
        await eventually(() => expect(helpOf(name)).to.equal(reason));
        expect(asked('/acs/users/create')).to.equal(0);
      };
      const helpOf = (name: string) =>
        element.shadowRoot!.querySelector(`#${name}-help`)!.textContent!.trim();
      const skipped = 'The clocks go forward over this time, so it does not exist that day.';
      await refused('', '2020-12-05T09:00', 'ends_at', 'This is in the past.');
      await refused('2030-12-05T09:00', '2030-12-05T09:00', 'ends_at', 'This is not after the start.');
      await refused('2030-03-10T02:30', '', 'starts_at', skipped);
      await refused('', '2030-03-10T02:30', 'ends_at', skipped);
      await refused('', '12030-03-10T02:30', 'ends_at', 'This is outside what is possible here.');
      type(at('starts_at'), '2030-11-03T01:30');
      type(at('ends_at'), '2030-11-03T01:30');
      await element.updateComplete;
      expect(helpOf('ends_at')).to.match(
        /shows? this time twice that day.* 1:30.*EST.* 6:30.* where you are$/,
      );
      type(at('full_name'), '  ');
      await element.updateComplete;
      const created = oneEvent(element, 'seam-acs-user-created');
      const linked = oneEvent(element, 'seam-acs-user-linked');
      type(at('full_name'), 'Anne-Marie');
      await element.updateComplete;
      submit();
      const { detail } = await created;
      expect((await linked).detail).to.deep.equal(detail);
      expect(detail.acsUser).to.deep.include({
        full_name: 'Anne-Marie',
        email_address: 'annemarie@example.nl',
        access_schedule: { starts_at: '2030-11-03T05:30:00.000Z', ends_at: '2030-11-03T06:30:00.000Z' },
      });
      await eventually(() => expect(rowOf(element, 'Mill Court').textContent).to.contain('Being added'));
      page.sandbox.clock.advance(10_000);
      await eventually(() => expect(rowOf(element, 'Mill Court').textContent).not.to.contain('Being added'));
    });

    it('none without a name or an access system, or with an invalid phone number', async () => {
      const element = await show(await personByKey('mill-310'));
      const dialog = await openForm();
      type(byRole('textbox', { name: /^Full name/ }), '');
      type(byRole('textbox', { name: /^Phone number/ }), '020 7946');
      await element.updateComplete;
      submit();
      await findByText('Choose an access system first.');
      expect(dialog.textContent).to.contain('Fill in this field.');
      expect(dialog.textContent).to.contain('Write it with a plus, the country code and digits only');
      await eventually(() => expect(element.shadowRoot!.activeElement?.ariaInvalid).to.equal('true'));
    });

    it('one with the phone number that the user meant, after a confirmation', async () => {
      const element = await show(await personByKey('mill-310'));
      await openForm();
      byRole('option', { name: /^Mill Court Salto/ }).click();
      const phone = byRole('textbox', { name: /^Phone number/ }) as HTMLInputElement;
      type(phone, '+44 (0)20 7946 0958');
      await element.updateComplete;
      submit();
      const use = await findByRole('button', { name: 'Use +442079460958' });
      expect(asked('/acs/users/create')).to.equal(0);
      const created = oneEvent(element, 'seam-acs-user-created');
      use.click();
      await eventually(() => expect(phone.value).to.equal('+442079460958'));
      submit();
      expect((await created).detail.acsUser.phone_number).to.equal('+442079460958');
    });

    it('one with the phone number of the profile in any format', async () => {
      const person = await personByKey('mill-310');
      page.sandbox.resources.change(person.user_identity_id, { phone_number: '020 7946 0958' });
      const element = await show(person);
      await openForm();
      byRole('option', { name: /^Mill Court Salto/ }).click();
      await eventually(() =>
        expect(byRole('textbox', { name: /^Phone number/ })).to.have.value('020 7946 0958'),
      );
      await element.updateComplete;
      page.requests.length = 0;
      submit();
      await eventually(() => expect(asked('/acs/users/create')).to.equal(1));
    });

    it('none in a system with an ACS user of the person, or in a credential manager', async () => {
      await show(await personByKey('staff-08'));
      await openForm();
      const disabled = await eventually(() => {
        const found = allByRole('option').filter((option) => option.hasAttribute('aria-disabled'));
        expect(found.length).to.be.greaterThan(3);
        return found.map((option) => option.textContent!.replace(/\s+/g, ' ').trim());
      });
      expect(disabled.join('\n'))
        .to.contain('Quay Apartments Priya Raghunathan already has a user in this access system.')
        .and.contain('Mill Court HID Origo A credential manager');
    });

    const chooseHotel = async () => {
      (await findByRole('option', { name: /^Harbour House Visionline/ })).click();
    };

    it('only one, also after unclear responses', async () => {
      const person = await personByKey('staff-08');
      const element = await show(person);
      page.sandbox.faults.add({ path: '/acs/users/create', truncated: true, times: 1 });
      const created = oneEvent(element, 'seam-acs-user-created');
      await openForm();
      await chooseHotel();
      page.requests.length = 0;
      submit();
      await created;
      expect(asked('/acs/users/create')).to.equal(1);
      expect(await acsUsersOf(person)).to.have.length(3);
      await eventually(() => rowOf(element, 'Harbour House'));
      await isClosed();
    });

    it('only one, with a check before the next attempt, if the first check failed', async () => {
      const person = await personByKey('staff-08');
      const element = await show(person);
      page.sandbox.faults.add({ path: '/acs/users/create', truncated: true, times: 1 });
      const connect = page.sandbox.faults.add({
        path: listPath,
        status: 400,
        body: { error: {}, ok: false },
      });
      await openForm();
      await chooseHotel();
      page.requests.length = 0;
      submit();
      await findByText(/it may have happened all the same/);
      connect();
      const created = oneEvent(element, 'seam-acs-user-created');
      submit();
      await created;
      expect(asked('/acs/users/create')).to.equal(1);
      expect(await acsUsersOf(person)).to.have.length(3);
    });

    it('none twice if the request never arrived, and keeps the typed values', async () => {
      const person = await personByKey('staff-08');
      const element = await show(person);
      page.sandbox.faults.add({ path: '/acs/users/create', drop: true, times: 1 });
      await openForm();
      await chooseHotel();
      type(byRole('textbox', { name: /^Full name/ }), 'Priya R.');
      submit();
      await findByText(/it may have happened all the same/);
      expect(byRole('textbox', { name: /^Full name/ })).to.have.value('Priya R.');
      expect(await acsUsersOf(person)).to.have.length(2);
      submit();
      await eventually(() => expect(rowOf(element, 'Harbour House').textContent).to.contain('Priya R.'));
      expect(await acsUsersOf(person)).to.have.length(3);
    });

    it('one from the link dialog', async () => {
      await show(await personByKey('mill-310'));
      await press('Link user');
      (await findByRole('button', { name: 'Create a user instead' })).click();
      await findByRole('dialog', { name: /^Create a user for/ });
      expect(allByRole('dialog').length).to.equal(1);
    });
  });

  describe('unlinks, suspends and deletes', () => {
    let priya: UserIdentity;
    let element: SeamAcsUserLinks;

    beforeEach(async () => {
      priya = await personByKey('staff-08');
      element = await show(priya);
    });

    const ask = async (act: RegExp) => {
      const button = inRow(element, 'Mill Court', act);
      button.focus();
      button.click();
      return findByRole('dialog');
    };

    it('keeps the ACS user and its credentials in the access system after an unlink', async () => {
      const dialog = await ask(/^Unlink/);
      expect(dialog.textContent).to.contain('Unlink Priya Raghunathan in Mill Court?');
      expect(dialog.textContent).to.contain('the user stays there with all its credentials');
      expect(element.shadowRoot!.activeElement!.textContent!.trim()).to.equal('Cancel');
      await expect(element).to.be.accessible();
      const unlinked = oneEvent(element, 'seam-acs-user-unlinked');
      byRole('button', { name: 'Unlink user' }).click();
      const { acsUserId } = (await unlinked).detail;
      expect(rows(element).length).to.equal(1);
      const { acs_user } = await asServer<{ acs_user: AcsUser }>('/acs/users/get', {
        acs_user_id: acsUserId,
      });
      expect(acs_user.user_identity_id).to.equal(undefined);
      await isClosed();
    });

    it('says that an ACS user is being deleted until it is gone', async () => {
      const dialog = await ask(/^Delete/);
      expect(dialog.textContent).to.contain('its credentials there stop working. This cannot be undone.');
      expect(element.shadowRoot!.activeElement!.textContent!.trim()).to.equal('Cancel');
      const deleted = oneEvent(element, 'seam-acs-user-deleted');
      byRole('button', { name: 'Delete user' }).click();
      expect((await deleted).detail.userIdentityId).to.equal(priya.user_identity_id);
      await eventually(() => expect(rowOf(element, 'Mill Court').textContent).to.contain('Being deleted'));
      for (const act of [/^Suspend/, /^Unlink/, /^Delete/])
        expect(inRow(element, 'Mill Court', act)).to.have.attribute(
          'aria-description',
          'It is being deleted.',
        );
      page.sandbox.clock.advance(10_000);
      await eventually(() => expect(rows(element).length).to.equal(1));
    });

    it('does nothing if the host prevents the action', async () => {
      element.addEventListener('seam-before-acs-user-deleted', (event) => event.preventDefault());
      element.addEventListener('seam-before-acs-user-unlinked', (event) => event.preventDefault());
      page.requests.length = 0;
      for (const [act, confirm] of [
        [/^Delete/, 'Delete user'],
        [/^Unlink/, 'Unlink user'],
      ] as const) {
        await ask(act);
        byRole('button', { name: confirm }).click();
        await isClosed();
      }
      expect(page.requests.filter((path) => !/_?list\w*$|\/get$/.test(path))).to.deep.equal([]);
      expect(rows(element).length).to.equal(2);
    });

    it('suspends and unsuspends', async () => {
      await ask(/^Suspend/);
      const suspended = oneEvent(element, 'seam-acs-user-updated');
      byRole('button', { name: 'Suspend user' }).click();
      expect((await suspended).detail.acsUser.is_suspended).to.equal(true);
      await eventually(() => expect(rowOf(element, 'Mill Court').textContent).to.contain('Suspended'));
      await isClosed();
      await ask(/^Unsuspend/);
      byRole('button', { name: 'Unsuspend user' }).click();
      await eventually(() => inRow(element, 'Mill Court', /^Suspend/));
    });

    it('shows success if somebody else was faster', async () => {
      await ask(/^Delete/);
      const { acs_system_id } = await systemNamed('Mill Court');
      const { user_identity_id } = priya;
      await page.asServer('/acs/users/delete', { acs_system_id, user_identity_id });
      page.sandbox.clock.advance(10_000);
      const deleted = oneEvent(element, 'seam-acs-user-deleted');
      byRole('button', { name: 'Delete user' }).click();
      await deleted;
      await eventually(() => expect(rows(element).length).to.equal(1));
    });

    it('says why Seam refused, tries again, and fires the event although another person is shown', async () => {
      page.sandbox.faults.add({ path: '/acs/users/suspend', status: 403, times: 1 });
      const dialog = await ask(/^Suspend/);
      byRole('button', { name: 'Suspend user' }).click();
      await eventually(() => expect(dialog.textContent).to.contain('You are not permitted to do this'));
      const other = await personByKey('mill-310');
      const letGo = page.hold('/acs/users/suspend');
      page.requests.length = 0;
      await press('Suspend user', dialog);
      await eventually(() => expect(asked('/acs/users/suspend')).to.equal(1));
      element.userIdentityId = other.user_identity_id;
      await findByText('In no access system yet');
      await press('Link user');
      await findByRole('dialog', { name: /^Link/ });
      const suspended = oneEvent(element, 'seam-acs-user-updated');
      letGo();
      expect((await suspended).detail.userIdentityId).to.equal(priya.user_identity_id);
      expect(byRole('dialog').textContent).to.contain('Link');
    });

    it('closes the question about a person who is not shown any more', async () => {
      page.requests.length = 0;
      await press('Link user');
      element.userIdentityId = (await personByKey('mill-310')).user_identity_id;
      await findByText('In no access system yet');
      expect(allByRole('dialog').length).to.equal(0);
    });

    it('treats an ACS user marked for deletion as deleted, with any response', async () => {
      page.sandbox.faults.add({ path: '/acs/users/delete', truncated: true, times: 1 });
      await ask(/^Delete/);
      const deleted = oneEvent(element, 'seam-acs-user-deleted');
      byRole('button', { name: 'Delete user' }).click();
      expect((await deleted).detail.userIdentityId).to.equal(priya.user_identity_id);
      await isClosed();
    });

    it('changes nothing when the user cancels, and returns the focus', async () => {
      page.requests.length = 0;
      await ask(/^Delete/);
      await sendKeys({ press: 'Escape' });
      await isClosed();
      expect(element.shadowRoot!.activeElement === inRow(element, 'Mill Court', /^Delete/)).to.equal(true);
      expect(page.requests.filter((path) => !/_?list\w*$|\/get$/.test(path))).to.deep.equal([]);
    });
  });

  describe('allows', () => {
    it('a client session to see its own ACS users, and says why it may not do more', async () => {
      const person = await personByKey('room-214');
      const clientSessionToken = await page.sessionFor(person.user_identity_id);
      const element = await show(person, { gateway: undefined, clientSessionToken });
      expect(rows(element).length).to.equal(2);
      await findByText('This needs the gateway: Seam does not allow it with a client session alone.');
      const link = byRole('button', { name: 'Link user' });
      expect(link).to.have.attribute('aria-disabled', 'true');
      link.click();
      expect(allByRole('dialog').length).to.equal(0);
      await expect(element).to.be.accessible();
    });

    it('a client session to see nothing of another person', async () => {
      const clientSessionToken = await page.sessionFor((await personByKey('room-214')).user_identity_id);
      await mount(await personByKey('staff-08'), { gateway: undefined, clientSessionToken });
      await findByText('This needs the gateway');
    });

    it('what each permission names, and nothing else', async () => {
      page.login = {
        caller: 'reader',
        userIdentityIds: 'all',
        permissions: ['acs_users.read', 'access_systems.read', 'acs_users.link'],
      };
      const errors: unknown[] = [];
      const note = (event: Event) => errors.push(event);
      document.addEventListener('seam-error', note);
      const element = await show(await personByKey('staff-08'));
      const reason = 'You are not permitted to do this. Ask an administrator.';
      await eventually(() =>
        expect(inRow(element, 'Mill Court', /^Unlink/).hasAttribute('aria-disabled')).to.equal(false),
      );
      for (const act of [/^Suspend/, /^Delete/])
        expect(inRow(element, 'Mill Court', act).getAttribute('aria-description')).to.equal(reason);
      await eventually(() =>
        expect(byRole('button', { name: 'Create user' }).getAttribute('aria-description')).to.equal(reason),
      );
      // The caller may not read the user identity, so the element makes no request for it.
      expect(errors).to.deep.equal([]);
      document.removeEventListener('seam-error', note);
    });
  });
});
