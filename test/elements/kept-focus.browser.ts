// When the focused control disappears, the focus moves to the control that takes its place.
import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/elements/seam-client-session-list/seam-client-session-list.js';
import '../../src/elements/seam-device-access/seam-device-access.js';
import '../../src/elements/seam-instant-keys/seam-instant-keys.js';
import {
  allByRole,
  byRole,
  eventually,
  findByRole,
  findByText,
  findReady,
  focused,
} from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

async function pressEnterOn(name: string | RegExp) {
  (await findReady(name)).focus();
  await sendKeys({ press: 'Enter' });
}

const hasFocus = (find: () => HTMLElement) =>
  eventually(() => {
    if (focused() !== find()) throw new Error(`What has the focus is ${focused().outerHTML.slice(0, 300)}`);
  });

const buttons = (name: RegExp) => allByRole('button', { name });

/** The list item that contains the button. */
const itemOf = (button: HTMLElement) => button.closest('li')!;

describe('when the focused control disappears, the focus', () => {
  let page: SandboxPage;
  let person: string;

  beforeEach(async () => {
    page = await openSandboxPage();
    const { user_identity } = (await page.asServer('/user_identities/create', {})) as unknown as {
      user_identity: { user_identity_id: string };
    };
    person = user_identity.user_identity_id;
  });

  const newSession = () => page.asServer('/client_sessions/create', { user_identity_id: person });

  const showSessions = () =>
    fixture(
      html`<seam-client-session-list
        gateway=${gatewayPath}
        user-identity-id=${person}
      ></seam-client-session-list>`,
    );

  it('moves to the next device, else to the previous one, and from the only one to the heading', async () => {
    const { devices } = (await page.asServer('/devices/list', {})) as unknown as {
      devices: { device_id: string }[];
    };
    for (const { device_id } of devices.slice(0, 4))
      await page.asServer('/user_identities/grant_access_to_device', { user_identity_id: person, device_id });
    await fixture(
      html`<seam-device-access gateway=${gatewayPath} user-identity-id=${person}></seam-device-access>`,
    );
    const revokes = () => buttons(/^Revoke access to/);
    await eventually(() => expect(revokes().length).to.equal(4));
    const [, second, third] = revokes();
    const last = revokes().at(-1)!;
    const lastButOne = revokes().at(-2)!;
    await pressEnterOn(second!.ariaLabel!);
    await pressEnterOn('Revoke access');
    await hasFocus(() => itemOf(third!));
    // The list clips everything outside its rows.
    expect(parseFloat(getComputedStyle(focused()).outlineOffset)).to.be.below(0);
    await sendKeys({ press: 'Tab' });
    expect(itemOf(third!).contains(focused())).to.equal(true);

    await pressEnterOn(last.ariaLabel!);
    await pressEnterOn('Revoke access');
    await hasFocus(() => itemOf(lastButOne));
    while (revokes().length > 0) {
      const left = revokes().length;
      await pressEnterOn(revokes()[0]!.ariaLabel!);
      await pressEnterOn('Revoke access');
      await eventually(() => expect(revokes().length).to.equal(left - 1));
    }
    await hasFocus(() => byRole('heading', { name: 'Devices' }));
  });

  it('stays with a session while it is being revoked and moves, and then moves to another session', async () => {
    await newSession();
    await newSession();
    await showSessions();
    const revokes = () => buttons(/^Revoke the session/).filter(({ ariaDisabled }) => !ariaDisabled);
    await eventually(() => expect(revokes().length).to.equal(2));
    const [revoked, other] = revokes().map(itemOf);
    const release = page.hold('/client_sessions/revoke');
    revokes()[0]!.focus();
    await sendKeys({ press: 'Enter' });
    await pressEnterOn('Revoke session');
    await findByText('Being revoked…');
    await hasFocus(() => revoked!);
    release();
    await hasFocus(() => other!);
  });

  it('moves to the heading after the last key of its kind', async () => {
    await page.asServer('/user_identities/generate_instant_key', { user_identity_id: person });
    await fixture(
      html`<seam-instant-keys gateway=${gatewayPath} user-identity-id=${person}></seam-instant-keys>`,
    );
    await pressEnterOn(/^Delete the key created/);
    await pressEnterOn('Delete Instant Key');
    await findByText('No Instant Keys');
    await hasFocus(() => byRole('heading', { name: 'Instant Keys' }));
  });

  it('moves to the heading when the result replaces the pressed button', async () => {
    const restore = page.sandbox.faults.add({ path: '/client_sessions/list', status: 500 });
    await showSessions();
    await findByRole('alert');
    restore();
    await pressEnterOn('Retry');
    await findByText('No sessions');
    await hasFocus(() => byRole('heading', { name: /sessions/i }));
  });

  it('does not move if it is elsewhere in the page', async () => {
    const elsewhere = await fixture<HTMLButtonElement>(html`<button>Elsewhere</button>`);
    await newSession();
    await showSessions();
    await pressEnterOn(/^Revoke the session/);
    const release = page.hold('/client_sessions/revoke');
    await pressEnterOn('Revoke session');
    await findByText('Being revoked…');
    elsewhere.focus();
    release();
    await findByText('No sessions');
    expect(focused() === elsewhere).to.equal(true);
  });
});
