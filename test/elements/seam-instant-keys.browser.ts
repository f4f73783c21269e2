import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import '../../src/elements/seam-instant-keys/seam-instant-keys.js';
import type { InstantKey } from '../../src/api/contract.gen.js';
import type { SeamInstantKeys } from '../../src/elements/seam-instant-keys/seam-instant-keys.js';
import { consoleWhile } from '../support/console.js';
import {
  allByRole,
  allByText,
  byRole,
  eventually,
  findByRole,
  findByText,
  focused,
  frames,
  press,
  waitUntil,
} from '../support/find.js';
import { holdTime } from '../support/held-time.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

describe('<seam-instant-keys>', () => {
  let page: SandboxPage;
  let id: string;
  let copied: string[];
  const events: CustomEvent[] = [];
  const ownWrite = Object.getOwnPropertyDescriptor(navigator, 'clipboard');

  beforeEach(async () => {
    page = await openSandboxPage();
    events.length = 0;
    copied = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: {
        writeText: (text: string) => {
          copied.push(text);
          return Promise.resolve();
        },
      },
    });
    id = await newPerson('Ina Instant');
  });
  afterEach(() => {
    if (ownWrite) Object.defineProperty(navigator, 'clipboard', ownWrite);
    else delete (navigator as { clipboard?: unknown }).clipboard;
  });

  async function newPerson(full_name: string): Promise<string> {
    const { user_identity } = (await page.asServer('/user_identities/create', {
      full_name,
    })) as unknown as { user_identity: { user_identity_id: string } };
    return user_identity.user_identity_id;
  }

  async function show(): Promise<SeamInstantKeys> {
    const element = await fixture<SeamInstantKeys>(
      html`<seam-instant-keys gateway=${gatewayPath} .userIdentityId=${id}></seam-instant-keys>`,
    );
    for (const name of ['seam-instant-key-created', 'seam-instant-key-deleted', 'seam-error'] as const)
      element.addEventListener(name, (event) => events.push(event));
    await eventually(() => {
      if (allByText('Loading…').length > 0) throw new Error('not loaded');
      // Until the permissions are known, buttons do nothing.
      if (allByRole('button').some((one) => one.ariaDisabled === 'true' && !one.title))
        throw new Error('not known yet');
    });
    return element;
  }

  it('says that the link opens nothing for a person without mobile keys', async () => {
    await show();
    await findByText(/no mobile keys yet/);
    id = await page.personCalled('room-214');
    await show();
    await frames(3);
    expect(allByText(/no mobile keys yet/)).to.have.length(1);
  });

  const keys = async () =>
    (
      (await page.asServer('/instant_keys/list', { user_identity_id: id })) as unknown as {
        instant_keys: InstantKey[];
      }
    ).instant_keys;
  const generate = () => byRole('button', { name: 'Create Instant Key' }).click();
  const uses = () => byRole('spinbutton', { name: /How often/ }) as HTMLInputElement;
  const everything = (element: Element) => element.shadowRoot!.innerHTML + element.outerHTML;

  it('shows the link once, hidden, and keeps nothing of it after the dialog is closed', async () => {
    const element = await show();
    await expect(element).to.be.accessible();
    uses().value = '3';
    uses().dispatchEvent(new Event('input'));
    let url = '';
    const logged = await consoleWhile(async () => {
      generate();
      const dialog = await findByRole('dialog', { name: 'Instant Key created' });
      url = (await keys())[0]!.instant_key_url;
      expect(everything(element)).not.to.include(url);
      await expect(element).to.be.accessible();

      byRole('button', { name: 'Copy' }).click();
      await findByText('Copied');
      expect(copied).to.deep.equal([url]);
      expect(everything(element)).not.to.include(url);

      byRole('button', { name: 'Show link' }).click();
      await eventually(() => expect(dialog.textContent).to.include(url));
      byRole('button', { name: 'Show QR code' }).click();
      await findByRole('img', { name: 'QR code of the link' });
      await expect(element).to.be.accessible();

      byRole('button', { name: 'Done' }).click();
      await eventually(() => expect(allByRole('dialog').length).to.equal(0));
    });
    expect(JSON.stringify(logged)).not.to.include(url);
    expect(everything(element)).not.to.include(url);
    expect(allByRole('img').length).to.equal(0);
    expect(allByRole('listitem').length).to.equal(1);
    expect(JSON.stringify(events.map(({ type, detail }) => [type, detail as unknown]))).not.to.include(url);
    const [created] = events;
    expect(created!.type).to.equal('seam-instant-key-created');
    expect(created!.detail).to.include({ userIdentityId: id });
  });

  it('shows the link for copying by hand where the page has no clipboard', async () => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    await show();
    generate();
    const dialog = await findByRole('dialog', { name: 'Instant Key created' });
    const [key] = await keys();
    expect(dialog.textContent).not.to.include(key!.instant_key_url);
    byRole('button', { name: 'Copy' }).click();
    await findByText('The browser did not let it be copied. Copy it by hand.');
    expect(dialog.textContent).to.include(key!.instant_key_url);
  });

  it('renders a QR code for the link, dark on light, with a margin', async () => {
    await show();
    generate();
    await findByRole('dialog');
    byRole('button', { name: 'Show QR code' }).click();
    const code = await findByRole('img', { name: 'QR code of the link' });
    const path = code.querySelector('path')!.getAttribute('d')!;
    // Every QR code has three squares in its corners, seven modules wide.
    for (let x = 0; x < 7; x++) expect(path).to.include(`M${x} 0h1v1h-1z`);
    expect(path).not.to.include('M7 0h1');
    expect(code.getAttribute('viewBox')).to.match(/^-4 -4 /);
    expect(getComputedStyle(code).backgroundColor).to.equal('rgb(255, 255, 255)');
  });

  it('shows the link if the browser does not permit copying it', async () => {
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: () => Promise.reject(new Error('denied')) },
    });
    await show();
    generate();
    const dialog = await findByRole('dialog');
    byRole('button', { name: 'Copy' }).click();
    await findByText(/did not let it be copied/);
    const [key] = await keys();
    expect(dialog.textContent).to.include(key!.instant_key_url);
  });

  it('closes the dialog and forgets the link when another person is shown', async () => {
    const element = await show();
    generate();
    await findByRole('dialog');
    const [key] = await keys();
    byRole('button', { name: 'Show link' }).click();
    await findByText(key!.instant_key_url);
    element.userIdentityId = await newPerson('Somebody Else');
    await findByText('No Instant Keys');
    expect(allByRole('dialog').length).to.equal(0);
    expect(everything(element)).not.to.include(key!.instant_key_url);
  });

  it('asks for a number of uses, at the field', async () => {
    await show();
    for (const wrong of ['', '0', '1.5']) {
      uses().value = wrong;
      uses().dispatchEvent(new Event('input'));
      generate();
      await eventually(() => expect(uses()).to.have.attribute('aria-invalid', 'true'));
      expect(focused().id).to.equal('max_use_count');
    }
    expect(await keys()).to.deep.equal([]);
  });

  it('deletes a key after a question, with the keyboard alone', async () => {
    await page.asServer('/user_identities/generate_instant_key', { user_identity_id: id });
    const element = await show();
    byRole('button', { name: /Delete the key created/ }).focus();
    await sendKeys({ press: 'Enter' });
    await findByRole('dialog', { name: 'Delete this Instant Key?' });
    await eventually(() => expect(focused().textContent!.trim()).to.equal('Cancel'));
    await expect(element).to.be.accessible();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await findByText('The Instant Key was deleted.');
    await findByText('No Instant Keys');
    expect(await keys()).to.deep.equal([]);
    expect(events.map(({ type }) => type)).to.deep.equal(['seam-instant-key-deleted']);
  });

  it('lets the page prevent a deletion', async () => {
    await page.asServer('/user_identities/generate_instant_key', { user_identity_id: id });
    const element = await show();
    element.addEventListener('seam-before-instant-key-deleted', (event) => event.preventDefault());
    byRole('button', { name: /Delete the key created/ }).click();
    (await findByRole('button', { name: 'Delete Instant Key' })).click();
    await eventually(() => expect(allByRole('dialog').length).to.equal(0));
    expect(await keys()).to.have.length(1);
  });

  it('treats a key that somebody else has deleted as deleted', async () => {
    await page.asServer('/user_identities/generate_instant_key', { user_identity_id: id });
    await show();
    const [key] = await keys();
    await page.asServer('/instant_keys/delete', { instant_key_id: key!.instant_key_id });
    byRole('button', { name: /Delete the key created/ }).click();
    (await findByRole('button', { name: 'Delete Instant Key' })).click();
    await findByText('The Instant Key was deleted.');
  });

  it('marks a key whose link was lost with the response', async () => {
    await show();
    page.sandbox.faults.add({ path: '/user_identities/generate_instant_key', truncated: true, times: 1 });
    generate();
    await findByText(/Its link was lost on the way/);
    expect(await keys()).to.have.length(1);
    expect(allByRole('dialog').length).to.equal(0);
    const one = oneEvent(document.querySelector('seam-instant-keys')!, 'seam-instant-key-created');
    generate();
    await one;
    expect(allByText(/Its link was lost on the way/).length).to.equal(1);
  });

  it('says what is not permitted', async () => {
    page.login = { caller: 'viewer', userIdentityIds: 'all', permissions: ['instant_keys.read'] };
    await page.asServer('/user_identities/generate_instant_key', { user_identity_id: id });
    await show();
    await eventually(() => {
      for (const button of allByRole('button'))
        expect(button.getAttribute('aria-description')).to.match(/not permitted/);
    });
    expect(allByRole('button').length).to.equal(2);
  });

  it('says what a client session alone cannot do, and makes no requests', async () => {
    const token = await page.sessionFor(id);
    page.requests.length = 0;
    const element = await fixture(
      html`<seam-instant-keys client-session-token=${token} user-identity-id=${id}></seam-instant-keys>`,
    );
    await findByText('Instant Keys need the gateway');
    await expect(element).to.be.accessible();
    expect(page.requests.filter((path) => path.includes('instant'))).to.deep.equal([]);
  });

  it('says in its place why a creation and a deletion failed, and then succeeds', async () => {
    await show();
    const create = page.sandbox.faults.add({ path: '/user_identities/generate_instant_key', status: 400 });
    generate();
    await findByText('The server did not accept this');
    create();
    generate();
    await press('Done', await findByRole('dialog'));
    expect(allByText('The server did not accept this').length).to.equal(0);
    const remove = page.sandbox.faults.add({ path: '/instant_keys/delete', status: 500 });
    await press(/Delete the key created/);
    const question = await findByRole('dialog');
    await press('Delete Instant Key', question);
    await eventually(() => expect(question.textContent).to.include('The server had a problem'));
    expect(await keys()).to.have.length(1);
    remove();
    await press('Delete Instant Key', question);
    await findByText('The Instant Key was deleted.');
  });

  it('shows the next person nothing of actions for the previous one', async () => {
    const element = await show();
    const others = await Promise.all(['First', 'Second', 'Third'].map(newPerson));
    const turnTo = async (next: string) => {
      element.userIdentityId = next;
      await element.updateComplete;
    };
    const lastEvent = (type: string, of: string) =>
      waitUntil(() => events.at(-1)?.type === type && events.at(-1)?.detail.userIdentityId === of, type);

    const letCreate = page.hold('/user_identities/generate_instant_key');
    generate();
    await turnTo(others[0]!);
    letCreate();
    await lastEvent('seam-instant-key-created', id);
    await findByText('No Instant Keys');
    expect(allByRole('dialog').length).to.equal(0);

    page.sandbox.faults.add({ path: '/user_identities/generate_instant_key', truncated: true, times: 1 });
    const letLook = page.hold('/instant_keys/list');
    page.requests.length = 0;
    generate();
    await waitUntil(() => page.requests.some((path) => path.endsWith('/instant_keys/list')));
    await turnTo(others[1]!);
    letLook();
    await findByText('No Instant Keys');
    expect(allByText(/Its link was lost on the way/).length).to.equal(0);

    await turnTo(id);
    await press(/Delete the key created/);
    const letDelete = page.hold('/instant_keys/delete');
    await press('Delete Instant Key');
    await turnTo(others[2]!);
    letDelete();
    await lastEvent('seam-instant-key-deleted', id);
    expect(allByText('The Instant Key was deleted.').length).to.equal(0);
  });

  it('renders no code and copies nothing after the dialog is closed, and says when a link has no code', async () => {
    let copy: (() => void) | undefined;
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: () => new Promise<void>((resolve) => (copy = resolve)) },
    });
    const element = await show();
    generate();
    const dialog = await findByRole('dialog');
    byRole('button', { name: 'Show QR code' }).click();
    await findByRole('img', { name: 'QR code of the link' });
    byRole('button', { name: 'Hide QR code' }).click();
    await element.updateComplete;
    expect(allByRole('img', { name: 'QR code of the link' }).length).to.equal(0);
    byRole('button', { name: 'Copy' }).click();
    byRole('button', { name: 'Show QR code' }).click();
    byRole('button', { name: 'Done' }, dialog).click();

    // Too long for any QR code.
    const [key] = await keys();
    const instant_key = { ...key, instant_key_url: `https://example.com/${'x'.repeat(8000)}` };
    page.sandbox.faults.add({
      path: '/user_identities/generate_instant_key',
      status: 200,
      body: { ok: true, instant_key },
    });
    generate();
    await findByRole('dialog');
    copy!();
    byRole('button', { name: 'Show QR code' }).click();
    await findByText('The QR code could not be loaded. Use the link.');
    expect(allByText('Copied').length).to.equal(0);
    expect(allByRole('img', { name: 'QR code of the link' }).length).to.equal(0);
    byRole('button', { name: 'Show QR code' }).click();
    byRole('button', { name: 'Done' }).click();
    await eventually(() => expect(allByRole('dialog').length).to.equal(0));
  });

  it('shows until when a key can be used, also after it expired', async () => {
    await page.asServer('/user_identities/generate_instant_key', { user_identity_id: id });
    const time = holdTime(page.sandbox);
    try {
      const element = await show();
      await findByText(/^until /);
      time.pass(366 * 24 * 3600 * 1000);
      element.requestUpdate();
      await findByText(/^ended /);
    } finally {
      time.release();
    }
  });

  it('makes no requests while no person is chosen', async () => {
    id = '';
    page.requests.length = 0;
    const element = await show();
    await findByText('Nobody chosen');
    await expect(element).to.be.accessible();
    expect(page.requests.filter((path) => path.includes('instant'))).to.deep.equal([]);
  });

  it('says that it could not load, and loads again', async () => {
    const { add, clear } = page.sandbox.faults;
    add({ path: '/instant_keys/list', status: 403 });
    const element = await fixture(
      html`<seam-instant-keys gateway=${gatewayPath} user-identity-id=${id}></seam-instant-keys>`,
    );
    await findByText(/not permitted to see this/);
    await expect(element).to.be.accessible();
    clear();
    add({ path: '/instant_keys/list', status: 400 });
    byRole('button', { name: 'Retry' }).click();
    await findByText('The server did not accept this');
    clear();
    byRole('button', { name: 'Retry' }).click();
    await findByText('No Instant Keys');
  });
});
