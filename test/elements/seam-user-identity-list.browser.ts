import { expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { strFromU8, unzipSync } from 'fflate';

import '../../src/elements/seam-user-identity-list/seam-user-identity-list.js';
import type { Scope } from '../../src/gateway/index.js';
import type { SeamUserIdentityList } from '../../src/elements/seam-user-identity-list/seam-user-identity-list.js';
import {
  allByRole,
  byRole,
  byText,
  eventually,
  findByRole,
  findByText,
  press,
  waitUntil,
} from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

const names = () =>
  allByRole('row')
    .slice(1)
    .map((row) => row.querySelector('.name .truncate')!.textContent!.trim());

const person = (name: RegExp) => findByRole('row', { name });

async function showList(): Promise<SeamUserIdentityList> {
  const list = await fixture<SeamUserIdentityList>(
    html`<seam-user-identity-list gateway=${gatewayPath}></seam-user-identity-list>`,
  );
  await findByRole('grid');
  return list;
}

describe('<seam-user-identity-list>', () => {
  let page: SandboxPage;
  beforeEach(async () => {
    page = await openSandboxPage();
    await setViewport({ width: 1200, height: 800 });
  });

  it('shows the people of the workspace sorted by name', async () => {
    const list = await showList();
    const { user_identities } = (await page.asServer('/user_identities/list', {})) as unknown as {
      user_identities: { display_name: string }[];
    };
    const { compare } = new Intl.Collator('en', { numeric: true });
    const expected = user_identities.map(({ display_name }) => display_name).sort(compare);
    expect(names()).to.deep.equal(expected.slice(0, names().length));
    expect(names().length).to.be.greaterThan(10);
    expect(byRole('grid')).to.have.attribute('aria-rowcount', `${expected.length + 1}`);
    expect(list.shadowRoot!.querySelector('footer')).to.contain.text(`${expected.length} people`);
    await expect(list).to.be.accessible();
  });

  it('fires seam-ready once, after the first people are rendered', async () => {
    let ready = 0;
    const list = document.createElement('seam-user-identity-list');
    list.addEventListener('seam-ready', () => {
      ready++;
      expect(names().length).to.be.greaterThan(0);
    });
    list.gateway = gatewayPath;
    document.body.append(list);
    await oneEvent(list, 'seam-ready');
    list.viewState = { ...list.viewState, search: 'a' };
    await waitUntil(() => page.requests.filter((path) => path.endsWith('/list')).length === 2);
    await list.updateComplete;
    list.remove();
    expect(ready).to.equal(1);
  });

  it('searches through the API when the user stops typing, and clears the search', async () => {
    await showList();
    const { user_identity } = (await page.asServer('/user_identities/create', {
      full_name: 'Zenobia Unusual',
      email_address: 'zenobia@example.com',
    })) as unknown as { user_identity: { user_identity_id: string } };
    page.requests.length = 0;
    const box = byRole('searchbox', { name: 'Search people' });
    box.focus();
    await sendKeys({ type: 'ZENOBIA@' });
    await person(/Zenobia Unusual/);
    expect(names()).to.deep.equal(['Zenobia Unusual']);
    expect(page.requests).to.include(`${gatewayPath}/user_identities/list`);
    // One request for fast typing; on a slow machine, the test driver may pause between two keys.
    expect(page.requests).to.have.length.below('ZENOBIA@'.length);
    expect(allByRole('row')[1]).to.have.attribute('data-id', user_identity.user_identity_id);

    await sendKeys({ type: 'nobody' });
    await findByText(/Nobody matches/);
    byRole('button', { name: 'Clear search' }).click();
    await waitUntil(() => names().length > 10);
    expect(box).to.have.value('');
  });

  it('sorts by a column, announces it, and puts missing values last in both directions', async () => {
    const list = await showList();
    const keys = () =>
      [...list.shadowRoot!.querySelectorAll('.rows .key')].map((cell) => cell.textContent!.trim());
    const header = byRole('button', { name: 'Key' });
    header.click();
    await list.updateComplete;
    expect(byRole('columnheader', { name: 'Key' })).to.have.attribute('aria-sort', 'ascending');
    expect(list.shadowRoot!.querySelector('footer [role=status]')).to.contain.text(
      'Sorted by key, ascending',
    );
    const first = keys()[0];
    expect(first).not.to.equal('–');
    header.click();
    await list.updateComplete;
    expect(byRole('columnheader', { name: 'Key' })).to.have.attribute('aria-sort', 'descending');
    expect(keys()[0]).not.to.equal('–');
    expect(keys()[0]).not.to.equal(first);
  });

  it('works with the keyboard alone: arrows, Home, End, Page keys, Enter, Space', async () => {
    const list = await showList();
    const focused = () => list.shadowRoot!.activeElement;
    const all = names();
    byRole('searchbox').focus();
    await sendKeys({ press: 'ArrowDown' });
    await waitUntil(() => focused()?.getAttribute('aria-rowindex') === '2');
    await sendKeys({ press: 'ArrowDown' });
    await waitUntil(() => focused()?.getAttribute('aria-rowindex') === '3');
    await sendKeys({ press: 'PageDown' });
    await waitUntil(() => Number(focused()?.getAttribute('aria-rowindex')) > 6);
    await sendKeys({ press: 'End' });
    const last = byRole('grid').getAttribute('aria-rowcount');
    await waitUntil(() => focused()?.getAttribute('aria-rowindex') === last);
    await sendKeys({ press: 'Home' });
    await waitUntil(() => focused()?.getAttribute('aria-rowindex') === '2');

    const opened = oneEvent(list, 'seam-user-identity-selected');
    await sendKeys({ press: 'Enter' });
    const { detail } = await opened;
    expect(detail.userIdentity.display_name).to.equal(all[0]);
    expect(detail.userIdentityId).to.equal(detail.userIdentity.user_identity_id);
    expect(focused()).to.have.attribute('aria-current', 'true');

    await sendKeys({ press: 'Space' });
    await list.updateComplete;
    expect(focused()).to.have.attribute('aria-selected', 'true');
    expect(list.viewState.selection).to.deep.equal([detail.userIdentityId]);
    expect(byText('1 selected')).to.exist;
  });

  it('has one tab stop in its rows', async () => {
    const list = await showList();
    expect(list.shadowRoot!.querySelectorAll('.rows [tabindex="0"]')).to.have.length(1);
    (await person(new RegExp(names()[4]!))).click();
    await list.updateComplete;
    expect(list.shadowRoot!.querySelectorAll('.rows [tabindex="0"]')).to.have.length(1);
  });

  it('renders a window of many people, loads further pages at the end, and keeps the focus in the list', async () => {
    page = await openSandboxPage({ seed: { user_identities: 1800 } });
    const list = await showList();
    expect(list.shadowRoot!.querySelectorAll('*').length).to.be.lessThan(400);
    expect(byRole('grid')).to.have.attribute('aria-rowcount', '-1');
    expect(list.shadowRoot!.querySelector('footer')).to.contain.text('500 loaded so far');
    const scroller = byRole('grid');
    list.shadowRoot!.querySelector<HTMLElement>('.rows > .row')!.focus();
    await waitUntil(() => {
      scroller.scrollTop = scroller.scrollHeight;
      return list.shadowRoot!.querySelector('[aria-rowindex="1801"]') !== null;
    }, 'the last of all is reached by scrolling');
    expect(list.shadowRoot!.querySelector('footer')).to.contain.text('1,800 people');
    expect(list.shadowRoot!.activeElement).to.equal(scroller);
    expect(list.shadowRoot!.querySelectorAll('*').length).to.be.lessThan(400);
    expect(page.requests.filter((path) => path.endsWith('/user_identities/list'))).to.have.length(4);
  });

  it('says that the next page failed, keeps its rows, and continues with Retry', async () => {
    page = await openSandboxPage({ seed: { user_identities: 600 } });
    const list = await showList();
    const scroller = byRole('grid');
    const mend = page.sandbox.faults.add({ path: '/user_identities/list', status: 500 });
    await waitUntil(() => {
      scroller.scrollTop = scroller.scrollHeight;
      return list.shadowRoot!.querySelector('footer [role=alert]') !== null;
    }, 'the failure is told');
    expect(list.shadowRoot!.querySelector('footer')).to.contain.text('The next people could not be loaded.');
    expect(list.shadowRoot!.querySelector('footer')).to.contain.text('500 loaded so far');
    expect(names().length).to.be.greaterThan(10);
    mend();
    byRole('button', { name: 'Retry' }).click();
    await findByText(/^600 people/);
  });

  it('shows warnings and errors of a person, unknown ones with the server’s message', async () => {
    page.sandbox.faults.add({
      path: '/user_identities/list',
      status: 200,
      body: {
        ok: true,
        user_identities: [
          {
            user_identity_id: 'a',
            display_name: 'Jean Doe',
            email_address: null,
            phone_number: null,
            user_identity_key: null,
            full_name: 'Jean Doe',
            acs_user_ids: [],
            created_at: '2026-01-01T00:00:00Z',
            workspace_id: 'w',
            errors: [],
            warnings: [{ warning_code: 'brand_new', message: 'Something <b>new</b>', created_at: '' }],
          },
        ],
        pagination: { has_next_page: false, next_page_cursor: null, next_page_url: null },
      },
    });
    const list = await fixture(
      html`<seam-user-identity-list
        client-session-token=${page.sandbox.credentials.clientSessionToken}
      ></seam-user-identity-list>`,
    );
    await findByText('Something <b>new</b>');
    expect(list.shadowRoot!.querySelector('.rows b')).to.equal(null);
  });

  it('explains what appears here if there are no people', async () => {
    page = await openSandboxPage({ seed: 'empty' });
    const list = await fixture(
      html`<seam-user-identity-list gateway=${gatewayPath}></seam-user-identity-list>`,
    );
    await findByText('No people yet');
    await expect(list).to.be.accessible();
  });

  it('shows a skeleton while it loads', async () => {
    page.sandbox.faults.add({ path: '/user_identities/list', hang: true });
    const list = await fixture(
      html`<seam-user-identity-list gateway=${gatewayPath}></seam-user-identity-list>`,
    );
    expect(list.shadowRoot!.querySelectorAll('.skeleton').length).to.be.greaterThan(10);
    expect(byText('Loading…')).to.exist;
    await expect(list).to.be.accessible();
  });

  it('shows an error with the request id, and recovers with Retry', async () => {
    const mend = page.sandbox.faults.add({ path: '/user_identities/list', status: 500 });
    const list = document.createElement('seam-user-identity-list');
    list.clientSessionToken = page.sandbox.credentials.clientSessionToken;
    const failed = oneEvent(list, 'seam-error');
    document.body.append(list);
    const { detail } = await failed;
    expect(detail.kind).to.equal('server');
    await findByText('The server had a problem');
    mend();
    byRole('button', { name: 'Retry' }).click();
    await waitUntil(() => names().length === 1);
    list.remove();
  });

  it('keeps the last people when a new read fails, shows their time, and recovers', async () => {
    const list = await showList();
    const before = names();
    const { now } = Date;
    let later = 0;
    Date.now = () => now() + later;
    try {
      const { login } = page;
      page.login = { ...(login as Scope), permissions: ['devices.read'] };
      later += 60_000;
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); // back to the page: old data is read again
      await findByText(/^You are not permitted to see this$/);
      expect(names()).to.deep.equal([]);
      page.login = login;
      byRole('button', { name: 'Retry' }).click();
      await waitUntil(() => names()[0] === before[0]);

      const mend = page.sandbox.faults.add({ path: '/user_identities/list', status: 503 });
      later += 60_000;
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      await findByText(/^The server had a problem · Shown as of \d+:\d\d/);
      expect(names().slice(0, 10)).to.deep.equal(before.slice(0, 10));
      mend();
      byRole('button', { name: 'Retry' }).click();
      await waitUntil(() => !list.shadowRoot!.querySelector('footer [role=alert]'));
    } finally {
      Date.now = now;
    }
  });

  it('refuses an API key, and neither sends nor shows it', async () => {
    const { apiKey } = page.sandbox.credentials;
    const list = document.createElement('seam-user-identity-list');
    list.setAttribute('client-session-token', apiKey);
    const failed = oneEvent(list, 'seam-error');
    document.body.append(list);
    const { detail } = await failed;
    expect(detail.kind).to.equal('wrong_token');
    expect(detail.message).to.match(/^This is an API key\./);
    expect(detail.message).not.to.contain(apiKey);
    await findByText(/set up with the wrong kind of key/);
    expect(list.shadowRoot!.textContent).not.to.contain(apiKey);
    await page.settled();
    expect(page.requests).to.deep.equal([]);
    list.remove();
  });

  it('says that it has no session, and starts when it gets one', async () => {
    const list = await fixture<SeamUserIdentityList>(
      html`<seam-user-identity-list></seam-user-identity-list>`,
    );
    expect(byText('No session yet')).to.exist;
    await page.settled();
    expect(page.requests).to.deep.equal([]);
    list.gateway = gatewayPath;
    await findByRole('grid');
  });

  it('keeps its view state as plain data that can be set again', async () => {
    const list = await showList();
    const changed = oneEvent(list, 'seam-view-state-changed');
    byRole('button', { name: 'Email' }).click();
    const { detail } = await changed;
    expect(detail.sort).to.deep.equal({ by: 'email', ascending: true });
    const kept = JSON.parse(JSON.stringify({ ...detail, search: 'example.com' }));
    const other = document.createElement('seam-user-identity-list');
    other.viewState = kept;
    other.gateway = gatewayPath;
    document.body.append(other);
    await oneEvent(other, 'seam-ready');
    expect(other.shadowRoot!.querySelector('input')).to.have.value('example.com');
    expect(other.shadowRoot!.querySelector('[aria-sort]')).to.have.trimmed.text('Email');
    other.remove();
  });

  it('fits 320 px with two lines per row, and runs from right to left in Arabic', async () => {
    await setViewport({ width: 320, height: 640 });
    const list = await showList();
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    const row = list.shadowRoot!.querySelector<HTMLElement>('.rows > .row')!;
    expect(row.offsetHeight).to.equal(56);
    expect(getComputedStyle(row.querySelector('.email')!).display).to.equal('none');
    expect(getComputedStyle(row.querySelector('.reach')!).display).not.to.equal('none');
    list.locale = 'ar';
    await waitUntil(() => list.shadowRoot!.querySelector('section')!.dir === 'rtl');
    await findByRole('heading', { name: 'الأشخاص' });
    await expect(list).to.be.accessible();
  });

  it('is readable in dark mode and in every locale', async () => {
    document.documentElement.style.setProperty('color-scheme', 'dark');
    document.documentElement.style.setProperty('background', 'Canvas');
    document.documentElement.style.setProperty('color', 'CanvasText');
    const list = await showList();
    await expect(list).to.be.accessible();
    for (const [locale, title] of [
      ['es', 'Personas'],
      ['de', 'Personen'],
      ['fr', 'Personnes'],
      ['ja', 'ユーザー'],
    ] as const) {
      list.locale = locale;
      await findByRole('heading', { name: title });
    }
    document.documentElement.removeAttribute('style');
  });

  it('makes no new requests when it is moved in the page, and stops when it is removed', async () => {
    const list = await showList();
    // Polls for events are timed by the clock, with or without a move.
    const reads = () => page.requests.filter((path) => path.endsWith('/user_identities/list')).length;
    const before = reads();
    const box = document.createElement('div');
    document.body.append(box);
    box.append(list);
    await nextFrame();
    expect(names().length).to.be.greaterThan(10);
    expect(reads()).to.equal(before);
    box.remove();
    await nextFrame();
    list.viewState = { ...list.viewState, search: 'x' };
    await nextFrame();
    expect(reads()).to.equal(before);
  });

  it('is cleared at once after another login, and shows what that caller may see', async () => {
    const list = await showList();
    const everybody = names();
    const { user_identities } = (await page.asServer('/user_identities/list', {})) as unknown as {
      user_identities: { user_identity_id: string; display_name: string }[];
    };
    const [one] = user_identities;
    page.login = {
      caller: 'night-porter',
      userIdentityIds: [one!.user_identity_id],
      permissions: ['user_identities.read'],
    };
    list.viewState = { ...list.viewState, search: one!.display_name };
    await waitUntil(() => names().length === 1);
    list.viewState = { ...list.viewState, search: '' };
    await waitUntil(() => page.requests.filter((path) => path.endsWith('/list')).length >= 3);
    await list.updateComplete;
    expect(names()).to.deep.equal([one!.display_name]);
    expect(everybody.length).to.be.greaterThan(10);
  });

  it('says that nobody is signed in, or that the login does not permit it', async () => {
    page.login = null;
    const list = await fixture<SeamUserIdentityList>(
      html`<seam-user-identity-list gateway=${gatewayPath}></seam-user-identity-list>`,
    );
    await findByText('You are not signed in');
    page.login = { caller: 'cook', userIdentityIds: 'all', permissions: ['devices.read'] };
    byRole('button', { name: 'Retry' }).click();
    await findByText('You are not permitted to see this');
    await expect(list).to.be.accessible();
  });

  it('creates a person in a dialog, and returns the focus', async () => {
    const list = await showList();
    const create = byRole('button', { name: 'New person' });
    await waitUntil(() => !create.hasAttribute('aria-disabled'));
    create.focus();
    await sendKeys({ press: 'Enter' });
    const name = await findByRole('textbox', { name: 'Full name' });
    await waitUntil(() => (name.getRootNode() as ShadowRoot).activeElement === name);
    await sendKeys({ type: 'Aaa Newcomer' });
    const created = oneEvent(list, 'seam-user-identity-created');
    await sendKeys({ press: 'Enter' });
    expect((await created).detail.userIdentity.display_name).to.equal('Aaa Newcomer');
    await findByText('Aaa Newcomer was created.');
    await person(/Aaa Newcomer/);
    expect(names()[0]).to.equal('Aaa Newcomer');
    expect(allByRole('dialog')).to.deep.equal([]);
    expect(list.shadowRoot!.activeElement === create).to.equal(true);
  });

  it('opens the form with the session of its own attributes, and closes it with Escape', async () => {
    const list = await showList();
    byRole('checkbox', { name: `Select ${names()[0]}` }).click();
    await press('Edit');
    await findByText(`Edit ${names()[0]}`);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => allByRole('dialog').length === 0);
    await expect(list).to.be.accessible();
  });

  it('shows an edit in the row', async () => {
    const list = await showList();
    const [first] = names();
    byRole('checkbox', { name: `Select ${first}` }).click();
    await press('Edit');
    await findByText(`Edit ${first}`);
    const name = byRole('textbox', { name: 'Full name' }) as HTMLInputElement;
    name.select();
    await sendKeys({ type: 'Aaron Renamed' });
    await sendKeys({ press: 'Enter' });
    await person(/Aaron Renamed/);
    expect(names()).not.to.include(first);
    expect(list.viewState.selection).to.have.length(1);
  });

  it('selects a range with Shift, by mouse and by keyboard, and everything with Ctrl+A', async () => {
    const list = await showList();
    const all = names();
    byRole('checkbox', { name: `Select ${all[1]}` }).click();
    const fourth = byRole('checkbox', { name: `Select ${all[3]}` });
    fourth.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, shiftKey: true }));
    await findByText('3 selected');
    (await person(new RegExp(all[3]!))).focus();
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ up: 'Shift' });
    await findByText('5 selected');
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'a' });
    await sendKeys({ up: 'Control' });
    await findByText(
      `${(list.shadowRoot!.querySelector('[role=grid]')!.ariaRowCount! as unknown as number) - 1} selected`,
    );
  });

  it('selects all or none with the header checkbox, and then a range from there, by keyboard and by mouse', async () => {
    const list = await showList();
    const all = names();
    const above = byRole('checkbox', { name: /^Select all/ });
    above.focus();
    await sendKeys({ press: 'Space' });
    await findByText(`${Number(byRole('grid').ariaRowCount) - 1} selected`);
    await sendKeys({ press: 'ArrowDown' }); // keys of the rows have no effect in the header
    expect(list.shadowRoot!.activeElement === above).to.equal(true);
    await sendKeys({ press: 'Space' });
    await waitUntil(() => list.viewState.selection.length === 0);

    const shiftClick = (name: string) =>
      byRole('checkbox', { name: `Select ${name}` }).dispatchEvent(
        new MouseEvent('click', { bubbles: true, composed: true, shiftKey: true }),
      );
    shiftClick(all[2]!); // without a start
    await findByText('1 selected');
    await person(new RegExp(all[4]!)).then((row) => row.focus());
    await sendKeys({ press: 'Shift+Space' });
    await findByText('3 selected');
    await sendKeys({ press: 'Meta+a' });
    await findByText(`${Number(byRole('grid').ariaRowCount) - 1} selected`);
    await sendKeys({ press: 'Meta+Enter' });
    await sendKeys({ press: 'Alt+Enter' });
    expect(list.viewState.open).to.equal(null);
    await sendKeys({ press: 'PageDown' });
    await waitUntil(() => Number(list.shadowRoot!.activeElement?.getAttribute('aria-rowindex')) > 6);
    await sendKeys({ press: 'PageUp' });
    await sendKeys({ press: 'PageUp' });
    await waitUntil(() => list.shadowRoot!.activeElement?.getAttribute('aria-rowindex') === '2');
  });

  it('continues the range from a person who is still shown when its start is gone', async () => {
    const list = await showList();
    const all = names();
    byRole('checkbox', { name: `Select ${all[0]}` }).click();
    await findByText('1 selected');
    const box = byRole('searchbox', { name: 'Search people' });
    box.focus();
    await sendKeys({ type: all[5]! });
    await sendKeys({ press: 'Enter' }); // without a pause
    await waitUntil(() => names().length < 5 && names().includes(all[5]!));
    byRole('checkbox', { name: `Select ${all[5]}` }).dispatchEvent(
      new MouseEvent('click', { bubbles: true, composed: true, shiftKey: true }),
    );
    await findByText('2 selected, 1 not shown');

    await sendKeys({ type: 'nobody' });
    await findByText(/Nobody matches/);
    box.focus();
    await sendKeys({ press: 'ArrowDown' });
    expect(list.shadowRoot!.activeElement === box).to.equal(true);
  });

  describe('with selected people that the search does not show', () => {
    let list: SeamUserIdentityList;
    let hidden: readonly string[];
    const selectAll = () => byRole('checkbox', { name: /^Select all/ }) as HTMLInputElement;
    const idsShown = () =>
      allByRole('row')
        .slice(1)
        .map((row) => row.dataset['id']!);

    async function searchFor(text: string) {
      (byRole('searchbox', { name: 'Search people' }) as HTMLInputElement).select();
      await sendKeys({ type: text });
      await sendKeys({ press: 'Enter' });
    }

    beforeEach(async () => {
      page = await openSandboxPage({ seed: 'empty' });
      for (const name of ['Fox One', 'Fox Two', 'Fox Three', 'Hen One', 'Hen Two', 'Hen Three', 'Hen Four'])
        await page.asServer('/user_identities/create', { full_name: name });
      list = await showList();
      for (const name of ['Fox One', 'Hen One', 'Hen Two', 'Hen Three', 'Hen Four'])
        byRole('checkbox', { name: `Select ${name}` }).click();
      await findByText('5 selected');
      await searchFor('Fox');
      await waitUntil(() => names().length === 3);
      hidden = list.viewState.selection.filter((id) => !idsShown().includes(id));
    });

    it('says how many are not shown, and the header checkbox shows the state of the others', async () => {
      await findByText('5 selected, 4 not shown');
      expect(selectAll()).to.have.property('indeterminate', true);
      expect(selectAll()).to.have.property('checked', false);
      await searchFor('Hen');
      await findByText('5 selected, 1 not shown');
      expect(selectAll()).to.have.property('indeterminate', false);
      expect(selectAll()).to.have.property('checked', true);
    });

    it('keeps them when the header checkbox is pressed, in both directions, and after Ctrl+A', async () => {
      selectAll().click();
      await findByText('7 selected, 4 not shown');
      selectAll().click();
      await findByText('4 selected, 4 not shown');
      expect(list.viewState.selection).to.have.members([...hidden]);
      expect(selectAll()).to.have.property('indeterminate', false);
      (await person(/Fox One/)).focus();
      await sendKeys({ press: 'Control+a' });
      await findByText('7 selected, 4 not shown');
    });

    it('keeps them if the search finds nobody', async () => {
      await searchFor('nobody at all');
      await findByText('5 selected, 5 not shown');
      await press('Clear search');
      await findByText('5 selected');
    });
  });

  it('opens nobody after a click outside the rows, or while text is selected', async () => {
    const list = await showList();
    const row = await person(new RegExp(names()[0]!));
    getSelection()!.selectAllChildren(document.body.appendChild(document.createElement('p')));
    const marked = document.body.lastElementChild!;
    marked.textContent = 'Marked';
    getSelection()!.selectAllChildren(marked);
    row.click();
    row.parentElement!.parentElement!.click();
    await list.updateComplete;
    expect(list.viewState.open).to.equal(null);
    marked.remove();
    getSelection()!.removeAllRanges();
    row.click();
    await waitUntil(() => list.viewState.open !== null);
  });

  it('removes the selected people, and then neither selects nor opens them', async () => {
    await page.asServer('/user_identities/create', { full_name: 'Aaa Gone' });
    const list = await showList();
    (await person(/Aaa Gone/)).click();
    byRole('checkbox', { name: 'Select Aaa Gone' }).click();
    await waitUntil(() => list.viewState.open !== null && list.viewState.selection.length === 1);
    await press('Remove…');
    const dialog = await findByRole('dialog');
    (await eventually(() => byRole('checkbox', {}, dialog))).click();
    await press(/^Remove /, dialog);
    await waitUntil(() => {
      page.sandbox.clock.advance(1000);
      return list.viewState.selection.length === 0;
    });
    expect(list.viewState.open).to.equal(null);
  });

  it('exports all matching people, including further pages, as a file', async () => {
    page = await openSandboxPage({ seed: { user_identities: 1200 } });
    await showList();
    const files: Blob[] = [];
    const names: string[] = [];
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob: Blob) => {
      files.push(blob);
      return createObjectURL(blob);
    };
    const onClick = (event: Event) => {
      if (!(event.target instanceof HTMLAnchorElement)) return;
      event.preventDefault();
      names.push(event.target.download);
    };
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      this.addEventListener('click', onClick);
      click.call(this);
    };
    byRole('button', { name: 'Export to Excel' }).click();
    await waitUntil(() => files.length === 1, 'the workbook');
    (await findByRole('button', { name: 'Export CSV' })).click();
    await waitUntil(() => files.length === 2, 'the CSV file');
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
    const sheet = unzipSync(new Uint8Array(await files[0]!.arrayBuffer()))['xl/worksheets/sheet1.xml']!;
    expect(strFromU8(sheet).match(/<row>/g)).to.have.length(1201);
    expect((await files[1]!.text()).trim().split('\r\n')).to.have.length(1201);
    expect(names).to.deep.equal(['user-identities.xlsx', 'user-identities.csv']);
  });

  it('stops an export when the user cancels it, and says if one fails', async () => {
    await showList();
    page.sandbox.faults.add({ path: '/user_identities/list', hang: true, times: 1 });
    byRole('button', { name: 'Export to Excel' }).click();
    (await findByRole('button', { name: 'Cancel' })).click();
    await findByRole('button', { name: 'Export to Excel' });
    page.sandbox.faults.clear();
    page.sandbox.faults.add({ path: '/user_identities/list', status: 400 });
    byRole('button', { name: 'Export to Excel' }).click();
    await findByText('The export failed.');
  });

  it('says why a caller who may only read can change nothing', async () => {
    page.login = { caller: 'reader', userIdentityIds: 'all', permissions: ['user_identities.read'] };
    const list = await showList();
    list.style.inlineSize = '320px';
    const create = byRole('button', { name: 'New person' });
    await waitUntil(() => create.title !== '');
    expect(create).to.have.attribute('aria-disabled', 'true');
    const why = byText(create.title); // touch screens show no title
    expect(why.getBoundingClientRect().right).to.be.at.most(list.getBoundingClientRect().right);
    byRole('checkbox', { name: `Select ${names()[0]}` }).click();
    const remove = await findByRole('button', { name: 'Remove…' });
    expect(remove).to.have.attribute('aria-disabled', 'true');
    create.click();
    expect(allByRole('dialog')).to.deep.equal([]);
  });
});
