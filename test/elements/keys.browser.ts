import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import '../../src/elements/seam-user-identity-list/seam-user-identity-list.js';
import type { SeamUserIdentityList } from '../../src/elements/seam-user-identity-list/seam-user-identity-list.js';
import {
  allByRole,
  byRole,
  byText,
  eventually,
  findByRole,
  focused,
  frames,
  press,
} from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

describe('key presses', () => {
  let page: SandboxPage;
  let list: SeamUserIdentityList;

  beforeEach(async () => {
    page = await openSandboxPage();
    const around = await fixture(
      html`<div><seam-user-identity-list gateway=${gatewayPath}></seam-user-identity-list></div>`,
    );
    list = around.querySelector('seam-user-identity-list')!;
    await findByRole('grid');
  });

  const pressEscape = async () => {
    for (let times = 0; times < 3; times++) await sendKeys({ press: 'Escape' });
    await frames(3);
  };

  it('do not close the form while a person is saved', async () => {
    const heard: string[] = [];
    list.addEventListener('seam-user-identity-created', ({ type }) => heard.push(type));
    await press('New person');
    await findByRole('textbox', { name: 'Full name' });
    await sendKeys({ type: 'Saved All the Same' });
    const release = page.hold('/user_identities/create');
    await sendKeys({ press: 'Enter' });
    await eventually(() => expect(page.requests).to.include(`${gatewayPath}/user_identities/create`));
    await pressEscape();
    byRole('dialog');
    expect(byRole('button', { name: 'Cancel' })).to.have.attribute('aria-disabled', 'true');
    release();
    await eventually(() => expect(allByRole('dialog')).to.deep.equal([]));
    expect(heard).to.deep.equal(['seam-user-identity-created']);
  });

  it('do not interrupt a running removal', async () => {
    for (const full_name of ['Aaa One', 'Aaa Two', 'Aaa Three'])
      await page.asServer('/user_identities/create', { full_name });
    const deleted: string[] = [];
    list.addEventListener('seam-user-identity-deleted', ({ type }) => deleted.push(type));
    for (const name of ['Aaa One', 'Aaa Three', 'Aaa Two'])
      (await findByRole('checkbox', { name: `Select ${name}` })).click();
    await press('Remove…');
    const dialog = await findByRole('dialog');
    (await eventually(() => byRole('textbox', {}, dialog))).focus();
    await sendKeys({ type: '3' });
    const release = page.hold('/user_identities/delete');
    await press(/^Remove /, dialog);
    await eventually(() => expect(page.requests).to.include(`${gatewayPath}/user_identities/delete`));
    await pressEscape();
    byRole('dialog');
    release();
    await eventually(() => {
      page.sandbox.clock.advance(1000);
      expect(deleted).to.have.length(3);
    });
    await pressEscape();
    await eventually(() => expect(allByRole('dialog')).to.deep.equal([]));
  });

  it('close only the topmost dialog, and do not reach a dialog of the page around it', async () => {
    const heard: string[] = [];
    const listen = (event: Event) => void heard.push((event as KeyboardEvent).key);
    for (const target of [document, list.parentElement!]) {
      target.addEventListener('keydown', listen);
      target.addEventListener('keydown', listen, true);
    }
    const around = document.createElement('dialog');
    list.parentElement!.replaceWith(around);
    around.append(list);
    around.showModal();
    await press('New person');
    await findByRole('textbox', { name: 'Full name' });
    await sendKeys({ press: 'Escape' });
    await eventually(() => expect(allByRole('dialog', { name: 'New person' })).to.deep.equal([]));
    expect(around.open).to.equal(true);
    expect(heard).to.deep.equal([]);
    await sendKeys({ press: 'Escape' });
    await eventually(() => expect(around.open).to.equal(false));
    expect(heard).to.include('Escape');
    document.removeEventListener('keydown', listen);
    document.removeEventListener('keydown', listen, true);
    around.remove();
  });

  /** How browsers report keys during text composition. Safari reports the last key only by its code. */
  const composing = [{ isComposing: true }, { keyCode: 229 }];
  const compose = (key: string) => {
    for (const how of composing)
      focused().dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...how }),
      );
  };

  it('belong to the input method during text composition', async () => {
    byRole('searchbox').focus();
    compose('ArrowDown');
    expect(focused()).to.equal(byRole('searchbox'));
    await sendKeys({ press: 'ArrowDown' });
    expect(focused()).to.equal(allByRole('row')[1]);
    compose('Enter');
    compose(' ');
    await frames(2);
    expect(list.viewState.open).to.equal(null);
    expect(list.viewState.selection).to.deep.equal([]);
    byText('People');
  });
});
