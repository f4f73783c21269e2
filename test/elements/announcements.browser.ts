// A screen reader announces only changes in a live region that already existed, and alerts.
import { fixture, html } from '@open-wc/testing';
import '../../src/elements/seam-device-access/seam-device-access.js';
import '../../src/elements/seam-instant-keys/seam-instant-keys.js';
import '../../src/elements/seam-phone-manager/seam-phone-manager.js';
import '../../src/elements/seam-user-identity-form/seam-user-identity-form.js';
import '../../src/elements/seam-user-identity-list/seam-user-identity-list.js';
import { byRole, everything, findByRole, findReady, press, waitUntil } from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

const regions = '[role=status], [aria-live=polite]';
const textOf = (region: Element) => region.textContent!.replace(/\s+/g, ' ').trim();

/** Records what a screen reader would announce for the element from now on. */
function listenTo(element: Element): string[] {
  const said: string[] = [];
  const known = new Set([...everything(element.shadowRoot!)].filter((one) => one.matches(regions)));
  const note = (records: readonly MutationRecord[]) => {
    for (const { target, addedNodes } of records) {
      const within = target instanceof Element ? target : target.parentElement;
      const region = within?.closest(regions);
      if (region && known.has(region)) said.push(textOf(region));
      for (const node of addedNodes)
        if (node instanceof Element)
          for (const alert of [node, ...node.querySelectorAll('*')])
            if (alert.matches('[role=alert]')) said.push(textOf(alert));
    }
  };
  new MutationObserver(note).observe(element.shadowRoot!, {
    subtree: true,
    childList: true,
    characterData: true,
  });
  return said;
}

const isSaid = (said: readonly string[], text: string) =>
  waitUntil(() => said.some((one) => one.includes(text)), `“${text}” among ${said.join(' | ')}`);

describe('announcements', () => {
  let page: SandboxPage;
  let person: string;
  beforeEach(async () => {
    page = await openSandboxPage();
    person = await page.personCalled('room-214');
  });

  it('of the list: the order, the number of matches and selected people, and loaded pages', async () => {
    const list = await fixture(
      html`<seam-user-identity-list gateway=${gatewayPath}></seam-user-identity-list>`,
    );
    await findByRole('row', { name: /Aiko Tanaka/ });
    const said = listenTo(list);
    byRole('button', { name: 'Email' }).click();
    await isSaid(said, 'Sorted by email, ascending');
    byRole('checkbox', { name: 'Select Aiko Tanaka' }).click();
    await isSaid(said, '1 selected');
    (await findReady('Clear')).click();
    const search = byRole('searchbox') as HTMLInputElement;
    search.value = 'aiko';
    search.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await isSaid(said, '1 person');
  });

  it('of devices: an unlocked door, and the number of devices left', async () => {
    const devices = await fixture(
      html`<seam-device-access gateway=${gatewayPath} user-identity-id=${person}></seam-device-access>`,
    );
    await findReady('Unlock Room 214');
    const said = listenTo(devices);
    await press('Unlock Room 214');
    await waitUntil(() => {
      page.sandbox.clock.advance(1_000);
      return said.some((text) => text.includes('Room 214 was unlocked.'));
    });
    await press('Revoke access to Pool & Spa');
    await press('Revoke access', await findByRole('dialog'));
    await isSaid(said, '2 devices');
  });

  it('of the form: a missing value at its field, and the created person', async () => {
    const form = await fixture(
      html`<seam-user-identity-form gateway=${gatewayPath}></seam-user-identity-form>`,
    );
    const name = (await findByRole('textbox', { name: 'Full name' })) as HTMLInputElement;
    const said = listenTo(form);
    name.value = 'Jean Doe';
    name.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await press('Create person');
    await isSaid(said, 'Jean Doe was created.');
  });

  it('of phones and Instant Keys: an error as soon as it occurs', async () => {
    page.login = null;
    const phones = document.createElement('seam-phone-manager');
    phones.gateway = gatewayPath;
    phones.userIdentityId = person;
    await fixture(html`${phones}`);
    const said = listenTo(phones);
    await isSaid(said, 'You are not signed in');
  });
});
