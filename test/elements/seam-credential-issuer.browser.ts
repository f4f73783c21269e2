import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import '../../src/elements/seam-credential-issuer/seam-credential-issuer.js';
import { endpointSchemas } from '../../src/api/schemas.gen.js';
import type { AcsCredential, AcsSystem, AcsUser, Phone } from '../../src/api/contract.gen.js';
import type { SeamEventDetails } from '../../src/elements/base/events.js';
import type { SeamCredentialIssuer } from '../../src/elements/seam-credential-issuer/seam-credential-issuer.js';
import type { IssueParams } from '../../src/operations/index.js';
import { vendors } from '../../src/operations/index.js';
import {
  allByRole,
  allByText,
  byRole,
  byText,
  eventually,
  findByRole,
  findByText,
  focused,
  frames,
} from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

const box = (name: RegExp) => byRole('combobox', { name }) as HTMLInputElement;
const select = (name: string | RegExp) => box(name as RegExp) as unknown as HTMLSelectElement;
const time = (id: string) =>
  document.querySelector('seam-credential-issuer')!.shadowRoot!.getElementById(id) as HTMLInputElement;

function put(input: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, value: string) {
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** The text below a field. */
const hintOf = (input: Element) =>
  (input.getRootNode() as ShadowRoot)
    .getElementById(input.getAttribute('aria-describedby')!)!
    .textContent!.trim();

/** Short pauses between two polls: no test depends on their length. */
const clock = { wait: () => frames(1) };

const option = (name: string | RegExp) => findByRole('option', { name });

describe('<seam-credential-issuer>', () => {
  let page: SandboxPage;
  let systems: AcsSystem[];
  let issued: SeamEventDetails['seam-credential-issued'][];
  let asked: IssueParams[];

  beforeEach(async () => {
    page = await openSandboxPage();
    issued = [];
    asked = [];
    systems = await list<AcsSystem>('/acs/systems/list', {}, 'acs_systems');
  });

  const list = async <Row>(path: string, params: object, key: string): Promise<Row[]> =>
    ((await page.asServer(path, params)) as unknown as Record<string, Row[]>)[key]!;

  const systemOf = (type: string) => systems.find(({ external_type }) => external_type === type)!;

  async function idOf(key: string): Promise<string> {
    const { user_identity } = (await page.asServer('/user_identities/get', {
      user_identity_key: key,
    })) as unknown as { user_identity: { user_identity_id: string } };
    return user_identity.user_identity_id;
  }

  const parentsOf = async (user_identity_id: string) =>
    (await list<AcsCredential>('/acs/credentials/list', { user_identity_id }, 'acs_credentials')).filter(
      (credential) => credential.is_multi_phone_sync_credential === true,
    );

  async function newPerson(full_name: string): Promise<string> {
    const { user_identity } = (await page.asServer('/user_identities/create', {
      full_name,
    })) as unknown as { user_identity: { user_identity_id: string } };
    return user_identity.user_identity_id;
  }

  const addPhone = (user_identity_id: string, device_model: string) =>
    page.asServer('/phones/simulate/create_sandbox_phone', {
      user_identity_id,
      phone_metadata: { device_model },
    });

  async function show(userIdentityId: string): Promise<SeamCredentialIssuer> {
    const element = await fixture<SeamCredentialIssuer>(
      html`<seam-credential-issuer
        gateway=${gatewayPath}
        .clock=${clock}
        .userIdentityId=${userIdentityId}
      ></seam-credential-issuer>`,
    );
    element.addEventListener('seam-credential-issued', ({ detail }) => issued.push(detail));
    element.addEventListener('seam-before-credential-issued', ({ detail }) => asked.push(detail.params));
    await findByRole('combobox', { name: /Access system/ });
    return element;
  }

  async function choose(type: string) {
    const { acs_system_id } = systemOf(type);
    put(select(/Access system/), acs_system_id);
    await eventually(() => {
      if (!allByText(/credential manager|Credential manager/).length) throw new Error('not loaded');
      if (!allByRole('listbox').length && !allByText(/No door|no access groups/).length)
        throw new Error('not loaded');
      if (byRole('button', { name: 'Issue key' }).ariaDisabled) throw new Error('not loaded');
    });
  }

  const pick = async (name: string | RegExp) => (await option(name)).click();
  const submit = () => byRole('button', { name: 'Issue key' }).click();
  const created = () => page.requests.filter((path) => path.endsWith('/acs/credentials/create')).length;

  /** Waits for the request, and then lets Seam process it. */
  async function goOn() {
    await eventually(() => expect(issued).to.have.length(1));
    byText('Key for all phones');
    page.sandbox.clock.advance(10_000);
  }

  it('issues a key for doors, and waits for a phone if there is none', async () => {
    const id = await newPerson('Phoneless Pat');
    const element = await show(id);
    await findByText(/has no phone yet/);
    await choose('visionline_system');
    await pick('Room 201');
    await pick('Front Door');
    await findByText('Chosen: Front Door, Room 201');
    await expect(element).to.be.accessible();
    submit();
    await findByText(/The key is ready. It goes out by itself/);
    await expect(element).to.be.accessible();
    const [parent, ...others] = await parentsOf(id);
    expect(others).to.deep.equal([]);
    expect(issued).to.have.length(1);
    expect(issued[0]).to.include({ userIdentityId: id, acsCredentialId: parent!.acs_credential_id });
    expect(asked[0]!.details.credential_manager_acs_system_id).to.equal(
      systemOf('visionline_system').default_credential_manager_acs_system_id,
    );
    expect(await list<AcsUser>('/acs/users/list', { user_identity_id: id }, 'acs_users')).to.have.length(1);

    // The person adds a phone, and the user checks again.
    await addPhone(id, 'New Phone');
    page.sandbox.clock.advance(10_000);
    byRole('button', { name: 'Look again' }).click();
    await findByText('The key has arrived on every phone.');
    expect(await parentsOf(id)).to.have.length(1);
    expect(issued).to.have.length(1);
  });

  for (const count of [1, 5]) {
    it(`follows a key to ${count} phone(s)`, async () => {
      const id = await newPerson('Busy Bea');
      for (let phone = 1; phone <= count; phone++) await addPhone(id, `Phone ${phone}`);
      page.sandbox.clock.advance(10_000);
      await show(id);
      await choose('salto_space_system');
      await pick('Tenants');
      submit();
      await goOn();
      await findByText('The key has arrived on every phone.');
      const phones = await list<Phone>('/phones/list', { owner_user_identity_id: id }, 'phones');
      expect(phones).to.have.length(count);
      expect(allByText(/^On .+/)).to.have.length(count);
      expect(byText('In the access group Tenants')).to.exist;
      byRole('button', { name: 'Issue another key' }).click();
      await findByText('This person is known there as Busy Bea.');
    });
  }

  it('offers only doors that a phone can open, and gives the reason for the others', async () => {
    await show(await newPerson('Hostel Guest'));
    await choose('hotek_site');
    const door = await option(/Canal Door/);
    expect(door).to.have.attribute('aria-disabled', 'true');
    expect(door.textContent).to.match(/Does not open with a phone/);
    await findByText(/No credential manager is connected/);
  });

  it('shows how the access system failed', async () => {
    const id = await newPerson('Unlucky Lou');
    await addPhone(id, 'Phone');
    page.sandbox.clock.advance(10_000);
    await show(id);
    await choose('visionline_system');
    await pick('Room 202');
    submit();
    await eventually(() => expect(issued).to.have.length(1));
    page.sandbox.resources.change(issued[0]!.acsCredentialId, {
      errors: [
        {
          error_code: 'failed_to_issue',
          message: 'The encoder did not answer.',
          created_at: '2026-11-02T09:00:00.000Z',
        },
      ],
    });
    await findByText('The encoder did not answer.');
    await findByText(/was not issued everywhere/);
    byRole('button', { name: 'Start over' }).click();
    await findByText('Chosen: Room 202');
    expect(created()).to.equal(1);
  });

  describe('override', () => {
    async function toOverride(): Promise<string> {
      const id = await newPerson('Next Guest');
      await addPhone(id, 'Phone');
      page.sandbox.clock.advance(10_000);
      await show(id);
      await choose('visionline_system');
      await pick('Room 201');
      byRole('checkbox', { name: 'Override' }).click();
      submit();
      await findByRole('dialog', { name: /End other guests/ });
      return id;
    }

    it('names the doors, and does nothing if the user refuses', async () => {
      const id = await toOverride();
      expect(byRole('dialog').textContent).to.match(/Room 201/);
      expect(focused()!.textContent).to.match(/Cancel/);
      await expect(document.querySelector('seam-credential-issuer')!).to.be.accessible();
      byRole('button', { name: 'Cancel' }).click();
      await eventually(() => expect(allByRole('dialog').length).to.equal(0));
      expect(created()).to.equal(0);
      expect(asked).to.deep.equal([]);
      expect((byRole('checkbox', { name: 'Override' }) as HTMLInputElement).checked).to.equal(true);
      expect(await parentsOf(id)).to.deep.equal([]);
    });

    it('ends the keys of the other people after a confirmation', async () => {
      const [before] = await parentsOf(await idOf('room-201'));
      expect(before!.visionline_metadata!.is_valid).to.equal(true);
      await toOverride();
      byRole('button', { name: /Issue key and end/ }).click();
      await goOn();
      await findByText('The key has arrived on every phone.');
      const [after] = await parentsOf(await idOf('room-201'));
      expect(after!.visionline_metadata!.is_valid).to.equal(false);
    });

    it('needs a phone that is ready for keys, and says so', async () => {
      await show(await newPerson('No Phone'));
      await choose('visionline_system');
      const override = byRole('checkbox', { name: 'Override' }) as HTMLInputElement;
      await eventually(() => expect(hintOf(override)).to.match(/needs a phone that is ready/));
      override.click();
      expect(override.checked).to.equal(false);
    });
  });

  it('accepts times in the access system’s time zone, over a clock change', async () => {
    await show(await newPerson('Night Owl'));
    await choose('visionline_system');
    await findByText('Times of the access system: Europe/Dublin.');
    await pick('Room 203');
    put(time('starts_at'), '2030-03-30T15:00');
    put(time('ends_at'), '2030-03-31T01:30');
    submit();
    await eventually(() => expect(focused()!.id).to.equal('ends_at'));
    expect(hintOf(time('ends_at'))).to.match(/does not exist that day/);
    expect(created()).to.equal(0);
    put(time('ends_at'), '2030-03-31T11:00');
    submit();
    await findByText(/The key is ready/);
    expect(asked[0]!.details).to.include({
      starts_at: '2030-03-30T15:00:00.000Z',
      ends_at: '2030-03-31T10:00:00.000Z',
    });
  });

  it('also shows the user’s time if the time zones differ', async () => {
    const hotel = systemOf('visionline_system').acs_system_id;
    page.sandbox.resources.change(hotel, { location: { time_zone: 'Pacific/Kiritimati' } });
    await show(await newPerson('Far Away'));
    await choose('visionline_system');
    put(time('ends_at'), '2030-07-01T12:00');
    await eventually(() => expect(hintOf(time('ends_at'))).to.match(/2030.* where you are/));
  });

  it('uses the user’s time zone if the access system has none', async () => {
    const hotel = systemOf('visionline_system').acs_system_id;
    page.sandbox.resources.change(hotel, { location: { time_zone: null } });
    await show(await newPerson('Nowhere'));
    await choose('visionline_system');
    expect(allByText(/does not tell its time zone/)).to.have.length(1);
  });

  it('refuses details that only one card can have, at any depth, at the field', async () => {
    page.sandbox.resources.change(systemOf('latch_building').acs_system_id, {
      external_type: 'acme_locks',
      errors: [],
    });
    await show(await newPerson('Smuggler'));
    put(select(/Access system/), systemOf('latch_building').acs_system_id);
    await pick('Quay Lobby');
    const json = (await findByRole('textbox', { name: /Further details/ })) as HTMLTextAreaElement;
    put(json, '{"visionline_metadata": {"cards": [{"card_number": "417"}]}}');
    submit();
    await eventually(() => expect(focused()!.id).to.equal('json'));
    expect(hintOf(json)).to.match(/visionline_metadata\.cards\.0\.card_number: unique to one card/);
    put(json, '[1, 2]');
    submit();
    await eventually(() => expect(hintOf(json)).to.match(/no JSON object/));
    put(json, '{"acs_user_id": "x"}');
    submit();
    await eventually(() => expect(hintOf(json)).to.match(/Set above already: acs_user_id/));
    expect(created()).to.equal(0);
    expect(json.value).to.equal('{"acs_user_id": "x"}');
    put(json, '{"nonsense_metadata": {}}');
    submit();
    // The gateway validates against the contract.
    await eventually(() => expect(hintOf(time('json'))).to.match(/nonsense_metadata/));
    await eventually(() => expect(focused()!.id).to.equal('json'));
    expect(issued).to.deep.equal([]);
    put(time('json'), '');
    submit();
    await findByText(/The key is ready/);
  });

  for (const [type, vendor] of Object.entries(vendors)) {
    it(`sends the parameters that the contract defines for ${type}`, async () => {
      const id = await newPerson('Vera Vendor');
      await addPhone(id, 'Phone');
      page.sandbox.clock.advance(10_000);
      page.sandbox.resources.change(systemOf(type).acs_system_id, { errors: [] });
      await show(id);
      await choose(type);
      const choosable = () =>
        allByRole('option').filter(
          (one) => one.closest('[role=listbox]') && !one.hasAttribute('aria-disabled'),
        );
      choosable()[0]?.click();
      const labels = vendor.fields.map(({ name }) => name);
      for (const flag of allByRole('checkbox') as HTMLInputElement[]) flag.click();
      for (const { name, values, kind } of vendor.fields) {
        if (kind === 'choice') put(time(`${vendor.block}.${name}`), values!.at(-1)!);
        if (kind === 'text') put(time(`${vendor.block}.${name}`), '%ROOMNUM%');
      }
      submit();
      const confirm = await eventually(() => {
        const [button] = allByRole('button', { name: /Issue key and end/ });
        if (!button && created() === 0) throw new Error('nothing happened');
        return button;
      });
      confirm?.click();
      await goOn();
      await eventually(() => expect(issued).to.have.length(1));
      const { details } = asked[0]!;
      const block = vendor.block && details[vendor.block];
      const { properties } = endpointSchemas['/acs/credentials/create'].params as unknown as {
        properties: Record<string, { properties: object }>;
      };
      const known = vendor.block ? Object.keys(properties[vendor.block]!.properties) : [];
      for (const name of Object.keys(block ?? {})) {
        expect(labels).to.include(name);
        if (name !== 'label') expect(known).to.include(name);
      }
      const simple = vendor.fields.filter(({ kind }) => kind !== 'credentials' && kind !== 'entrances');
      expect(Object.keys(block ?? {})).to.have.members(simple.map(({ name }) => name));
      expect(Object.keys(details).filter((name) => name.endsWith('_metadata'))).to.have.length(
        vendor.fields.length > 0 ? 1 : 0,
      );
    });
  }

  it('waits until the doors are known', async () => {
    await show(await newPerson('Too Fast'));
    page.sandbox.faults.add({ path: '/acs/entrances/list', hang: true });
    put(select(/Access system/), systemOf('visionline_system').acs_system_id);
    await findByRole('combobox', { name: 'Credential manager' });
    expect(byRole('button', { name: 'Issue key' })).to.have.attribute('aria-disabled', 'true');
    submit();
    expect(asked).to.deep.equal([]);
  });

  it('warns about a disconnected access system', async () => {
    const id = await newPerson('Patient Pam');
    await show(id);
    await choose('latch_building');
    await findByText(/Quay Apartments has a problem, .*: The access system is disconnected/);
  });

  it('says what to connect if there is no credential manager, and sends nothing', async () => {
    const { acs_system_id } = systemOf('visionline_system');
    const compatible = '/acs/systems/list_compatible_credential_manager_acs_systems';
    page.sandbox.faults.add({ path: compatible, status: 200, body: { acs_systems: [], ok: true } });
    await show(await newPerson('Nobody'));
    put(select(/Access system/), acs_system_id);
    const reason = await findByText(/cannot issue mobile keys yet: no credential manager is connected/);
    await pick('Room 201');
    submit();
    await eventually(() => expect(focused()!.id).to.equal(reason.id));
    expect(created()).to.equal(0);
  });

  it('says at the field what is missing, and moves the focus there', async () => {
    const element = await show(await newPerson('Hasty'));
    submit();
    await eventually(() => expect(focused()!.id).to.equal('acs_system_id'));
    expect(hintOf(focused()!)).to.equal('Choose one.');
    await choose('visionline_system');
    submit();
    await eventually(() => expect(focused()!.id).to.equal('allowed_acs_entrance_ids'));
    expect(hintOf(focused()!)).to.equal('Choose at least one.');
    await expect(element).to.be.accessible();
    expect(created()).to.equal(0);
  });

  it('links an existing ACS user of the access system', async () => {
    const id = await newPerson('Aoife');
    await show(id);
    await choose('visionline_system');
    byRole('radio', { name: /in it already/ }).click();
    await pick('Aoife Byrne');
    const others = await option(/Margaret/);
    expect(others.textContent).to.match(/Linked with Margaret/);
    await pick('Room 201');
    submit();
    await findByText(/The key is ready/);
    const [acsUser] = await list<AcsUser>('/acs/users/list', { user_identity_id: id }, 'acs_users');
    expect(acsUser!.display_name).to.equal('Aoife Byrne');
  });

  const refuseOnce = (validation_errors: object) =>
    page.sandbox.faults.add({
      path: '/acs/credentials/create',
      status: 400,
      times: 1,
      body: { error: { type: 'invalid_input', message: 'Input Error', validation_errors }, ok: false },
    });

  it('shows the server’s errors at the fields, and keeps the typed values', async () => {
    await show(await newPerson('Refused'));
    await choose('visionline_system');
    await pick('Room 201');
    put(time('ends_at'), '2030-01-01T12:00');
    refuseOnce({ ends_at: { _errors: ['Too far away'] } });
    submit();
    await eventually(() => expect(focused()!.id).to.equal('ends_at'));
    expect(hintOf(time('ends_at'))).to.equal('Too far away');
    expect(time('ends_at').value).to.equal('2030-01-01T12:00');
    byText('Chosen: Room 201');
    submit();
    await findByText(/The key is ready/);
  });

  it('finds the key after a lost response, and fires the event once', async () => {
    const id = await newPerson('Lost Answer');
    await show(id);
    await choose('visionline_system');
    await pick('Room 201');
    page.sandbox.faults.add({ path: '/acs/credentials/create', truncated: true, times: 1 });
    submit();
    await findByText(/The key is ready/);
    expect(created()).to.equal(1);
    expect(issued).to.have.length(1);
    expect(await parentsOf(id)).to.have.length(1);
  });

  it('never issues a second key after an unclear response', async () => {
    const id = await newPerson('Unclear');
    await show(id);
    await choose('visionline_system');
    await pick('Room 201');
    put(time('ends_at'), '2030-01-01T12:00');
    const end = page.sandbox.faults.add({ path: '/acs/credentials/create', drop: true });
    submit();
    await findByText(/how it went is not known/);
    expect(allByRole('button', { name: 'Issue key' }).length).to.equal(0);
    expect(created()).to.equal(1);
    end();
    // The lost request arrived late.
    const [acsUser] = await list<AcsUser>('/acs/users/list', { user_identity_id: id }, 'acs_users');
    await page.asServer('/acs/credentials/create', {
      ...asked[0]!.details,
      acs_user_id: acsUser!.acs_user_id,
      access_method: 'mobile_key',
      is_multi_phone_sync_credential: true,
    });
    byRole('button', { name: 'Look again' }).click();
    await findByText(/The key is ready/);
    expect(created()).to.equal(1);
    expect(await parentsOf(id)).to.have.length(1);
    expect(issued).to.have.length(1);
  });

  it('continues after a lost connection, without a second key', async () => {
    const id = await newPerson('Tunnel');
    await addPhone(id, 'Phone');
    page.sandbox.clock.advance(10_000);
    await show(id);
    await choose('visionline_system');
    await pick('Room 201');
    submit();
    await eventually(() => expect(issued).to.have.length(1));
    const end = page.sandbox.faults.add({ path: '/acs/credentials/list', status: 403 });
    await findByText(/how it went is not known/);
    end();
    page.sandbox.clock.advance(10_000);
    byRole('button', { name: 'Look again' }).click();
    await findByText('The key has arrived on every phone.');
    expect(created()).to.equal(1);
  });

  it('lets the page prevent it', async () => {
    const element = await show(await newPerson('Vetoed'));
    element.addEventListener('seam-before-credential-issued', (event) => event.preventDefault());
    await choose('visionline_system');
    await pick('Room 201');
    submit();
    await eventually(() => expect(asked).to.have.length(1));
    await element.updateComplete;
    expect(created()).to.equal(0);
    byText('Chosen: Room 201');
  });

  it('works with the keyboard alone', async () => {
    const id = await newPerson('Keys Only');
    await show(id);
    select(/Access system/).focus();
    await sendKeys({ type: 'Harb' });
    await eventually(() => expect(allByRole('listbox').length).to.be.greaterThan(0));
    await eventually(() => {
      if (allByRole('option', { name: /Room 203/ }).length === 0) throw new Error('no doors yet');
    });
    const doors = time('allowed_acs_entrance_ids');
    for (let tabs = 0; focused() !== doors && tabs < 8; tabs++) await sendKeys({ press: 'Tab' });
    expect(focused()!.id).to.equal(doors.id);
    await sendKeys({ type: 'room 203' });
    await sendKeys({ press: 'Enter' });
    await findByText('Chosen: Room 203');
    const button = byRole('button', { name: 'Issue key' });
    for (let tabs = 0; focused() !== button && tabs < 45; tabs++) await sendKeys({ press: 'Tab' });
    expect(focused()!.textContent).to.equal(button.textContent);
    await sendKeys({ press: 'Enter' });
    await findByText(/The key is ready/);
    expect(await parentsOf(id)).to.have.length(1);
  });

  it('clears the typed values when it shows another person', async () => {
    const element = await show(await newPerson('First'));
    await choose('visionline_system');
    await pick('Room 201');
    await findByText('Chosen: Room 201');
    element.userIdentityId = await newPerson('Second');
    await findByText('Issue a key to Second');
    expect(allByText(/Chosen/).length).to.equal(0);
    expect(allByRole('listbox').length).to.equal(0);
  });

  it('stops following when it leaves the page, and fires no more events', async () => {
    const id = await newPerson('Gone');
    await addPhone(id, 'Phone');
    page.sandbox.clock.advance(10_000);
    const element = await show(id);
    // Another element keeps the session in use.
    await fixture(html`<seam-credential-issuer gateway=${gatewayPath}></seam-credential-issuer>`);
    await choose('visionline_system');
    await pick('Room 201');
    submit();
    await eventually(() => expect(issued).to.have.length(1));
    const errors: unknown[] = [];
    element.addEventListener('seam-error', (event) => errors.push(event));
    element.remove();
    await page.settled();
    page.requests.length = 0;
    await frames(10);
    await page.settled();
    expect(page.requests).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
  });

  it('says what a client session alone cannot do, and makes no requests', async () => {
    const id = await idOf('room-214');
    const token = await page.sessionFor(id);
    page.requests.length = 0;
    const element = await fixture<SeamCredentialIssuer>(
      html`<seam-credential-issuer
        client-session-token=${token}
        user-identity-id=${id}
      ></seam-credential-issuer>`,
    );
    await findByText('Issuing keys needs the gateway');
    await expect(element).to.be.accessible();
    expect(page.requests.filter((path) => !path.endsWith('/client_sessions/get'))).to.deep.equal([]);
  });

  it('says why it is disabled without the permission', async () => {
    page.login = {
      caller: 'viewer',
      userIdentityIds: 'all',
      permissions: ['user_identities.read', 'credentials.read'],
    };
    await fixture(
      html`<seam-credential-issuer
        gateway=${gatewayPath}
        user-identity-id=${await idOf('room-214')}
      ></seam-credential-issuer>`,
    );
    await findByText(/You are not permitted to do this/);
  });

  it('says which way into the access system is not permitted', async () => {
    page.login = {
      caller: 'issuer',
      userIdentityIds: 'all',
      permissions: [
        'user_identities.read',
        'acs_users.read',
        'access_systems.read',
        'credentials.issue',
        'credentials.read',
      ],
    };
    await show(await newPerson('Outsider'));
    await choose('visionline_system');
    for (const radio of allByRole('radio')) expect((radio as HTMLInputElement).disabled).to.equal(true);
    await pick('Room 201');
    submit();
    await eventually(() => expect(allByText(/not permitted/).length).to.be.greaterThan(0));
    expect(created()).to.equal(0);
  });

  it('says in its place what could not be read, and reads it again', async () => {
    const { faults } = page.sandbox;
    const retryAll = () => {
      faults.clear();
      for (const retry of allByRole('button', { name: 'Retry' })) retry.click();
    };
    faults.add({ path: '/acs/systems/list', status: 400 });
    const shown = show(await newPerson('Patient'));
    await findByText('The server did not accept this');
    retryAll();
    await shown;
    const compatible = '/acs/systems/list_compatible_credential_manager_acs_systems';
    for (const path of [compatible, '/acs/entrances/list', '/acs/users/list'])
      faults.add({ path, status: 400 });
    put(select(/Access system/), systemOf('visionline_system').acs_system_id);
    (await findByRole('radio', { name: /in it already/ })).click();
    await eventually(() => expect(allByText('The server did not accept this')).to.have.length(3));
    expect(byRole('button', { name: 'Issue key' })).to.have.attribute('aria-disabled', 'true');
    retryAll();
    await option('Room 201');
    await option('Aoife Byrne');
    await findByRole('combobox', { name: /Credential manager/ });
  });

  it('says so if there is nothing to choose', async () => {
    const { faults } = page.sandbox;
    faults.add({ path: '/acs/systems/list', status: 200, body: { acs_systems: [], ok: true }, times: 1 });
    const element = await fixture<SeamCredentialIssuer>(
      html`<seam-credential-issuer
        gateway=${gatewayPath}
        user-identity-id=${await newPerson('Early')}
      ></seam-credential-issuer>`,
    );
    await findByText('No access system yet');
    await expect(element).to.be.accessible();
    element.remove();
    const id = await newPerson('Nothing There');
    faults.add({ path: '/acs/entrances/list', status: 200, body: { acs_entrances: [], ok: true } });
    faults.add({ path: '/acs/access_groups/list', status: 200, body: { acs_access_groups: [], ok: true } });
    await show(id);
    await choose('visionline_system');
    await findByText('No door of this system opens with a phone, as far as it tells.');
    await choose('salto_space_system');
    await findByText('This system has no access groups.');
  });

  it('uses the chosen credential manager if there is no default', async () => {
    const { acs_system_id } = systemOf('visionline_system');
    const [manager] = await list<AcsSystem>(
      '/acs/systems/list_compatible_credential_manager_acs_systems',
      { acs_system_id },
      'acs_systems',
    );
    page.sandbox.resources.change(acs_system_id, { default_credential_manager_acs_system_id: null });
    page.sandbox.faults.add({
      path: '/acs/systems/list_compatible_credential_manager_acs_systems',
      status: 200,
      body: { acs_systems: [{ ...manager, acs_system_id: 'another', name: 'Another' }, manager], ok: true },
    });
    await show(await newPerson('Chooser'));
    await choose('visionline_system');
    await pick('Room 201');
    submit();
    await eventually(() => expect(focused()!.id).to.equal('credential_manager_acs_system_id'));
    expect(hintOf(focused()!)).to.equal('Choose one.');
    put(select(/Credential manager/), manager!.acs_system_id);
    submit();
    await findByText(/The key is ready/);
    expect(asked[0]!.details.credential_manager_acs_system_id).to.equal(manager!.acs_system_id);
  });

  it('joins the chosen keys of other people, and says nothing about a deselected door', async () => {
    const [key] = await parentsOf(await idOf('room-201'));
    await show(await idOf('mill-310'));
    await choose('visionline_system');
    await pick('Room 201');
    await pick('Room 202');
    await findByText('Chosen: Room 201, Room 202');
    await pick('Room 202');
    await findByText('Chosen: Room 201');
    (await findByText('Keys to join')).click();
    const keys = await eventually(() => time('visionline_metadata.joiner_acs_credential_ids'));
    put(keys, key!.display_name);
    await eventually(() => {
      const [first] = allByRole('option', { name: new RegExp(`^${key!.display_name}`) });
      first!.click();
    });
    submit();
    await eventually(() => expect(asked).to.have.length(1));
    const { visionline_metadata: block } = asked[0]!.details;
    expect(block!.joiner_acs_credential_ids).to.have.length(1);
    expect(asked[0]!.details.allowed_acs_entrance_ids).to.have.length(1);
  });

  it('shows a server error about a flag at the flag, and other errors above the form', async () => {
    await show(await newPerson('Refused'));
    await choose('visionline_system');
    await pick('Room 201');
    refuseOnce({
      visionline_metadata: { auto_join: { _errors: ['Not in this hotel'] } },
      of_tomorrow: { _errors: ['Unknown here'] },
    });
    submit();
    const flag = await eventually(() => {
      const [found] = allByRole('checkbox', { name: 'Join by itself' });
      expect(found!.ariaInvalid).to.equal('true');
      return found!;
    });
    expect(hintOf(flag)).to.equal('Not in this hotel');
    await findByText('The request was not accepted');
  });

  it('asks for the ACS user of the person, and finds it', async () => {
    const { acs_system_id } = systemOf('visionline_system');
    const [leaving] = await list<AcsUser>('/acs/users/list', { acs_system_id, search: 'Aoife' }, 'acs_users');
    await page.asServer('/acs/users/delete', { acs_user_id: leaving!.acs_user_id });
    await show(await newPerson('Somebody'));
    await choose('visionline_system');
    byRole('radio', { name: /in it already/ }).click();
    expect((await option(/^Aoife Byrne/)).textContent).to.contain('Being deleted');
    await pick('Room 201');
    submit();
    await eventually(() => expect(focused()!.id).to.equal('acs_user_id'));
    expect(hintOf(focused()!)).to.equal('Choose one.');
    page.requests.length = 0;
    await sendKeys({ type: 'Margaret' });
    await option(/Margaret/);
    await eventually(() => expect(allByRole('option', { name: /Aoife/ }).length).to.equal(0));
    await eventually(() => expect(page.requests).to.include(`${gatewayPath}/acs/users/list`));
    expect(created()).to.equal(0);
  });

  it('shows at a time field how clock changes and the other time affect it', async () => {
    const element = await show(await idOf('room-202'));
    // This person is in only one access system, so it is the default.
    await eventually(() => expect(time('starts_at')).to.exist);
    const submitAndSee = async (start: string, end: string, name: string, hint: RegExp) => {
      put(time('starts_at'), start);
      put(time('ends_at'), end);
      await element.updateComplete;
      submit();
      await eventually(() => expect(hintOf(time(name))).to.match(hint));
    };
    await option('Room 201');
    await eventually(() => expect(byRole('button', { name: 'Issue key' }).ariaDisabled).to.equal(null));
    await submitAndSee('2030-03-31T01:30', '', 'starts_at', /does not exist that day/);
    await submitAndSee('2030-03-30T12:00', '2030-03-30T11:00', 'ends_at', /not after the start/);
    put(time('ends_at'), '2030-10-27T01:30');
    await eventually(() => expect(hintOf(time('ends_at'))).to.match(/twice that day/));
    expect(created()).to.equal(0);
  });

  it('waits for a phone that is not ready, but not for a phone that is gone', async () => {
    const id = await newPerson('Two Phones');
    await addPhone(id, 'Ready');
    page.sandbox.clock.advance(10_000);
    await addPhone(id, 'Not Ready');
    const phones = await list<Phone>('/phones/list', { owner_user_identity_id: id }, 'phones');
    await show(id);
    await choose('visionline_system');
    await pick('Room 201');
    submit();
    await findByText('Waits until the phone is ready for keys');
    page.sandbox.resources.remove(phones.find(({ display_name }) => display_name === 'Not Ready')!.device_id);
    await findByText('No longer this person’s');
    page.sandbox.clock.advance(10_000);
    await findByText('The key has arrived on every phone.');
  });

  it('fires the event for a key that was issued while another person was shown, and shows them nothing', async () => {
    const id = await newPerson('First');
    const others = await Promise.all(['Second', 'Third'].map(newPerson));
    const element = await show(id);
    for (const [other, path, fault] of [
      [others[0]!, '/acs/credentials/create', undefined],
      [others[1]!, '/acs/credentials/get', { path: '/acs/credentials/create', truncated: true, times: 1 }],
    ] as const) {
      element.userIdentityId = id;
      await findByText('Issue a key to First');
      await choose('visionline_system');
      await pick('Room 201');
      if (fault) page.sandbox.faults.add(fault);
      const letGo = page.hold(path);
      page.requests.length = 0;
      const before = issued.length;
      submit();
      await eventually(() => expect(page.requests).to.include(gatewayPath + path));
      element.userIdentityId = other;
      await element.updateComplete;
      letGo();
      await eventually(() => expect(issued).to.have.length(before + 1));
      expect(issued.at(-1)!.userIdentityId).to.equal(id);
      await findByRole('combobox', { name: /Access system/ });
      expect(allByText(/The key is ready|Key for/).length).to.equal(0);
    }
  });

  it('asks for further details if the vendor is not known', async () => {
    page.sandbox.resources.change(systemOf('latch_building').acs_system_id, { external_type: undefined });
    page.sandbox.resources.change(systemOf('visionline_system').acs_system_id, {
      external_type_display_name: undefined,
    });
    await show(await newPerson('Unknown'));
    put(select(/Access system/), systemOf('latch_building').acs_system_id);
    await findByRole('textbox', { name: /Further details/ });
    await choose('visionline_system');
    await findByText(`Details for ${systemOf('visionline_system').name}`);
  });

  it('says that it could not load, and loads again', async () => {
    const end = page.sandbox.faults.add({ path: '/acs/systems/list', status: 403 });
    const element = await fixture<SeamCredentialIssuer>(
      html`<seam-credential-issuer
        gateway=${gatewayPath}
        .userIdentityId=${await newPerson('Retry')}
      ></seam-credential-issuer>`,
    );
    await findByText(/not permitted to see this/);
    await expect(element).to.be.accessible();
    end();
    byRole('button', { name: 'Retry' }).click();
    await findByRole('combobox', { name: /Access system/ });
  });
});
