// Changes by others reach the list, but move no row that the user works with.
import { expect, fixture, html } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';

import '../../src/elements/seam-user-identity-list/seam-user-identity-list.js';
import { userIdentitiesDelete } from '../../src/api/contract.gen.js';
import type { SeamUserIdentityList } from '../../src/elements/seam-user-identity-list/seam-user-identity-list.js';
import { watchTraffic, type Traffic } from '../support/embeds.js';
import { allByRole, byRole, eventually, findByRole } from '../support/find.js';
import { holdTime, type HeldTime } from '../support/held-time.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

describe('<seam-user-identity-list> while others change people', () => {
  let page: SandboxPage;
  let time: HeldTime;
  let traffic: Traffic;
  let ids: Map<string, string>;

  beforeEach(async () => {
    page = await openSandboxPage({ seed: 'empty' });
    time = holdTime(page.sandbox);
    traffic = watchTraffic();
    await setViewport({ width: 1000, height: 700 });
    ids = new Map();
    for (let number = 10; number < 70; number++) await create(`Person ${number}`);
  });

  afterEach(async () => {
    await resetMouse();
    traffic.release();
    time.release();
  });

  async function create(full_name: string): Promise<void> {
    const answer = await page.asServer('/user_identities/create', { full_name });
    const { user_identity } = answer as unknown as { user_identity: { user_identity_id: string } };
    ids.set(full_name, user_identity.user_identity_id);
  }
  const rename = (name: string, full_name: string) =>
    page.asServer('/user_identities/update', { user_identity_id: ids.get(name), full_name });
  const remove = (name: string) => page.sandbox.resources.remove(ids.get(name)!);

  /** Waits until all polled data has been read again. */
  async function readAgain() {
    for (let second = 0; second < 30; second++) {
      time.pass(1000);
      await traffic.settle();
    }
  }

  async function show(): Promise<SeamUserIdentityList> {
    const list = await fixture<SeamUserIdentityList>(
      html`<seam-user-identity-list gateway=${gatewayPath}></seam-user-identity-list>`,
    );
    await findByRole('grid');
    await traffic.settle();
    return list;
  }

  const scrollerOf = (list: Element) => list.shadowRoot!.querySelector('.scroller')!;
  const rows = () => allByRole('row').slice(1);
  const nameOf = (row: Element) => row.querySelector('.name .truncate')!.textContent!.trim();
  const names = () => rows().map(nameOf);
  const rowOf = (name: string) => rows().find((row) => nameOf(row) === name)!;
  const topOf = (name: string) => rowOf(name).getBoundingClientRect().top;
  const waiting = () => allByRole('button', { name: 'Show changes' });

  it('shows all changes at once while nobody works with it', async () => {
    await show();
    await create('Person 00');
    await rename('Person 12', 'Person 10b');
    remove('Person 11');
    await readAgain();
    expect(names().slice(0, 4)).to.deep.equal(['Person 00', 'Person 10', 'Person 10b', 'Person 13']);
    expect(waiting()).to.have.length(0);
  });

  it('moves no row after a scroll, updates the rows in view, and shows other changes on request', async () => {
    const list = await show();
    const scroller = scrollerOf(list);
    scroller.scrollTop = 10 * 40 + 7;
    await traffic.settle();
    const before = { scrollTop: scroller.scrollTop, names: names(), top: topOf('Person 24') };
    await create('Person 00');
    await create('Person 22b');
    remove('Person 12');
    await rename('Person 25', 'Renamed to Z');
    await rename('Person 26', 'Person 26 new');
    await readAgain();
    expect(names()).to.deep.equal(
      before.names.map((name) =>
        name === 'Person 25' ? 'Renamed to Z' : name === 'Person 26' ? 'Person 26 new' : name,
      ),
    );
    expect(scroller.scrollTop).to.equal(before.scrollTop);
    expect(topOf('Person 24')).to.equal(before.top);
    expect(list.shadowRoot!.querySelector('footer')).to.contain.text('60 people');

    const button = byRole('button', { name: 'Show changes' });
    expect(allByRole('status').some((status) => status.contains(button))).to.equal(true);
    await expect(list).to.be.accessible();
    button.click();
    await eventually(() => expect(list.shadowRoot!.activeElement?.textContent).to.contain('Person 00'));
    expect(waiting()).to.have.length(0);
    expect(list.shadowRoot!.querySelector('footer')).to.contain.text('61 people');
    expect(names()).not.to.include('Person 12');
  });

  it('keeps the focus in its row, and the row in its place', async () => {
    const list = await show();
    (await eventually(() => rowOf('Person 13'))).focus();
    const { top } = rowOf('Person 13').getBoundingClientRect();
    await create('Person 00');
    await rename('Person 13', 'Another name');
    await readAgain();
    expect(list.shadowRoot!.activeElement === rowOf('Another name')).to.equal(true);
    expect(topOf('Another name')).to.equal(top);
    await sendKeys({ press: 'ArrowDown' });
    await eventually(() => expect(list.shadowRoot!.activeElement === rowOf('Person 14')).to.equal(true));
    await findByRole('button', { name: 'Show changes' });
  });

  it('keeps selected people selected and in place', async () => {
    const list = await show();
    rowOf('Person 14').querySelector<HTMLElement>('.check')!.click();
    await findByRole('button', { name: 'Edit' });
    (document.activeElement as HTMLElement | null)?.blur();
    await create('Person 00');
    remove('Person 14');
    await readAgain();
    expect(rowOf('Person 14').getAttribute('aria-selected')).to.equal('true');
    expect(list.viewState.selection).to.deep.equal([ids.get('Person 14')]);
    byRole('button', { name: 'Clear' }).click();
    await eventually(() => expect(names()[0]).to.equal('Person 00'));
    expect(waiting()).to.have.length(0);
  });

  it('moves no row away from under the pointer', async () => {
    await show();
    const { left, top } = rowOf('Person 13').getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(left + 200), Math.round(top + 10)] });
    await create('Person 00');
    await readAgain();
    expect(topOf('Person 13')).to.equal(top);
    await findByRole('button', { name: 'Show changes' });
  });

  it('shows a change by the user at once, also after scrolling', async () => {
    const list = await show();
    const scroller = scrollerOf(list);
    scroller.scrollTop = 10 * 40;
    await traffic.settle();
    const top = topOf('Person 24');
    await list.session.client!.call(userIdentitiesDelete, { user_identity_id: ids.get('Person 12')! });
    page.sandbox.clock.advance(60_000);
    document.body.dispatchEvent(
      new CustomEvent('seam-user-identity-deleted', { bubbles: true, composed: true, detail: {} }),
    );
    await readAgain();
    expect(list.shadowRoot!.querySelector('footer')).to.contain.text('59 people');
    expect(topOf('Person 24')).to.equal(top);
    expect(waiting()).to.have.length(0);
  });

  it('keeps the rows in view when further pages add rows between them', async () => {
    page = await openSandboxPage({ seed: { user_identities: 900 } });
    const list = await show();
    const scroller = scrollerOf(list);
    const counted = () => Number(/[0-9]+/.exec(list.shadowRoot!.querySelector('footer')!.textContent!)![0]);
    const count = counted();
    const release = page.hold('/user_identities/list');
    scroller.scrollTop = scroller.scrollHeight;
    await eventually(() => expect(list.shadowRoot!.querySelector('footer')).to.contain.text('Loading more'));
    const topIndex = Math.floor(scroller.scrollTop / 40);
    const seen = rows().find((row) => row.getAttribute('aria-rowindex') === `${topIndex + 2}`)!;
    const { id } = seen.dataset;
    const { top } = seen.getBoundingClientRect();
    release();
    await eventually(() => expect(counted()).to.be.greaterThan(count));
    await traffic.settle();
    const now = rows().find((row) => row.dataset['id'] === id)!;
    expect(now.getBoundingClientRect().top).to.equal(top);
    expect(now.getAttribute('aria-rowindex')).not.to.equal(`${topIndex + 2}`);
    expect(waiting()).to.have.length(0);
  });
});
