// How an element treats secrets in its attributes, and where it sends them.
import { expect, oneEvent } from '@open-wc/testing';

import '../../src/index.js';
import type { SeamElement } from '../../src/elements/base/seam-element.js';
import { consoleWhile } from '../support/console.js';
import { eventually, findByText } from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';
import { tags as shownTags } from '../support/tags.js';

const tags = ['seam-session' as const, ...shownTags];

const secrets = [
  ['client-session-token', 'clientSessionToken'],
  ['user-identifier-key', 'userIdentifierKey'],
] as const;

describe('a secret in an attribute', () => {
  let page: SandboxPage;
  let token: string;
  const place = document.createElement('main');

  beforeEach(async () => {
    page = await openSandboxPage();
    token = page.sandbox.credentials.clientSessionToken;
    document.body.append(place);
  });

  afterEach(() => {
    place.replaceChildren();
    place.remove();
  });

  /** Like HTML of a host. */
  function write(markup: string): SeamElement {
    place.innerHTML = markup;
    return place.firstElementChild as SeamElement;
  }

  for (const tag of tags)
    for (const [attribute, property] of secrets) {
      it(`${attribute} of <${tag}> is read and removed from the page`, () => {
        const element = write(`<${tag} ${attribute}="first"></${tag}>`);
        expect(element[property]).to.equal('first');
        expect(place.innerHTML).not.to.contain('first');

        element.setAttribute(attribute, 'second');
        expect(element[property]).to.equal('second');
        expect(element.hasAttribute(attribute)).to.equal(false);
        element.setAttribute(attribute, 'second');
        expect(element.hasAttribute(attribute)).to.equal(false);

        element.removeAttribute(attribute);
        expect(element[property]).to.equal('second');
        element.remove();
        element[property] = undefined;
        expect(element[property]).to.equal(undefined);
      });
    }

  it('is removed from HTML that was in the page before the script', () => {
    const inert = document.implementation.createHTMLDocument();
    inert.body.innerHTML = '<seam-session client-session-token="first"><p></p></seam-session>';
    const element = inert.body.firstElementChild as SeamElement;
    expect(element.hasAttribute('client-session-token')).to.equal(true);
    place.append(element); // upgraded here
    expect(element.clientSessionToken).to.equal('first');
    expect(place.innerHTML).to.equal('<seam-session><p></p></seam-session>');
  });

  it('cannot be read by a style sheet', () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`seam-session[client-session-token^='seam_cst'] { --stolen: yes; }`);
    document.adoptedStyleSheets.push(sheet);
    try {
      const element = write(`<seam-session client-session-token="${token}"></seam-session>`);
      element.setAttribute('client-session-token', token);
      expect(getComputedStyle(element).getPropertyValue('--stolen')).to.equal('');
    } finally {
      document.adoptedStyleSheets.pop();
    }
  });

  it('restarts nothing when it is written again, and keeps working after its removal', async () => {
    const element = write(`<seam-device-access client-session-token="${token}"></seam-device-access>`);
    await oneEvent(element, 'seam-ready');
    const { client } = element.session;
    page.requests.length = 0;
    for (let render = 0; render < 3; render++) {
      element.setAttribute('client-session-token', token);
      await element.updateComplete;
    }
    element.removeAttribute('client-session-token');
    await element.updateComplete;
    await page.settled();
    expect(element.session.client === client).to.equal(true);
    expect(page.requests.filter((path) => path !== '/events/list')).to.deep.equal([]);
  });

  it('works in an element whose other part is loaded first', async () => {
    const element = write(`<seam-activity-feed client-session-token="${token}"></seam-activity-feed>`);
    await oneEvent(element, 'seam-ready');
    element.setAttribute('client-session-token', 'second');
    expect(element.clientSessionToken).to.equal('second');
    expect(element.hasAttribute('client-session-token')).to.equal(false);
  });

  it('is not in a copy, which warns once and shows that it has no session', async () => {
    const element = write(`<seam-device-access client-session-token="${token}"></seam-device-access>`);
    await oneEvent(element, 'seam-ready');
    const logged = await consoleWhile(async () => {
      place.append(element.cloneNode(true), element.cloneNode());
      place.insertAdjacentHTML('beforeend', element.outerHTML);
      const isEmpty = (copy: Element) => copy.shadowRoot!.textContent!.includes('No session yet');
      await eventually(() =>
        expect([...place.children].map(isEmpty)).to.deep.equal([false, true, true, true]),
      );
    });
    expect(logged).to.have.length(1);
    expect(logged[0]).to.match(/^<seam-device-access> has no session: .*clientSessionToken/);
    expect(String(logged[0])).not.to.contain(token);
  });

  it('is not in a copy of a session, nor is a user identifier key', async () => {
    const { publishableKey } = page.sandbox.credentials;
    write(`<seam-session publishable-key="${publishableKey}" user-identifier-key="a7c1f0de">
      <seam-device-access></seam-device-access>
    </seam-session>`);
    await findByText('No devices');
    const logged = await consoleWhile(async () => {
      place.append(place.firstElementChild!.cloneNode(true));
      await findByText('No session yet');
    });
    expect(logged).to.have.length(1);
    expect(logged[0]).to.match(/^<seam-session> has no session: /);
  });

  it('causes no warning about a copy when its property is cleared', async () => {
    const element = write(`<seam-device-access client-session-token="${token}"></seam-device-access>`);
    await oneEvent(element, 'seam-ready');
    const logged = await consoleWhile(async () => {
      element.clientSessionToken = undefined;
      await findByText('No session yet');
      element.readOnly = true;
      await element.updateComplete;
    });
    expect(logged).to.deep.equal([]);
  });
});

