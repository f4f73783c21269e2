import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import '../../src/elements/seam-user-identity-removal/seam-user-identity-removal.js';
import type { Permission } from '../../src/api/permissions.js';
import { permissions } from '../../src/api/permissions.js';
import type { SeamEventDetails } from '../../src/elements/base/events.js';
import type { SeamUserIdentityRemoval } from '../../src/elements/seam-user-identity-removal/seam-user-identity-removal.js';
import { allByRole, byRole, byText, eventually, findByRole, findByText, focused } from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

interface AcsUser {
  acs_user_id: string;
  user_identity_id?: string;
}

const changes = /\/(delete|deactivate|remove_acs_user)$/;

const understood = () => byRole('checkbox', { name: /cannot be undone/ }) as HTMLInputElement;
const start = (name: RegExp = /^Remove /) => byRole('button', { name });
const isOff = (button: HTMLElement) => button.getAttribute('aria-disabled') === 'true';
const press = async (name: string | RegExp) => (await findByRole('button', { name })).click();

/** The lines of the result, as `name: note`. */
const lines = () =>
  [...byRole('list').querySelectorAll('.step')].map(
    (line) =>
      `${line.querySelector('.step-name')!.textContent}: ${line.querySelector('.step-note')!.textContent}`,
  );

describe('<seam-user-identity-removal>', () => {
  let page: SandboxPage;
  /** While this is true, the removal waits until a test releases it. */
  let isHeld = false;
  let goOn: (() => void)[] = [];
  const events: [name: string, detail: unknown][] = [];

  const open = async (options: Parameters<typeof openSandboxPage>[0] = {}) => {
    page = await openSandboxPage(options);
    isHeld = false;
    goOn = [];
    events.length = 0;
  };

  beforeEach(() => open({ deletion: 'ordered' }));

  const clock = {
    now: () => page.sandbox.clock.now().getTime(),
    wait: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        const pass = () => {
          page.sandbox.clock.advance(ms);
          resolve();
        };
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
        if (isHeld) goOn.push(pass);
        else pass();
      }),
  };

  /** Releases the removal when it waits. Afterwards it does not wait again, except on request. */
  async function letGo(hold = false) {
    await isWaiting();
    isHeld = hold;
    goOn.splice(0).forEach((pass) => pass());
  }

  const isWaiting = () => eventually(() => expect(goOn).not.to.be.empty);

  async function personOf(user_identity_key: string): Promise<string> {
    const answer = await page.asServer('/user_identities/get', { user_identity_key });
    return (answer as unknown as { user_identity: { user_identity_id: string } }).user_identity
      .user_identity_id;
  }

  const isThere = (user_identity_id: string) =>
    page.asServer('/user_identities/get', { user_identity_id }).then(
      () => true,
      () => false,
    );

  async function acsUsersOf(user_identity_id: string): Promise<AcsUser[]> {
    const answer = await page.asServer('/acs/users/list', { user_identity_id });
    return (answer as unknown as { acs_users: AcsUser[] }).acs_users;
  }

  async function show(
    ids: string | readonly string[],
    options: Partial<SeamUserIdentityRemoval> = {},
  ): Promise<SeamUserIdentityRemoval> {
    const element = document.createElement('seam-user-identity-removal');
    Object.assign(element, {
      gateway: gatewayPath,
      clock,
      ...(typeof ids === 'string' ? { userIdentityId: ids } : { userIdentityIds: ids }),
      ...options,
    });
    for (const name of [
      'seam-error',
      'seam-before-user-identity-deleted',
      'seam-user-identity-deleted',
      'seam-user-identity-removal-finished',
      'seam-user-identity-removal-cancelled',
    ] as const)
      element.addEventListener(name, ({ detail }) => events.push([name, detail]));
    return fixture(html`${element}`);
  }

  const shown = async (...args: Parameters<typeof show>) => {
    const element = await show(...args);
    await findByRole('button', { name: /^(Remove|Go on)/ });
    page.requests.length = 0;
    return element;
  };

  async function confirm() {
    understood().click();
    await eventually(() => expect(isOff(start(/^(Remove|Go on)/))).to.equal(false));
    start(/^(Remove|Go on)/).click();
  }

  const eventsNamed = (name: string) =>
    events.filter(([other]) => other === name).map(([, detail]) => detail);
  const asked = () =>
    page.requests.filter((path) => changes.test(path)).map((path) => path.slice(gatewayPath.length));

  // An administrator in two access systems, with one credential on each of three phones.
  const full = 'staff-01';
  // A guest with an ACS user in a disconnected access system.
  const stuck = 'room-214';

  describe('for one person', () => {
    it('shows what is removed, asks a second time, removes all in order and shows the result', async () => {
      const id = await personOf(full);
      await page.sessionFor(id);
      const element = await shown(id);
      for (const text of [/^App sessions/, /in Harbour House$/, /in Mill Court$/, /on 3 phones/])
        byText(text);
      for (const phone of ['iPhone 16 Pro', 'Galaxy Z Fold7', 'iPhone SE']) byText(phone);
      await expect(element).to.be.accessible();

      expect(isOff(start())).to.equal(true);
      start().click();
      expect(asked()).to.deep.equal([]);

      isHeld = true;
      await confirm();
      await isWaiting();
      await findByText(/^Removing /);
      await expect(element).to.be.accessible();
      await letGo();

      await findByText(/was removed$/);
      expect(asked()).to.deep.equal([
        '/client_sessions/delete',
        '/acs/users/delete',
        '/acs/credentials/delete',
        '/acs/users/delete',
        '/phones/deactivate',
        '/phones/deactivate',
        '/phones/deactivate',
        '/user_identities/delete',
      ]);
      expect(await isThere(id)).to.equal(false);
      expect(lines().map((line) => line.replace(/.*: /, ''))).to.deep.equal([
        'Ended',
        'Deleted',
        'Deleted',
        'Deleted',
        'Deactivated',
        'Deactivated',
        'Deactivated',
        'Removed',
      ]);
      expect(eventsNamed('seam-before-user-identity-deleted')).to.deep.equal([{ userIdentityIds: [id] }]);
      expect(eventsNamed('seam-user-identity-deleted')).to.deep.equal([{ userIdentityId: id }]);
      expect(eventsNamed('seam-error')).to.deep.equal([]);
      await expect(element).to.be.accessible();

      await press('Close');
      expect(eventsNamed('seam-user-identity-removal-finished')).to.deep.equal([{ removed: [id], left: [] }]);
      await findByText('Not found');
      expect(eventsNamed('seam-error')).to.deep.equal([]);
    });

    it('lets Seam remove everything by cascade', async () => {
      await open({ deletion: 'cascade' });
      const id = await personOf(full);
      await shown(id, { strategy: 'cascade' });
      await confirm();
      await findByText(/was removed$/);
      expect(asked()).to.deep.equal(['/user_identities/delete']);
      expect(lines()).to.have.length(7);
      expect(lines().join()).not.to.match(/Still there|Left/);
    });

    for (const strategy of ['ordered', 'cascade'] as const)
      it(`only unlinks the chosen ACS users, if the strategy is ${strategy}`, async () => {
        await open({ deletion: strategy });
        const id = await personOf(full);
        const before = await acsUsersOf(id);
        await shown(id, { strategy });
        byRole('checkbox', { name: /^Only unlink .* in Mill Court$/ }).click();
        await confirm();
        await findByText(/was removed$/);
        expect(lines()[0]).to.match(/^Link to .* in Mill Court: Unlinked$/);
        const kept = [];
        for (const { acs_user_id } of before) {
          const answer = await page.asServer('/acs/users/get', { acs_user_id }).catch(() => undefined);
          if (answer) kept.push((answer as unknown as { acs_user: AcsUser }).acs_user);
        }
        expect(kept).to.have.length(1);
        expect(kept[0]!.user_identity_id).to.equal(undefined);
      });

    it('works with the keyboard alone', async () => {
      const id = await personOf('room-209');
      await shown(id);
      understood().focus();
      await sendKeys({ press: 'Enter' });
      expect(asked()).to.deep.equal([]);
      await sendKeys({ press: 'Space' });
      await eventually(() => expect(isOff(start())).to.equal(false));
      await sendKeys({ press: 'Tab' });
      expect(focused() === byRole('button', { name: 'Cancel' })).to.equal(true);
      await sendKeys({ press: 'Tab' });
      isHeld = true;
      await sendKeys({ press: 'Enter' });
      await eventually(() => expect(focused() === byRole('heading', { name: /^Removing/ })).to.equal(true));
      await letGo();
      await findByText(/was removed$/);
      await eventually(() => expect(focused() === byRole('heading', { name: /was removed/ })).to.equal(true));
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Enter' });
      expect(eventsNamed('seam-user-identity-removal-finished')).to.have.length(1);
    });

    it('does nothing if the page prevents it or the user cancels', async () => {
      const id = await personOf(full);
      const element = await shown(id);
      element.addEventListener('seam-before-user-identity-deleted', (event) => event.preventDefault(), {
        once: true,
      });
      await confirm();
      expect(eventsNamed('seam-before-user-identity-deleted')).to.have.length(1);
      await press('Cancel');
      await eventually(() => expect(understood().checked).to.equal(false));
      expect(eventsNamed('seam-user-identity-removal-cancelled')).to.have.length(1);
      await page.settled();
      expect(page.requests).to.deep.equal([]);
    });

    it('announces the phases, but not each step', async () => {
      const id = await personOf(full);
      const element = await shown(id);
      const said: string[] = [];
      const status = byRole('status');
      const note = () => said.push(status.textContent!.trim());
      new MutationObserver(note).observe(status, { childList: true, characterData: true, subtree: true });
      await confirm();
      await findByText(/was removed$/);
      await element.updateComplete;
      expect([...new Set(said)].join('\n')).to.match(
        /Deleting users in access systems\nDeactivating phones\n.*was removed$/s,
      );
      expect(said.filter((text) => text === 'Deactivating phones')).to.have.length(1);
    });

    it('shows the elapsed time, and has a timer only while it runs', async () => {
      const ticking = new Set<unknown>();
      const { setInterval: set, clearInterval: clear } = window;
      Object.assign(window, {
        setInterval: (...args: Parameters<typeof set>) => {
          const timer = set(...args);
          ticking.add(timer);
          return timer;
        },
        clearInterval: (timer: number) => {
          ticking.delete(timer);
          clear(timer);
        },
      });
      try {
        const element = await shown(await personOf(full));
        isHeld = true;
        await confirm();
        await isWaiting();
        expect(ticking.size).to.equal(1);
        page.sandbox.clock.advance(74_000);
        element.requestUpdate();
        await findByText(/of 7 · 1:14/);
        await letGo();
        await findByText(/was removed$/);
        expect(ticking.size).to.equal(0);

        const other = await shown(await personOf('room-201'));
        isHeld = true;
        await confirm();
        await isWaiting();
        other.remove();
        expect(ticking.size).to.equal(0);
      } finally {
        Object.assign(window, { setInterval: set, clearInterval: clear });
      }
    });
  });

  describe('when it is interrupted', () => {
    it('pauses while the connection is lost, says so, and continues when it is back', async () => {
      const id = await personOf(full);
      await shown(id);
      isHeld = true;
      await confirm();
      await isWaiting();
      const restore = page.sandbox.faults.add({ drop: true });
      await letGo(true);
      await findByText(/The connection is lost/);
      expect(byRole('status')).to.contain.text('The connection is lost');
      restore();
      await letGo();
      await findByText(/was removed$/);
      expect(new Set(asked()).has('/user_identities/delete')).to.equal(true);
      expect(asked()).to.have.length(7);
    });

    it('stops at a safe point, and continues here or in another element, with the id alone', async () => {
      const id = await personOf(full);
      const first = await shown(id);
      isHeld = true;
      await confirm();
      await isWaiting();
      await press('Stop after this step');
      await findByText(/is not finished$/);
      const before = asked().length;
      expect(before).to.be.greaterThan(0);
      await expect(first).to.be.accessible();
      byRole('button', { name: 'Go on removing' });
      first.remove();
      expect(eventsNamed('seam-error')).to.deep.equal([]);

      isHeld = false;
      const second = await show(id);
      await findByText(/was begun before/);
      await expect(second).to.be.accessible();
      page.requests.length = 0;
      await confirm();
      await findByText(/was removed$/);
      expect(before + asked().length).to.equal(7);
      expect(await isThere(id)).to.equal(false);
    });

    it('keeps earlier results when it continues', async () => {
      const id = await personOf(full);
      await shown(id);
      isHeld = true;
      await confirm();
      await letGo(true);
      await eventually(() => expect(lines().join()).to.match(/Deleted/));
      await isWaiting();
      await press('Stop after this step');
      await press('Go on removing');
      await letGo();
      await findByText(/was removed$/);
      expect(lines()).to.have.length(7);
      expect(eventsNamed('seam-before-user-identity-deleted')).to.have.length(2);
    });

    it('stops when it is removed from the page', async () => {
      const id = await personOf(full);
      const element = await shown(id);
      isHeld = true;
      await confirm();
      await isWaiting();
      element.remove();
      await Promise.resolve();
      isHeld = false;
      goOn.splice(0).forEach((pass) => pass());
      const before = page.requests.length;
      await new Promise(requestAnimationFrame);
      expect(page.requests).to.have.length(before);
      expect(await isThere(id)).to.equal(true);
    });

    it('continues when it is moved in the page', async () => {
      const id = await personOf(full);
      const element = await shown(id);
      isHeld = true;
      await confirm();
      await isWaiting();
      const elsewhere = await fixture<HTMLElement>(html`<div></div>`);
      elsewhere.append(element);
      await letGo();
      await findByText(/was removed$/);
    });

    it('clears the run and the choices when it shows another person', async () => {
      const [one, other] = [await personOf(full), await personOf('room-201')];
      const element = await shown(one);
      isHeld = true;
      await confirm();
      await isWaiting();
      element.userIdentityId = other;
      await eventually(() => expect(understood().checked).to.equal(false));
      isHeld = false;
      goOn.splice(0).forEach((pass) => pass());
      await new Promise(requestAnimationFrame);
      expect(await isThere(one)).to.equal(true);
      expect(asked()).not.to.include('/user_identities/delete');
    });

    it('accepts that somebody else removes the person meanwhile', async () => {
      await open({ deletion: 'cascade' });
      const id = await personOf(full);
      await shown(id);
      isHeld = true;
      await confirm();
      await isWaiting();
      await page.asServer('/user_identities/delete', { user_identity_id: id });
      page.sandbox.clock.advance(5000);
      await letGo();
      await findByText(/was removed$/);
      expect(lines().join()).to.match(/Was gone already/);
      expect(asked()).not.to.include('/user_identities/delete');
    });

    it('says that a person who is gone does not exist', async () => {
      const id = await personOf(full);
      await open();
      await show('00000000-0000-4000-8000-000000000000');
      await findByText('Not found');
      expect(allByRole('button')).to.deep.equal([]);
      expect(id).to.be.a('string');
    });

    it('says that the preview could not be loaded, and loads it again', async () => {
      const id = await personOf(full);
      page.sandbox.faults.add({ path: '/phones/list', status: 400, body: {}, times: 1 });
      const element = await show(id);
      await findByRole('alert');
      expect(eventsNamed('seam-error')).to.have.length(1);
      await expect(element).to.be.accessible();
      await press('Retry');
      await findByRole('button', { name: /^Remove / });
    });
  });

  describe('when something cannot be removed', () => {
    it('stops, says why, and skips it on request', async () => {
      await open({ deletion: 'cascade' });
      const id = await personOf(stuck);
      const element = await shown(id);
      await confirm();
      await findByText(/is still there$/);
      expect(lines().join()).to.contain('Failed to delete the user on the access system.');
      expect(asked()).not.to.include('/user_identities/delete');
      await expect(element).to.be.accessible();
      byRole('button', { name: 'Try again' });
      await press(/^Leave alone: .* in Quay Apartments$/);
      await findByText(/was removed$/);
      expect(eventsNamed('seam-user-identity-deleted')).to.deep.equal([{ userIdentityId: id }]);
    });

    it('unlinks it instead on request', async () => {
      const id = await personOf(stuck);
      await shown(id);
      await confirm();
      await findByText(/is still there$/);
      await press(/^Only unlink .* in Quay Apartments$/);
      await findByText(/was removed$/);
      expect(asked()).to.include('/user_identities/remove_acs_user');
    });

    it('tries again on request, and can leave it', async () => {
      const id = await personOf(stuck);
      await shown(id);
      await confirm();
      await findByText(/is still there$/);
      const before = asked().filter((path) => path === '/acs/users/delete').length;
      await press('Try again');
      await eventually(() =>
        expect(asked().filter((path) => path === '/acs/users/delete')).to.have.length(before + 1),
      );
      await findByText(/is still there$/);
      await press('Close');
      expect(eventsNamed('seam-user-identity-removal-finished')).to.deep.equal([{ removed: [], left: [id] }]);
      await findByText(/was begun before/);
    });

    it('shows the response of Seam if Seam refuses to remove the person', async () => {
      await open({ deletion: 'ordered' });
      await shown(await personOf(full), { strategy: 'cascade' });
      await confirm();
      await findByText(/is still there$/);
      expect(lines().at(-1)).to.match(/still has .*acs_users/);
    });
  });

  describe('for several people', () => {
    const several = async () => [
      await personOf('room-201'),
      await personOf(stuck),
      await personOf('room-209'),
    ];

    it('asks the user to type their number, on any keyboard', async () => {
      const element = await shown([...(await several()), await personOf('room-201')]);
      const box = byRole('textbox') as HTMLInputElement;
      await expect(element).to.be.accessible();
      for (const [typed, serves] of Object.entries({
        '': false,
        '2': false,
        '33': false,
        x: false,
        '3': true,
      }))
        await typeInto(box, typed, serves);
      await typeInto(box, '３', true);
      await typeInto(box, '٣', true);
      await typeInto(box, '۳', true);

      async function typeInto(input: HTMLInputElement, typed: string, serves: boolean) {
        input.value = typed;
        input.dispatchEvent(new Event('input', { bubbles: true }));
        await element.updateComplete;
        expect(isOff(start()), typed).to.equal(!serves);
      }
    });

    it('removes one after another, fires an event for each, and tries failed ones again', async () => {
      const ids = await several();
      const element = await shown(ids);
      byRole('textbox').focus();
      await sendKeys({ type: '3' });
      isHeld = true;
      await sendKeys({ press: 'Enter' });
      await isWaiting();
      await findByText(/^Removing 3 people$/);
      await expect(element).to.be.accessible();
      await letGo();
      await findByText('2 of 3 people were removed');
      await expect(element).to.be.accessible();
      expect(lines().map((line) => line.replace(/^[^:]*: /, ''))).to.deep.equal([
        'Removed',
        `${lines()[1]!.split(': ')[1]}: Failed to delete the user on the access system.`,
        'Removed',
      ]);
      expect(eventsNamed('seam-user-identity-deleted')).to.deep.equal(
        [ids[0], ids[2]].map((userIdentityId) => ({ userIdentityId })),
      );

      const repaired = JSON.parse(
        JSON.stringify(page.sandbox.snapshot(), (key, value: unknown) =>
          key === 'errors' && JSON.stringify(value).includes('acs_system_disconnected') ? [] : value,
        ),
      ) as ReturnType<typeof page.sandbox.snapshot>;
      page.sandbox.restore(repaired);
      await press('Try the failed again (1)');
      await findByText('3 of 3 people were removed');
      expect(eventsNamed('seam-before-user-identity-deleted').at(-1)).to.deep.equal({
        userIdentityIds: [ids[1]],
      });
      expect(eventsNamed('seam-user-identity-deleted')).to.have.length(3);
      await press('Close');
      expect(eventsNamed('seam-user-identity-removal-finished')).to.deep.equal([{ removed: ids, left: [] }]);
    });

    const begin = async (ids: readonly string[]) => {
      await shown(ids);
      byRole('textbox').focus();
      await sendKeys({ type: String(ids.length) });
      isHeld = true;
      await sendKeys({ press: 'Enter' });
      await isWaiting();
    };

    it('stops between two people, and continues with the others', async () => {
      const ids = [await personOf('room-201'), await personOf('room-209'), await personOf('room-212')];
      await begin(ids);
      await press('Stop after this person');
      await findByRole('button', { name: 'Stop now' });
      await letGo();
      await findByText('1 of 3 people were removed');
      expect(lines().map((line) => line.replace(/.*: /, ''))).to.deep.equal([
        'Removed',
        'Still there',
        'Still there',
      ]);
      expect(await isThere(ids[1]!)).to.equal(true);
      await press('Go on removing');
      await findByText('3 of 3 people were removed');
    });

    it('stops at once on the second press, and says whose removal had started', async () => {
      const ids = [await personOf('room-201'), await personOf('room-209')];
      await begin(ids);
      await press('Stop after this person');
      await press('Stop now');
      await findByText('0 of 2 people were removed');
      expect(lines().map((line) => line.replace(/.*: /, ''))).to.deep.equal([
        'Begun, not finished',
        'Still there',
      ]);
      expect(eventsNamed('seam-error')).to.deep.equal([]);
    });

    it('treats a list of one id like one person', async () => {
      await shown([await personOf(full)]);
      understood();
    });
  });

  describe('permissions', () => {
    const loginWithout = (...refused: Permission[]) => {
      page.login = {
        caller: 'junior',
        userIdentityIds: 'all',
        permissions: permissions.filter((permission) => !refused.includes(permission)),
      };
    };

    it('says why the caller may not remove people, and which permissions are missing', async () => {
      loginWithout('user_identities.delete', 'phones.deactivate', 'acs_users.link');
      const element = await shown(await personOf(full));
      understood().click();
      await findByText(/not permitted .* Needed for this: user_identities.delete, phones.deactivate\./s);
      expect(isOff(start())).to.equal(true);
      start().click();
      understood().focus();
      await sendKeys({ press: 'Enter' });
      expect(asked()).to.deep.equal([]);
      const unlink = byRole('checkbox', { name: /Mill Court/ }) as HTMLInputElement;
      unlink.click();
      expect(unlink.checked).to.equal(false);
      await expect(element).to.be.accessible();
    });

    it('needs fewer permissions for a cascade', async () => {
      loginWithout('phones.deactivate', 'acs_users.delete');
      await shown(await personOf(full), { strategy: 'cascade' });
      understood().click();
      await eventually(() => expect(isOff(start())).to.equal(false));
    });

    it('makes no requests if the caller may not see people', async () => {
      loginWithout('user_identities.read');
      const element = await show(await personOf(full));
      await findByText(/Needed for this: user_identities.read/);
      expect(page.requests).to.deep.equal([`${gatewayPath}/gateway/session/get`]);
      await expect(element).to.be.accessible();
    });

    it('works without the names of access systems and doors', async () => {
      loginWithout('access_systems.read');
      await shown(await personOf(full));
      await findByText(/^Not to be seen here: Access systems and their doors\./);
      expect(allByRole('checkbox', { name: /in an access system/ })).to.have.length(2);
      understood().click();
      await eventually(() => expect(isOff(start())).to.equal(false));
    });

    it('shows what the caller may see, and does not start what the caller could not follow', async () => {
      loginWithout('phones.read', 'credentials.read');
      const element = await shown(await personOf(full));
      await findByText(/^Not to be seen here: Keys and Phones\. What there is/);
      byText('Users in access systems');
      understood().click();
      await findByText(/Needed for this: credentials.read, phones.read\./);
      expect(isOff(start())).to.equal(true);
      await expect(element).to.be.accessible();
    });

    it('only shows the preview on a read-only page', async () => {
      await shown(await personOf(full), { readOnly: true });
      understood().click();
      await findByText('This page only shows.');
      expect(isOff(start())).to.equal(true);
    });

    it('says that it needs a gateway, and sends nothing', async () => {
      const id = await personOf(full);
      const clientSessionToken = await page.sessionFor(id);
      page.requests.length = 0;
      await show(id, { gateway: undefined, clientSessionToken });
      await findByText('This needs the gateway');
      await page.settled();
      expect(page.requests).to.deep.equal([]);
    });

    it('sends nothing without an id', async () => {
      const element = await show('');
      await element.updateComplete;
      await findByRole('heading', { name: 'Remove a person' });
      expect(page.requests.filter((path) => !path.endsWith('/gateway/session/get'))).to.deep.equal([]);
    });

    it('leaves the page’s own session to be removed with the person', async () => {
      await open({ deletion: 'cascade' });
      const id = await personOf(full);
      await page.sessionFor(id);
      await shown(id, { clientSessionToken: await page.sessionFor(id) });
      await findByText(/This page runs on it, so it goes last/);
      await confirm();
      await findByText(/was removed$/);
      expect(asked().filter((path) => path === '/client_sessions/delete')).to.have.length(1);
      expect(asked().at(-1)).to.equal('/user_identities/delete');
    });

    it('does not claim to have seen the end if its own session was removed', async () => {
      await open({ deletion: 'cascade' });
      const id = await personOf(full);
      const clientSessionToken = await page.sessionFor(id);
      const element = await shown(id, { clientSessionToken, strategy: 'cascade' });
      isHeld = true;
      await confirm();
      await isWaiting();
      page.login = null;
      await letGo();
      await findByText(/This page ran on a session of this person/);
      byRole('heading', { name: /is not finished/ });
      expect(eventsNamed('seam-user-identity-deleted')).to.deep.equal([]);
      await expect(element).to.be.accessible();
    });

    it('keeps the result if the session ends before the person is removed', async () => {
      const id = await personOf(full);
      await shown(id);
      isHeld = true;
      await confirm();
      await isWaiting();
      page.login = null;
      await letGo();
      await findByText('Your session has ended');
      expect(lines()).to.have.length(7);
      byRole('button', { name: 'Go on removing' });
      expect(eventsNamed('seam-error')).to.have.length(1);
    });

    it('removes the page’s own person last', async () => {
      await open({ deletion: 'cascade' });
      const [own, other] = [await personOf(full), await personOf('room-201')];
      await shown([own, other], { clientSessionToken: await page.sessionFor(own) });
      byRole('textbox').focus();
      await sendKeys({ type: '2' });
      const deleted = oneEvent(document, 'seam-user-identity-deleted');
      await sendKeys({ press: 'Enter' });
      const { detail } = (await deleted) as CustomEvent<SeamEventDetails['seam-user-identity-deleted']>;
      expect(detail.userIdentityId).to.equal(other);
      await findByText('2 of 2 people were removed');
    });
  });
});
