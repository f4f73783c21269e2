// A host's own login layer stands in front of the gateway. Its responses end the login in many forms.
import { expect } from '@open-wc/testing';

import '../../src/index.js';
import { byRole, eventually, findByRole, findByText } from '../support/find.js';
import { gatewayPath, openSandboxPage } from '../support/sandbox-page.js';

const html = (status: number) =>
  new Response('<!doctype html><title>Sign in</title>', {
    status,
    headers: { 'content-type': 'text/html' },
  });

const endings: Readonly<Record<string, readonly [title: string, answer: () => Response]>> = {
  'a 401 page': ['Your session has ended', () => html(401)],
  'a 401 in JSON': [
    'Your session has ended',
    () => Response.json({ error: 'Unauthorized' }, { status: 401 }),
  ],
  'an empty 401': ['Your session has ended', () => new Response(null, { status: 401 })],
  'a redirect': ['You may need to sign in again', () => Response.redirect('/login', 302)],
  'a login page': ['You may need to sign in again', () => html(200)],
  'a 403 page': ['You may need to sign in again', () => html(403)],
  'a 419 page': ['You may need to sign in again', () => html(419)],
};

describe('a login layer in front of the gateway', () => {
  let answer: (() => Response) | undefined;

  beforeEach(async () => {
    await openSandboxPage();
    answer = undefined;
    const { fetch } = globalThis;
    globalThis.fetch = (input, init) => (answer ? Promise.resolve(answer()) : fetch(input, init));
  });

  afterEach(() => {
    document.body.replaceChildren();
  });

  for (const [what, [title, ending]] of Object.entries(endings))
    it(`ends the session with ${what}; the typed text stays, and the next attempt succeeds`, async () => {
      const form = document.createElement('seam-user-identity-form');
      form.gateway = gatewayPath;
      const kinds: string[] = [];
      form.addEventListener('seam-error', ({ detail }) => kinds.push(detail.kind));
      document.body.append(form);
      const name = () => byRole('textbox', { name: 'Full name' }) as HTMLInputElement;
      await findByRole('textbox', { name: 'Full name' });
      name().value = 'Sandra Diaz';
      name().dispatchEvent(new Event('input'));
      answer = ending;
      (await findByRole('button', { name: 'Create person' })).click();
      await findByText(title);
      await eventually(() => expect(kinds).to.include('session_ended'));
      answer = undefined;
      expect(name().value).to.equal('Sandra Diaz');
      const created = new Promise((resolve) =>
        form.addEventListener('seam-user-identity-created', resolve, { once: true }),
      );
      (await findByRole('button', { name: 'Create person' })).click();
      await created;
    });
});
