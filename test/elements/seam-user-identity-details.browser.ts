import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';

import '../../src/index.js';
import type { SeamUserIdentityDetails } from '../../src/elements/seam-user-identity-details/seam-user-identity-details.js';
import { allByRole, byRole, eventually, findByRole, findByText } from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

describe('<seam-user-identity-details>', () => {
  let page: SandboxPage;
  beforeEach(async () => {
    page = await openSandboxPage();
    await setViewport({ width: 1200, height: 900 });
  });

  const newPerson = async (full_name: string, values: object = {}) => {
    const { user_identity } = (await page.asServer('/user_identities/create', {
      full_name,
      ...values,
    })) as unknown as { user_identity: { user_identity_id: string } };
    return user_identity.user_identity_id;
  };

  const show = (userIdentityId?: string, section?: string) =>
    fixture<SeamUserIdentityDetails>(
      html`<seam-user-identity-details
        gateway=${gatewayPath}
        .userIdentityId=${userIdentityId}
        .section=${section ?? 'profile'}
      ></seam-user-identity-details>`,
    );

  it('shows the person’s name, and the profile form', async () => {
    const id = await newPerson('Zoë Detail', { email_address: 'zoe.detail@example.com' });
    const details = await show(id);
    await findByRole('heading', { name: 'Zoë Detail' });
    await findByText('zoe.detail@example.com');
    const name = await findByRole('textbox', { name: 'Full name' });
    await eventually(() => expect((name as HTMLInputElement).value).to.equal('Zoë Detail'));
    await expect(details).to.be.accessible();
  });

  it('opens each section with the keyboard, and fires an event with its name', async () => {
    const details = await show(await newPerson('Tab Walker'));
    await findByRole('heading', { name: 'Tab Walker' });
    const tabs = allByRole('tab').map((tab) => tab.textContent!.trim());
    expect(tabs[0]).to.equal('Profile');
    byRole('tab', { name: 'Profile' }).focus();
    const seen: string[] = [];
    details.addEventListener('seam-section-changed', ({ detail }) => seen.push(detail.section));
    for (const tab of [...tabs.slice(1), tabs[0]!]) {
      await sendKeys({ press: 'ArrowRight' });
      await eventually(() =>
        expect(byRole('tab', { name: tab }).getAttribute('aria-selected')).to.equal('true'),
      );
      await eventually(() => {
        const panel = byRole('tabpanel', { name: tab });
        if (!panel.firstElementChild?.shadowRoot?.querySelector('h2')) throw new Error('not there yet');
      });
    }
    expect(seen).to.have.length(tabs.length);
    expect(seen.at(-1)).to.equal('profile');
  });

  it('moves along the tabs as on the screen, also from right to left, and ignores other keys', async () => {
    const details = await show(await newPerson('Right to Left'));
    await findByRole('heading', { name: 'Right to Left' });
    details.locale = 'ar';
    await eventually(() => expect(details.shadowRoot!.querySelector('section')!.dir).to.equal('rtl'));
    const seen: string[] = [];
    details.addEventListener('seam-section-changed', ({ detail }) => seen.push(detail.section));
    allByRole('tab')[0]!.focus();
    const opened = () => allByRole('tab').findIndex((tab) => tab.ariaSelected === 'true');
    for (const [key, place] of [
      ['ArrowLeft', 1],
      ['ArrowRight', 0],
      ['a', 0],
    ] as const) {
      await sendKeys({ press: key });
      await eventually(() => expect(opened()).to.equal(place));
    }
    allByRole('tab')[0]!.click();
    await details.updateComplete;
    expect(seen).to.have.length(2);
  });

  it('opens the section that the page names, and the profile for any other name', async () => {
    const id = await newPerson('Deep Link');
    const details = await show(id, 'devices');
    await findByRole('tabpanel', { name: 'Devices' });
    details.section = 'nonsense';
    await findByRole('tabpanel', { name: 'Profile' });
  });

  it('shows all sections side by side in columns, and scrolls to the one that the page names', async () => {
    const id = await newPerson('Side by Side');
    const details = await fixture<SeamUserIdentityDetails>(
      html`<seam-user-identity-details
        gateway=${gatewayPath}
        columns
        .userIdentityId=${id}
      ></seam-user-identity-details>`,
    );
    await findByRole('heading', { name: 'Side by Side' });
    expect(allByRole('tab')).to.have.length(0);
    const titles = ['Access systems', 'Phones', 'Keys and credentials', 'Issue a key to Side by Side'];
    for (const name of [...titles, 'Instant Keys', 'Devices', 'App sessions', 'Activity'])
      await findByRole('heading', { name });
    const left = (name: string) => byRole('heading', { name }).getBoundingClientRect().left;
    expect(left('Phones')).to.not.equal(left('Access systems'));
    await expect(details).to.be.accessible();

    const activity = () => byRole('heading', { name: 'Activity' }).getBoundingClientRect();
    expect(activity().top).to.be.above(innerHeight);
    details.section = 'activity';
    await eventually(() => expect(activity().bottom).to.be.at.most(innerHeight));

    await setViewport({ width: 320, height: 800 });
    expect(details.scrollWidth).to.be.at.most(details.clientWidth);
    expect(left('Phones')).to.equal(left('Access systems'));
  });

  it('changes to another person, and never shows one person’s data under the other’s name', async () => {
    const [ann, ben] = [await newPerson('Ann First'), await newPerson('Ben Second')];
    const details = await show(ann);
    await findByRole('heading', { name: 'Ann First' });
    details.userIdentityId = ben;
    await details.updateComplete;
    expect(allByRole('heading', { name: 'Ann First' })).to.deep.equal([]);
    await findByRole('heading', { name: 'Ben Second' });
    await eventually(() => expect(byRole('textbox', { name: 'Full name' })).to.have.value('Ben Second'));
  });

  it('shows a saved name in its heading', async () => {
    await show(await newPerson('Old Name'));
    const name = (await findByRole('textbox', { name: 'Full name' })) as HTMLInputElement;
    await eventually(() => expect(name.value).to.equal('Old Name'));
    name.focus();
    name.select();
    await sendKeys({ type: 'New Name' });
    await sendKeys({ press: 'Enter' });
    await findByRole('heading', { name: 'New Name' });
  });

  it('says that no person is chosen, or that the person is gone', async () => {
    const details = await show();
    await findByText('Nobody chosen');
    expect(page.requests.filter((path) => path.includes('user_identities'))).to.deep.equal([]);
    details.userIdentityId = '00000000-0000-4000-8000-000000000000';
    await findByText('Not found');
  });

  it('opens the removal in a dialog', async () => {
    const id = await newPerson('Goodbye Jean');
    const details = await show(id);
    const remove = await findByRole('button', { name: 'Remove…' });
    await eventually(() => expect(remove.hasAttribute('aria-disabled')).to.equal(false));
    remove.click();
    const dialog = await findByRole('dialog');
    const sure = await eventually(() => byRole('checkbox', {}, dialog.firstElementChild!.shadowRoot!));
    sure.click();
    const deleted = oneEvent(details, 'seam-user-identity-deleted');
    // Advances the server's clock, so that slow work at Seam ends.
    const clock = setInterval(() => page.sandbox.clock.advance(10_000), 50);
    const buttons = await eventually(() =>
      allByRole('button', { name: /Remove/ }, dialog.firstElementChild!.shadowRoot!),
    );
    buttons.at(-1)!.click();
    expect((await deleted).detail.userIdentityId).to.equal(id);
    clearInterval(clock);
  });

  it('shows a person’s own session what it may see, without the gateway', async () => {
    const id = await newPerson('Own Session');
    const token = await page.sessionFor(id);
    await fixture(
      html`<seam-user-identity-details
        client-session-token=${token}
        user-identity-id=${id}
        section="devices"
      ></seam-user-identity-details>`,
    );
    await findByRole('heading', { name: 'Own Session' });
    const remove = byRole('button', { name: 'Remove…' });
    expect(remove.getAttribute('aria-description')).to.match(/needs the gateway/);
  });

  it('fits 320 px', async () => {
    await setViewport({ width: 320, height: 800 });
    const details = await show(await newPerson(`Long ${'name '.repeat(30)}`));
    await findByRole('tablist');
    expect(details.scrollWidth).to.be.at.most(details.clientWidth);
  });
});
