// The same person through the gateway and with a client session alone: the screens are the same. Actions that Seam
// does not permit with a client session are disabled, with the reason.
import { permissions } from '../../src/api/permissions.js';
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';

import '../../src/index.js';
// Parts that load on demand are imported here, so that no hidden request is pending.
import '../../src/elements/seam-credential-issuer/issuer-form.js';
import '../../src/elements/seam-user-identity-removal/removal-view.js';
import type { SeamElement } from '../../src/elements/base/seam-element.js';
import { markedPerson, watchTraffic, type MarkedPerson, type Traffic } from '../support/embeds.js';
import { allByRole, waitUntil } from '../support/find.js';
import { gatewayPath, openSandboxPage } from '../support/sandbox-page.js';

const needsGateway = 'This needs the gateway: Seam does not allow it with a client session alone.';

/** Elements that show the same content both ways, and their buttons that are disabled without the gateway. */
const same: Readonly<Record<string, readonly string[]>> = {
  'seam-user-identity-list': ['New person'],
  'seam-user-identity-form': ['Save'],
  'seam-user-identity-details': ['Remove…', 'Save'],
  'seam-acs-user-links': [
    'Create user',
    'Link user',
    'Suspend: ⟦A⟧ Margaret O’Sullivan · Harbour House',
    'Unlink: ⟦A⟧ Margaret O’Sullivan · Harbour House',
    'Delete: ⟦A⟧ Margaret O’Sullivan · Harbour House',
    'Suspend: ⟦A⟧ Margaret O’Sullivan · Mill Court',
    'Unlink: ⟦A⟧ Margaret O’Sullivan · Mill Court',
    'Delete: ⟦A⟧ Margaret O’Sullivan · Mill Court',
  ],
  'seam-credential-list': [
    'Change end of Goods Lift · Lifts · Main Entrance and 3 more',
    'Delete Goods Lift · Lifts · Main Entrance and 3 more',
  ],
  'seam-device-access': ['Grant access', 'Revoke access to ⟦A⟧ Harbour House Front Door'],
  'seam-activity-feed': [],
  'seam-enrollment-automations': [],
};

/** Elements whose content a client session may not see, with the text that says so. */
const hidden: Readonly<Record<string, RegExp>> = {
  'seam-phone-manager': /^Phones .*Seam does not show phones to a client session alone/,
  'seam-credential-issuer': /^Issue a key Issuing keys needs the gateway This needs the gateway/,
  'seam-instant-keys': /^Instant Keys Instant Keys need the gateway This needs the gateway/,
  'seam-client-session-list': /This needs the gateway Seam allows it only with an API key/,
  'seam-user-identity-removal': /This needs the gateway Seam allows it only with an API key/,
};

function* elementsIn(root: ParentNode): Generator<HTMLElement> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    yield element;
    if (element.shadowRoot) yield* elementsIn(element.shadowRoot);
  }
}

/** The visible text line by line, without the reasons for disabled buttons. */
const linesOf = (element: SeamElement): string[] =>
  [element, ...elementsIn(element.shadowRoot!)]
    .flatMap(({ shadowRoot }) => [...(shadowRoot?.children ?? [])] as HTMLElement[])
    .flatMap((child) => (child.innerText ?? '').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.includes(needsGateway));

const nameOf = (button: HTMLElement) => button.getAttribute('aria-label') ?? button.textContent!.trim();
const isOff = (button: HTMLElement) => button.getAttribute('aria-disabled') === 'true';

describe('with and without the gateway', () => {
  let anna: MarkedPerson;
  let traffic: Traffic;

  beforeEach(async () => {
    const page = await openSandboxPage();
    anna = await markedPerson(page, 'staff-01', '⟦A⟧');
    page.login = (_request, session) =>
      session && { userIdentityIds: session.user_identity_ids, permissions };
    await setViewport({ width: 1200, height: 900 });
    traffic = watchTraffic();
  });

  afterEach(() => {
    document.body.replaceChildren();
    traffic.release();
  });

  async function show(tag: string, gateway?: string): Promise<SeamElement> {
    const element = document.createElement(tag) as SeamElement;
    element.gateway = gateway;
    element.clientSessionToken = anna.tokens[0];
    element.setAttribute('user-identity-id', anna.id);
    document.body.append(element);
    // Parts that load later may make requests in turn.
    const isComplete = () =>
      !linesOf(element).some((line) => /^Loading|Unnamed/.test(line)) &&
      ![...elementsIn(element.shadowRoot!)].some((part) => part.matches('.skeleton'));
    do {
      await waitUntil(isComplete);
      await traffic.settle();
    } while (!isComplete());
    return element;
  }

  for (const [tag, off] of Object.entries(same))
    it(`${tag} shows the same content, and each disabled button gives the reason`, async () => {
      const byGateway = await show(tag, gatewayPath);
      const lines = linesOf(byGateway);
      const buttons = allByRole('button', {}, byGateway.shadowRoot!);
      const able = buttons.filter((button) => !isOff(button)).map(nameOf);
      byGateway.remove();

      const direct = await show(tag);
      // Only the gateway may say which phone holds a credential.
      const known = lines.map((line) =>
        tag === 'seam-credential-list' && /iPhone|Galaxy/.test(line) ? 'A phone' : line,
      );
      const extra = tag === 'seam-enrollment-automations' ? [/further credential manager/] : [];
      expect(linesOf(direct)).to.deep.equal(known.filter((line) => !extra.some((one) => one.test(line))));

      const refused = allByRole('button', {}, direct.shadowRoot!).filter(isOff);
      expect(refused.map(nameOf)).to.deep.equal(off);
      for (const button of refused) {
        expect(button.getAttribute('aria-description')).to.equal(needsGateway);
        expect(able).to.include(nameOf(button));
      }
    });

  for (const [tag, words] of Object.entries(hidden))
    it(`${tag} says that it needs the gateway`, async () => {
      const byGateway = await show(tag, gatewayPath);
      const able = allByRole('button', {}, byGateway.shadowRoot!).filter((button) => !isOff(button));
      expect(able.length).to.be.greaterThan(0);
      byGateway.remove();

      const direct = await show(tag);
      expect([...elementsIn(direct.shadowRoot!)][0]!.innerText.replace(/\s+/g, ' ')).to.match(words);
      const offered = allByRole('button', {}, direct.shadowRoot!).filter((button) => !isOff(button));
      expect(offered.map(nameOf).filter((name) => name !== 'Details')).to.deep.equal([]);
    });
});
