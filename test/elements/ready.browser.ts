// Every element fires an event in the end, with any permissions of the caller: seam-ready, or seam-error.
import { expect } from '@open-wc/testing';

import '../../src/index.js';
import type { SessionOptions } from '../../src/client/session.js';
import { eventually } from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';
import { tags } from '../support/tags.js';

const ofPerson = tags.filter((tag) => tag !== 'seam-user-identity-list');
const ofNobody = ['seam-user-identity-list', 'seam-user-identity-form', 'seam-device-access'] as const;

describe('an element fires seam-ready or seam-error', () => {
  let page: SandboxPage;
  let person: string;

  beforeEach(async () => {
    page = await openSandboxPage();
    person = await page.personCalled('room-214');
  });

  afterEach(() => document.body.replaceChildren());

  /** The events of all elements, for a person and without a person. */
  async function heardFrom(session: SessionOptions, settings: { readOnly?: boolean } = {}) {
    const all = [
      ...ofPerson.map((tag) => Object.assign(document.createElement(tag), { userIdentityId: person })),
      ...ofNobody.map((tag) => document.createElement(tag)),
    ];
    const said = all.map((element) => {
      const types: string[] = [];
      for (const type of ['seam-ready', 'seam-error'] as const)
        element.addEventListener(type, ({ target }) => {
          if (target === element) types.push(type);
        });
      document.body.append(Object.assign(element, session, settings));
      return types;
    });
    await eventually(() => {
      const silent = all.filter((_, at) => said[at]!.length === 0).map(({ localName }) => localName);
      if (silent.length > 0) throw new Error(`Nothing is heard from ${silent.join()}.`);
    });
    for (const types of said) expect(types.filter((type) => type === 'seam-ready').length).to.be.at.most(1);
  }

  it('for a caller with all permissions', () => heardFrom({ gateway: gatewayPath }));

  it('if it is read-only', () => heardFrom({ gateway: gatewayPath }, { readOnly: true }));

  it('for a caller who may only read', async () => {
    page.login = {
      caller: 'reader',
      userIdentityIds: 'all',
      permissions: ['user_identities.read', 'devices.read', 'credentials.read'],
    };
    await heardFrom({ gateway: gatewayPath });
  });

  it('for a caller without permissions', async () => {
    page.login = { caller: 'nobody', userIdentityIds: [], permissions: [] };
    await heardFrom({ gateway: gatewayPath }, { readOnly: true });
  });

  it('with a client session alone', async () =>
    heardFrom({ clientSessionToken: await page.sessionFor(person) }));
});