describe('a property that was set as an attribute', () => {
  afterEach(() => document.body.replaceChildren());

  for (const name of ['getClientSessionToken', 'gatewayHeaders', 'wording'])
    it(`has no effect, and the console says so: ${name}`, async () => {
      const element = document.createElement('seam-session');
      element.setAttribute(name, '() => token');
      const logged = await consoleWhile(() => document.body.append(element));
      expect(logged).to.have.length(1);
      expect(String(logged[0])).to.match(new RegExp(`^<seam-session> was given ${name} as an attribute`));
    });
});

describe('a session around an element with its own endpoint or gateway', () => {
  const elsewhere = 'https://elsewhere.example';
  let page: SandboxPage;
  let sent: { url: string; headers: string }[];

  beforeEach(async () => {
    page = await openSandboxPage();
    sent = [];
    const { fetch } = window;
    window.fetch = async (input, init) => {
      const request = new Request(input, init);
      sent.push({ url: request.url, headers: JSON.stringify([...request.headers]) });
      if (request.url.startsWith(elsewhere))
        return Response.json({ error: { type: 'none' } }, { status: 400 });
      return fetch(request);
    };
  });

  afterEach(() => document.body.replaceChildren());

  /** A host's page with a foreign element inside, also inside a second session. */
  async function show(own: string) {
    document.body.innerHTML = `<seam-session gateway="${gatewayPath}">
      <seam-device-access id="usual"></seam-device-access>
      <seam-session read-only><div><seam-device-access id="own" ${own}></seam-device-access></div></seam-session>
      <seam-session ${own}><seam-device-access></seam-device-access></seam-session>
    </seam-session>`;
    const session = document.querySelector('seam-session')!;
    session.clientSessionToken = page.sandbox.credentials.clientSessionToken;
    session.gatewayHeaders = async () => ({ 'x-login': 'secret' });
    await oneEvent(document.querySelector('#usual')!, 'seam-ready');
    await page.settled();
  }

  for (const own of [`endpoint="${elsewhere}"`, `gateway="${elsewhere}"`])
    it(`sends no token and no headers to its ${own}`, async () => {
      await show(own);
      expect(sent.some(({ headers }) => /seam_cst.*secret/.test(headers))).to.equal(true);
      const leaked = sent.filter(
        ({ url, headers }) => url.startsWith(elsewhere) && /seam_|secret/.test(headers),
      );
      expect(leaked).to.deep.equal([]);
      expect(sent.some(({ url }) => url.startsWith(elsewhere))).to.equal(own.startsWith('gateway'));
    });

  it('is shared if the address is the same in another spelling', async () => {
    await show(`gateway="${location.origin.toUpperCase().replace('HTTP', 'http')}${gatewayPath}/"`);
    const clients = [...document.querySelectorAll('seam-device-access')].map(({ session }) => session.client);
    expect(clients).to.have.length(3);
    expect(new Set(clients).size === 1 && clients[0] !== undefined).to.equal(true);
  });
});
