// Any response is rendered as text or as a calm error: nothing is executed or thrown, and no element stays empty.
// `HOSTILE_RUNS=500 npm test -- hostile-data` tests more; a failure reports its seed and path, to run it again.
import { expect } from '@open-wc/testing';
import fc from 'fast-check';

import '../../src/index.js';
import type { SeamError } from '../../src/api/errors.js';
import type { SeamElement } from '../../src/elements/base/seam-element.js';
import { createTestBackend } from '../../src/testing/index.js';
import { everythingOf, noteThrown, pressable } from '../support/everything.js';
import { eventually, findByRole, findByText, frames } from '../support/find.js';
import { hostileTag, spoil, spoilings, type Spoiling } from '../support/hostile.js';
import { tags } from '../support/tags.js';

/** The controls to press, as numbers among those that can be pressed. */
const presses = fc.array(fc.nat(), { minLength: 8, maxLength: 8 });

/** Each run takes about two seconds. */
const numRuns = Number(process.env['HOSTILE_RUNS'] || 6);

/** More requests than any press may cause. */
const mostRequests = 300;

const ownFetch = window.fetch;
let underWay = 0;
let asked: string[] = [];
let caught: ReturnType<typeof noteThrown>;

async function open(spoiling: Spoiling, isDirect: boolean) {
  const backend = createTestBackend();
  const { user_identity } = await backend.seam<{ user_identity: { user_identity_id: string } }>(
    '/user_identities/get',
    { user_identity_key: 'room-214' },
  );
  const session = document.createElement('seam-session');
  if (isDirect)
    session.clientSessionToken = await backend.createClientSession(user_identity.user_identity_id);
  else session.gateway = backend.basePath;
  window.fetch = async (input, init) => {
    underWay++;
    try {
      const answer = await backend.fetch(input, init);
      const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
      asked.push(pathname);
      const path = pathname.startsWith('/seam/') ? pathname.slice('/seam'.length) : pathname;
      if (/^\/(gateway|client_sessions\/get$)/.test(path) && !spoiling.isOfSession) return answer;
      // The gateway streams the progress of a removal as lines.
      const lines = (await answer.text()).split('\n').filter(Boolean);
      const spoilt = lines.map((line, at) =>
        JSON.stringify(spoil(JSON.parse(line) as never, path, `${String(init?.body)}${at}`, spoiling)),
      );
      return new Response(spoilt.join('\n'), { status: answer.status, headers: answer.headers });
    } finally {
      underWay--;
    }
  };
  for (const tag of tags) {
    const element = document.createElement(tag);
    element.setAttribute('user-identity-id', user_identity.user_identity_id);
    session.append(element);
  }
  document.body.append(session);
  return [...session.children] as SeamElement[];
}

async function settle() {
  const before = asked.length;
  for (let quiet = 0; quiet < 4; quiet = underWay > 0 ? 0 : quiet + 1) {
    await frames(1);
    const more = asked.slice(before);
    if (more.length > mostRequests) throw new Error(`Asks without end: ${more.slice(-8).join(', ')}`);
  }
}

const everythingOfOurs = () => everythingOf(document.querySelector('seam-session')!);

/** Parts of the page that show that a response was taken as markup, or would run when pressed. */
function executed(): string[] {
  return everythingOfOurs().flatMap((element) => {
    const bad = [...element.attributes].filter(
      ({ name, value }) =>
        name.startsWith('on') ||
        (/^(href|src|action|formaction)$/.test(name) && /^\s*(javascript|data):/i.test(value)),
    );
    const isForeign = element.matches(`${hostileTag}, script, iframe, img, object, embed`);
    return isForeign || bad.length > 0 ? [element.outerHTML.slice(0, 200)] : [];
  });
}

async function press(at: number) {
  const found = pressable(document.querySelector('seam-session')!);
  const pressed = found[at % found.length];
  if (!pressed) return;
  pressed.click();
  await settle();
}

function empty(elements: SeamElement[]): string[] {
  return elements
    .filter((element) => element.isConnected)
    .filter(
      ({ shadowRoot }) => !shadowRoot?.textContent?.trim() || shadowRoot.querySelector('.skeleton') !== null,
    )
    .map(({ localName, shadowRoot }) => `${localName}: ${shadowRoot?.textContent?.trim().slice(0, 80)}`);
}

describe('any response', () => {
  before(() => (caught = noteThrown()));
  after(() => caught.release());

  it('is rendered as text or as a calm error: nothing is executed, thrown or left empty', async () => {
    const property = fc.asyncProperty(spoilings, fc.boolean(), presses, async (spoiling, isDirect, given) => {
      caught.thrown.length = 0;
      asked = [];
      const elements = await open(spoiling, isDirect);
      const errors: SeamError[] = [];
      document
        .querySelector('seam-session')!
        .addEventListener('seam-error', ({ detail }) => errors.push(detail));
      try {
        await settle();
        expect(caught.thrown.join('\n')).to.equal('');
        await eventually(() => expect(empty(elements).join('\n')).to.equal(''));
        expect(executed().join('\n')).to.equal('');
        for (const at of given) {
          await press(at);
          expect(executed().join('\n')).to.equal('');
          expect(caught.thrown.join('\n')).to.equal('');
        }
        // Any text can be rendered.
        const undrawn = errors.filter(({ cause }) => cause instanceof Error && cause.name !== 'SeamError');
        if (spoiling.how === 'texts')
          expect(undrawn.map(({ cause }) => (cause as Error).stack).join('\n')).to.equal('');
        expect('pwned' in globalThis).to.equal(false);
        expect(caught.thrown.join('\n')).to.equal('');
      } finally {
        document.body.replaceChildren();
        await settle();
        window.fetch = ownFetch;
      }
    });
    await fc.assert(property, { seed: 20261121, numRuns, endOnFailure: true, includeErrorInReport: true });
  }).timeout(600_000);

  it('that cannot be rendered is reported in its place, and rendered when it can be', async () => {
    const backend = createTestBackend();
    let isHostile = true;
    window.fetch = async (input, init) => {
      const answer = await backend.fetch(input, init);
      if (!isHostile || !String(input).endsWith('/devices/list')) return answer;
      return Response.json({ ok: true, devices: [{ device_id: 'one' }] });
    };
    const element = document.createElement('seam-device-access');
    element.gateway = backend.basePath;
    const errors: SeamError[] = [];
    element.addEventListener('seam-error', ({ detail }) => errors.push(detail));
    document.body.append(element);
    try {
      const retry = await findByRole('button', { name: 'Retry' });
      await expect(element).to.be.accessible();
      expect(errors.map(({ kind }) => kind)).to.deep.equal(['internal']);
      expect(errors[0]?.cause instanceof TypeError).to.equal(true);
      isHostile = false;
      retry.click();
      await findByText('Room 214');
    } finally {
      element.remove();
      window.fetch = ownFetch;
    }
  });
});
