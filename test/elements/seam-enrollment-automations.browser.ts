import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import '../../src/elements/seam-enrollment-automations/seam-enrollment-automations.js';
import type { AcsSystem, EnrollmentAutomation } from '../../src/api/contract.gen.js';
import type { SeamEnrollmentAutomations } from '../../src/elements/seam-enrollment-automations/seam-enrollment-automations.js';
import {
  allByRole,
  allByText,
  byRole,
  eventually,
  findByRole,
  findByText,
  focused,
  press,
  waitUntil,
} from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

const path = '/user_identities/enrollment_automations';

describe('<seam-enrollment-automations>', () => {
  let page: SandboxPage;
  let id: string;
  let manager: AcsSystem;
  const events: CustomEvent[] = [];

  beforeEach(async () => {
    page = await openSandboxPage();
    events.length = 0;
    const { user_identity } = (await page.asServer('/user_identities/create', {
      full_name: 'Enno Enrolled',
    })) as unknown as { user_identity: { user_identity_id: string } };
    id = user_identity.user_identity_id;
    const { acs_systems } = (await page.asServer('/acs/systems/list', {})) as unknown as {
      acs_systems: AcsSystem[];
    };
    manager = acs_systems.find((system) => system.is_credential_manager)!;
  });

  const automations = async () =>
    (
      (await page.asServer(`${path}/list`, { user_identity_id: id })) as unknown as {
        enrollment_automations: EnrollmentAutomation[];
      }
    ).enrollment_automations;
  const launchAsServer = () =>
    page.asServer(`${path}/launch`, {
      user_identity_id: id,
      credential_manager_acs_system_id: manager.acs_system_id,
    });

  async function show(session: object = { gateway: gatewayPath }): Promise<SeamEnrollmentAutomations> {
    const element = document.createElement('seam-enrollment-automations');
    Object.assign(element, session, { userIdentityId: id });
    for (const name of ['launched', 'deleted'] as const)
      element.addEventListener(`seam-enrollment-automation-${name}`, (event) => events.push(event));
    await fixture(html`${element}`);
    await eventually(() => {
      if (allByText('Loading…').length > 0) throw new Error('not loaded');
      // Until the permissions are known, buttons do nothing.
      if (allByRole('button').some((one) => one.ariaDisabled === 'true' && !one.title))
        throw new Error('not known yet');
    });
    return element;
  }

  const choose = async () => {
    const select = (await findByRole('combobox', {
      name: 'Credential manager',
    })) as unknown as HTMLSelectElement;
    select.value = manager.acs_system_id;
    select.dispatchEvent(new Event('change'));
  };
  const launch = () => byRole('button', { name: 'Launch' }).click();
  const launches = () => page.requests.filter((one) => one.endsWith('/launch')).length;

  it('launches an automation with a credential manager', async () => {
    const element = await show();
    await choose();
    await expect(element).to.be.accessible();
    launch();
    await findByText(`Launched with ${manager.name}.`);
    const [automation] = await automations();
    expect(events.map(({ detail }) => detail as object)).to.deep.equal([
      {
        userIdentityId: id,
        enrollmentAutomationId: automation!.enrollment_automation_id,
        enrollmentAutomation: automation,
      },
    ]);
    await findByRole('button', { name: `Delete the automation with ${manager.name}` });
  });

  it('says at the field that a manager is missing', async () => {
    await show();
    await findByRole('combobox');
    launch();
    await findByText('Choose one.');
    await eventually(() => expect(focused().id).to.equal('manager'));
    expect(launches()).to.equal(0);
  });

  it('finds the automation after a lost response, and launches no second one', async () => {
    await show();
    await choose();
    page.sandbox.faults.add({ path: `${path}/launch`, truncated: true, times: 1 });
    launch();
    await findByText(`Launched with ${manager.name}.`);
    expect(await automations()).to.have.length(1);
    expect(launches()).to.equal(1);
    expect(events).to.have.length(1);
  });

  it('deletes an automation after a question, with the keyboard alone, and shows it until it is gone', async () => {
    await launchAsServer();
    const element = await show();
    (await findByRole('button', { name: `Delete the automation with ${manager.name}` })).focus();
    await sendKeys({ press: 'Enter' });
    await findByRole('dialog', { name: new RegExp(manager.name) });
    await eventually(() => expect(focused().textContent!.trim()).to.equal('Cancel'));
    await expect(element).to.be.accessible();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await findByText('Being deleted…');
    expect(events.map(({ type }) => type)).to.deep.equal(['seam-enrollment-automation-deleted']);
    page.sandbox.clock.advance(5_000);
    await findByText('No enrollment automations');
  });

  it('lets the page prevent a deletion', async () => {
    await launchAsServer();
    const element = await show();
    element.addEventListener('seam-before-enrollment-automation-deleted', (event) => event.preventDefault());
    (await findByRole('button', { name: `Delete the automation with ${manager.name}` })).click();
    (await findByRole('button', { name: 'Delete automation' })).click();
    await eventually(() => expect(allByRole('dialog').length).to.equal(0));
    page.sandbox.clock.advance(5_000);
    expect(await automations()).to.have.length(1);
  });

  for (const [what, fault] of Object.entries({
    'is not there': { status: 404 },
    'is undocumented': {
      status: 400,
      body: { error: { type: 'undocumented', message: 'This endpoint is undocumented' }, ok: false },
    },
  })) {
    it(`says calmly that there are none if the endpoint ${what}`, async () => {
      page.sandbox.faults.add({ path: `${path}/list`, ...fault });
      const element = await fixture(
        html`<seam-enrollment-automations
          gateway=${gatewayPath}
          user-identity-id=${id}
        ></seam-enrollment-automations>`,
      );
      await findByText(/Seam enrols phones by itself/);
      expect(allByRole('alert').length).to.equal(0);
      expect(allByRole('button').length).to.equal(0);
      await expect(element).to.be.accessible();
    });
  }

  it('lists automations with a client session alone, and says why nothing can be changed', async () => {
    await launchAsServer();
    const element = await show({ clientSessionToken: await page.sessionFor(id) });
    await findByText(/This needs the gateway: Seam does not allow it/);
    const [button, ...others] = allByRole('button');
    expect(others.length).to.equal(0);
    expect(button!.getAttribute('aria-description')).to.match(/needs the gateway/);
    await expect(element).to.be.accessible();
  });

  it('says why a launch and a deletion failed, and accepts what others have done', async () => {
    const end = page.sandbox.faults.add({ path: '/acs/systems/list', status: 400 });
    await show();
    await findByText('The server did not accept this');
    end();
    await press('Retry');
    await choose();
    for (const [fault, title] of [
      [{ status: 400 }, 'The server did not accept this'],
      [{ drop: true }, 'The server had a problem'],
    ] as const) {
      const mend = page.sandbox.faults.add({ path: `${path}/launch`, ...fault });
      await press('Launch');
      await findByText(title);
      mend();
    }
    expect(await automations()).to.deep.equal([]);
    await launchAsServer();
    page.requests.length = 0;
    await press('Launch');
    await findByText(`Launched with ${manager.name}.`);
    expect(launches()).to.equal(0);

    const mend = page.sandbox.faults.add({ path: `${path}/delete`, status: 400 });
    await press(`Delete the automation with ${manager.name}`);
    const question = await findByRole('dialog');
    await press('Delete automation', question);
    await eventually(() => expect(question.textContent).to.include('The server did not accept this'));
    mend();
    const [{ enrollment_automation_id } = { enrollment_automation_id: '' }] = await automations();
    await page.asServer(`${path}/delete`, { enrollment_automation_id });
    page.sandbox.clock.advance(5_000);
    expect(await automations()).to.deep.equal([]);
    await press('Delete automation', question);
    await findByText('No enrollment automations');
    await eventually(() =>
      expect(events.map(({ type }) => type)).to.deep.equal([
        'seam-enrollment-automation-launched',
        'seam-enrollment-automation-deleted',
      ]),
    );
  });

  it('shows the next person nothing of actions for the previous one', async () => {
    const element = await show();
    const { user_identity: other } = (await page.asServer('/user_identities/create', {
      full_name: 'Somebody Else',
    })) as unknown as { user_identity: { user_identity_id: string } };
    const turnTo = async (next: string) => {
      element.userIdentityId = next;
      await element.updateComplete;
    };
    const whileAway = async (endpoint: string) => {
      const letGo = page.hold(`${path}/${endpoint}`);
      const before = events.length;
      await press(endpoint === 'launch' ? 'Launch' : 'Delete automation');
      await turnTo(other.user_identity_id);
      letGo();
      await waitUntil(() => events.length > before);
      expect(events.at(-1)?.detail.userIdentityId).to.equal(id);
      await findByText('No enrollment automations');
      expect(allByText(/Launched with|is being deleted/).length).to.equal(0);
      await turnTo(id);
    };
    await choose();
    await whileAway('launch');
    await press(`Delete the automation with ${manager.name}`);
    await press('Delete automation');
    await findByText('Being deleted…');
    await turnTo(other.user_identity_id);
    await findByText('No enrollment automations');
    expect(allByText('Being deleted…').length).to.equal(0);
    await turnTo(id);
    await press(`Delete the automation with ${manager.name}`);
    await whileAway('delete');
  });

  it('makes no requests while no person is chosen', async () => {
    id = '';
    page.requests.length = 0;
    const element = await show();
    await findByText('Nobody chosen');
    await expect(element).to.be.accessible();
    expect(page.requests.filter((one) => one.includes(path))).to.deep.equal([]);
  });

  it('says that it could not load, and loads again', async () => {
    const { add, clear } = page.sandbox.faults;
    add({ path: `${path}/list`, status: 403 });
    await fixture(
      html`<seam-enrollment-automations
        gateway=${gatewayPath}
        user-identity-id=${id}
      ></seam-enrollment-automations>`,
    );
    await findByText(/not permitted to see this/);
    clear();
    add({ path: `${path}/list`, status: 400 });
    byRole('button', { name: 'Retry' }).click();
    await findByText('The server did not accept this');
    clear();
    byRole('button', { name: 'Retry' }).click();
    await findByText('No enrollment automations');
  });
});
