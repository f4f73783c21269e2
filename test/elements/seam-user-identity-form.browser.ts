import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import '../../src/elements/seam-user-identity-form/seam-user-identity-form.js';
import type { SeamEventDetails } from '../../src/elements/base/events.js';
import type { SeamUserIdentityForm } from '../../src/elements/seam-user-identity-form/seam-user-identity-form.js';
import { allByRole, byRole, byText, eventually, findByRole, findByText, focused } from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

interface Person {
  user_identity_id: string;
  full_name: string | null;
  email_address: string | null;
  phone_number: string | null;
}

const box = (name: RegExp) => byRole('textbox', { name }) as HTMLInputElement;
const name = () => box(/Full name/);
const email = () => box(/Email/);
const phone = () => box(/Phone/);

/** The description of a field for screen readers, in addition to its name. */
const hintOf = (input: HTMLInputElement) =>
  (input.getRootNode() as ShadowRoot)
    .getElementById(input.getAttribute('aria-describedby')!)!
    .textContent!.trim();

async function type(input: HTMLInputElement, text: string) {
  input.focus();
  input.select();
  await sendKeys(text === '' ? { press: 'Delete' } : { type: text });
}

const submit = (label = 'Create person') => byRole('button', { name: label }).click();

describe('<seam-user-identity-form>', () => {
  let page: SandboxPage;
  const events: (keyof SeamEventDetails)[] = [];

  beforeEach(async () => {
    page = await openSandboxPage();
    events.length = 0;
  });

  async function show(userIdentityId?: string): Promise<SeamUserIdentityForm> {
    const form = await fixture<SeamUserIdentityForm>(
      html`<seam-user-identity-form
        gateway=${gatewayPath}
        .userIdentityId=${userIdentityId}
      ></seam-user-identity-form>`,
    );
    for (const event of ['created', 'updated', 'selected'] as const)
      form.addEventListener(`seam-user-identity-${event}`, () => events.push(`seam-user-identity-${event}`));
    await eventually(() => {
      const save = byRole('button', { name: /Create person|Save/ });
      if (save.hasAttribute('aria-disabled') && !save.title) throw new Error('not ready');
    });
    return form;
  }

  async function peopleWith(search: string): Promise<Person[]> {
    const answer = await page.asServer('/user_identities/list', { search });
    return (answer as unknown as { user_identities: Person[] }).user_identities;
  }

  async function newPerson(values: object): Promise<Person> {
    const answer = await page.asServer('/user_identities/create', values);
    return (answer as unknown as { user_identity: Person }).user_identity;
  }

  it('creates a person with the keyboard alone, and is ready for the next', async () => {
    const form = await show();
    await expect(form).to.be.accessible();
    name().focus();
    const typed = {
      'Full name': 'Zoë Newcomer',
      Email: 'zoe@example.com',
      Phone: '+15555550999',
      Key: 'zoe',
    };
    for (const text of Object.values(typed)) {
      await sendKeys({ type: text });
      await sendKeys({ press: 'Tab' });
    }
    email().focus();
    const created = oneEvent(form, 'seam-user-identity-created');
    await sendKeys({ press: 'Enter' });
    const { detail } = (await created) as CustomEvent<SeamEventDetails['seam-user-identity-created']>;
    const [person] = await peopleWith('zoe@example.com');
    expect(detail.userIdentityId).to.equal(person!.user_identity_id);
    expect(detail.userIdentity).to.include({
      full_name: 'Zoë Newcomer',
      phone_number: '+15555550999',
      user_identity_key: 'zoe',
    });
    await findByText('Zoë Newcomer was created.');
    expect(name().value).to.equal('');
  });

  it('shows errors at the fields, moves the focus there, sends nothing and keeps the typed values', async () => {
    const form = await show();
    await type(name(), 'Someone');
    await type(email(), 'not an address');
    page.requests.length = 0;
    submit();
    await eventually(() => expect(focused()).to.equal(email()));
    expect(hintOf(email())).to.match(/Enter an email address/);
    expect(email()).to.have.attribute('aria-invalid', 'true');
    expect(email().value).to.equal('not an address');
    await page.settled();
    expect(page.requests).to.deep.equal([]);
    await expect(form).to.be.accessible();

    await type(email(), 'someone@example.com');
    await form.updateComplete;
    expect(email()).not.to.have.attribute('aria-invalid');
  });

  it('requires at least one value', async () => {
    await show();
    submit();
    await findByText(/Give at least a name/);
    expect(page.requests.some((path) => path.endsWith('/create'))).to.equal(false);
  });

  it('changes a person whose phone number has another format, and keeps the number', async () => {
    const person = await page.personCalled('room-214');
    page.sandbox.resources.change(person, { phone_number: '020 7946 0958' });
    await show(person);
    await eventually(() => expect(phone().value).to.equal('020 7946 0958'));
    await type(name(), 'Renamed');
    submit('Save');
    await eventually(() => expect(events).to.deep.equal(['seam-user-identity-updated']));
    await eventually(() => expect(phone().value).to.equal('020 7946 0958'));
  });

  it('suggests no phone number if the meaning is not certain', async () => {
    await show();
    await type(phone(), '020 7946 0958');
    submit();
    await eventually(() => expect(hintOf(phone())).to.match(/^Write it with a plus/));
    await type(phone(), '+44 (0)20 7946 0958');
    submit();
    await findByRole('button', { name: 'Use +442079460958' });
    await type(phone(), '020 7946 0958');
    submit();
    await eventually(() => expect(hintOf(phone())).to.match(/such as \+15555550110\.$/));
  });

  it('suggests a phone number in the required format, but does not change it', async () => {
    await show();
    await type(phone(), '+1 (415) 555-0123');
    submit();
    const use = await findByRole('button', { name: 'Use +14155550123' });
    expect(phone().value).to.equal('+1 (415) 555-0123');
    use.click();
    await eventually(() => expect(phone().value).to.equal('+14155550123'));
    submit();
    await findByText(/was created/);
    expect(await peopleWith('+14155550123')).to.have.length(1);
  });

  it('says who already has a value, and opens that person', async () => {
    const jean = await newPerson({ full_name: 'Jean Twin', email_address: 'jean.twin@example.com' });
    const form = await show();
    await type(email(), 'JEAN.twin@example.com');
    await sendKeys({ press: 'Tab' });
    const open = await findByRole('button', { name: 'Open Jean Twin' });
    expect(hintOf(email())).to.match(/Jean Twin has this already/);
    setTimeout(() => open.click());
    const { detail } = await oneEvent(form, 'seam-user-identity-selected');
    expect(detail.userIdentityId).to.equal(jean.user_identity_id);
    submit();
    await eventually(() => expect(focused()).to.equal(email()));
    expect(await peopleWith('jean.twin@example.com')).to.have.length(1);
  });

  it('shows the server’s message for an unknown error', async () => {
    await show();
    await type(email(), 'jean.new@example.com');
    page.sandbox.faults.add({
      path: '/user_identities/create',
      status: 400,
      body: { error: { type: 'plan_limit', message: 'Your plan has room for 40 people.' }, ok: false },
    });
    submit();
    await findByText('The server did not accept this');
    await findByText('Your plan has room for 40 people.');
    expect(email().value).to.equal('jean.new@example.com');
  });

  it('finds the field after another administrator has taken the value', async () => {
    await show();
    await type(email(), 'raced@example.com');
    await newPerson({ full_name: 'Faster Ann', email_address: 'raced@example.com' });
    const none = {
      user_identities: [],
      pagination: { has_next_page: false, next_page_cursor: null },
      ok: true,
    };
    const take = page.sandbox.faults.add({ path: '/user_identities/list', status: 200, body: none });
    const failed = oneEvent(document.querySelector('seam-user-identity-form')!, 'seam-error');
    submit();
    expect((await failed).detail.kind).to.equal('conflict');
    take();
    // After the refusal, a search finds the person who has the value.
    submit();
    await findByRole('button', { name: 'Open Faster Ann' });
    expect(await peopleWith('raced@example.com')).to.have.length(1);
    expect(email().value).to.equal('raced@example.com');
  });

  it('creates once if the response is lost', async () => {
    await show();
    await type(name(), 'Lost Answer');
    page.sandbox.faults.add({ path: '/user_identities/create', truncated: true, times: 1 });
    submit();
    await findByText('Lost Answer was created.');
    expect(events).to.deep.equal(['seam-user-identity-created']);
    expect(await peopleWith('Lost Answer')).to.have.length(1);
  });

  it('checks first after an attempt without a response, and keeps the typed values', async () => {
    await show();
    await type(name(), 'Second Try');
    const end = page.sandbox.faults.add({ path: '/user_identities/create', drop: true });
    submit();
    await findByText(/first looked up/);
    expect(name().value).to.equal('Second Try');
    end();
    // The lost request arrived late.
    await newPerson({ full_name: 'Second Try' });
    submit();
    await findByText('Second Try was created.');
    expect(await peopleWith('Second Try')).to.have.length(1);
  });

  it('shows a server error about a field at the field', async () => {
    await show();
    await type(name(), 'Odd Name');
    page.sandbox.faults.add({
      path: '/user_identities/create',
      status: 400,
      body: {
        error: {
          type: 'invalid_input',
          message: 'Input Error',
          validation_errors: { full_name: { _errors: ['Names must not be odd'] } },
        },
        ok: false,
      },
    });
    submit();
    await eventually(() => expect(hintOf(name())).to.equal('Names must not be odd'));
    expect(focused()).to.equal(name());
    expect(name().value).to.equal('Odd Name');
  });

  it('keeps the typed values when the login ends, and continues after the next login', async () => {
    await show();
    await type(name(), 'Patient Paula');
    const { login } = page;
    page.login = null;
    submit();
    await findByText('Your session has ended');
    expect(name().value).to.equal('Patient Paula');
    page.login = login;
    submit();
    await findByText('Patient Paula was created.');
  });

  it('adds the new person to access systems', async () => {
    const form = await show();
    await type(name(), 'Two Doors');
    const boxes = await eventually(() => {
      const all = allByRole('checkbox') as HTMLInputElement[];
      expect(all.length).to.be.greaterThan(1);
      return all;
    });
    boxes[0]!.click();
    const created = oneEvent(form, 'seam-user-identity-created');
    submit();
    const { userIdentity } = (await created).detail;
    expect(userIdentity.acs_user_ids).to.have.length(1);
  });

  it('sends only changed fields, and null for an emptied field', async () => {
    const jean = await newPerson({
      full_name: 'Jean Before',
      email_address: 'before@example.com',
      phone_number: '+15555550777',
    });
    const form = await show(jean.user_identity_id);
    await findByText('Edit Jean Before');
    expect(email().value).to.equal('before@example.com');
    await page.asServer('/user_identities/update', {
      user_identity_id: jean.user_identity_id,
      email_address: 'meanwhile@example.com',
    });
    await type(name(), 'Jean After');
    await type(phone(), '');
    const updated = oneEvent(form, 'seam-user-identity-updated');
    submit('Save');
    const { userIdentity } = (await updated).detail;
    expect(userIdentity).to.include({
      full_name: 'Jean After',
      phone_number: null,
      email_address: 'meanwhile@example.com',
    });
    await findByText('Jean After was saved.');
    await expect(form).to.be.accessible();
  });

  it('shows the values of another person after a change, and never mixes two people', async () => {
    const [ann, ben] = [await newPerson({ full_name: 'Ann One' }), await newPerson({ full_name: 'Ben Two' })];
    const form = await show(ann.user_identity_id);
    await type(name(), 'Typed for Ann');
    form.userIdentityId = ben.user_identity_id;
    await findByText('Edit Ben Two');
    expect(name().value).to.equal('Ben Two');
  });

  it('lets the page prevent it', async () => {
    const form = await show();
    await type(name(), 'Not Wanted');
    form.addEventListener('seam-before-user-identity-saved', (event) => {
      expect(event.detail).to.deep.equal({ userIdentityId: null, values: { full_name: 'Not Wanted' } });
      event.preventDefault();
    });
    submit();
    await form.updateComplete;
    expect(name().value).to.equal('Not Wanted');
    expect(page.requests.some((path) => path.endsWith('/create'))).to.equal(false);
  });

  it('says why a caller without the permission cannot create a person', async () => {
    page.login = { caller: 'reader', userIdentityIds: 'all', permissions: ['user_identities.read'] };
    const form = await show();
    const create = byRole('button', { name: 'Create person' });
    expect(create).to.have.attribute('aria-disabled', 'true');
    byText(/You are not permitted to do this/);
    await type(name(), 'Nobody');
    create.click();
    await sendKeys({ press: 'Enter' });
    await form.updateComplete;
    expect(page.requests.some((path) => path.endsWith('/create'))).to.equal(false);
  });

  it('is a field of a surrounding form', async () => {
    const jean = await newPerson({ full_name: 'Jean Form' });
    const around = await fixture<HTMLFormElement>(
      html`<form>
        <seam-user-identity-form
          name="person"
          gateway=${gatewayPath}
          .userIdentityId=${jean.user_identity_id}
        ></seam-user-identity-form>
      </form>`,
    );
    await findByText('Edit Jean Form');
    await type(name(), 'Jean Formed');
    around.reset();
    await eventually(() => expect(name().value).to.equal('Jean Form'));
    await type(name(), 'Jean Formed');
    submit('Save');
    await findByText('Jean Formed was saved.');
    expect(new FormData(around).get('person')).to.equal(jean.user_identity_id);
  });

  it('lets a limited caller set an email address or a key only with the permission for it', async () => {
    const made = await page.asServer('/user_identities/create', { full_name: 'Jean Limited' });
    const { user_identity_id } = made['user_identity'] as unknown as Person;
    const scope = { caller: 'limited', userIdentityIds: [user_identity_id] };
    page.login = { ...scope, permissions: 'all' };
    const form = await show(user_identity_id);
    expect(name().readOnly).to.equal(false);
    for (const input of [email(), phone(), box(/Key/)]) {
      expect(input.readOnly).to.equal(true);
      expect(hintOf(input)).to.contain('not permitted');
    }
    await type(name(), 'Jean Renamed');
    submit('Save');
    await findByText('Jean Renamed was saved.');
    form.remove();

    page.login = {
      ...scope,
      permissions: ['user_identities.read', 'user_identities.update', 'identifiers.update'],
    };
    await show(user_identity_id);
    expect(email().readOnly).to.equal(false);
  });

  it('shows long names, right-to-left names and markup as text', async () => {
    const long = `${'Ünaussprechlich '.repeat(12)}<b>bold</b> محمد 👩‍🚒`;
    const form = await show();
    await type(name(), long);
    submit();
    await eventually(() => expect(byRole('status')).to.contain.text('was created'));
    expect(byRole('status').textContent).to.contain('<b>bold</b>');
    expect(form.shadowRoot!.querySelector('b')).to.equal(null);
    expect(form.scrollWidth).to.be.at.most(form.clientWidth);
  });
});
