// A change of the locale also updates texts that are already on the screen.
import { expect, fixture, html } from '@open-wc/testing';
import '../../src/index.js';
import type { SeamElement } from '../../src/elements/base/seam-element.js';
import { words as generalWords } from '../../src/locales/de/general.js';
import { words as doors } from '../../src/locales/de/doors.js';
import { words as issuing } from '../../src/locales/de/issuing.js';
import { words as keys } from '../../src/locales/de/keys.js';
import { words as linking } from '../../src/locales/de/linking.js';
import { words as people } from '../../src/locales/de/people.js';
import { allByText, byRole, eventually, findByRole, findByText, findReady, press } from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

const { validity, copied, times } = generalWords.general;

describe('a change of the language', () => {
  let page: SandboxPage;
  let element: SeamElement;
  const clipboard = Object.getOwnPropertyDescriptor(navigator, 'clipboard');

  beforeEach(async () => {
    page = await openSandboxPage();
  });
  afterEach(() => {
    if (clipboard) Object.defineProperty(navigator, 'clipboard', clipboard);
    else delete (navigator as { clipboard?: unknown }).clipboard;
  });

  const answerCopying = (writeText: () => Promise<void>) =>
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });

  const show = async (tag: keyof HTMLElementTagNameMap, userIdentityId?: string) => {
    element = document.createElement(tag) as SeamElement;
    Object.assign(element, { gateway: gatewayPath, locale: 'en', userIdentityId });
    await fixture(html`${element}`);
  };

  const newPerson = async () => {
    const params = { full_name: 'Newly Arrived' };
    const answer = await page.asServer('/user_identities/create', params);
    const { user_identity } = answer as unknown as { user_identity: { user_identity_id: string } };
    return user_identity.user_identity_id;
  };

  const inField = (id: string) =>
    eventually(() => {
      const field = element.shadowRoot!.getElementById(id) as HTMLInputElement | HTMLSelectElement | null;
      if (!field) throw new Error(`There is no field ${id} yet`);
      return field;
    });

  async function put(id: string, value: string) {
    const field = await inField(id);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Expects the texts in German after the locale changes to German, and in English after the change back. */
  async function isSaidAnew(...sentences: (readonly [english: string | RegExp, german: string | RegExp])[]) {
    const isSaid = async (wanted: 0 | 1) => {
      for (const sentence of sentences) await findByText(sentence[wanted]);
      for (const sentence of sentences)
        expect(allByText(sentence[1 - wanted]!).length, String(sentence[0])).to.equal(0);
    };
    await isSaid(0);
    element.locale = 'de';
    await isSaid(1);
    element.locale = 'en';
    await isSaid(0);
  }

  it('updates the errors of a person’s values', async () => {
    await show('seam-user-identity-form');
    await press('Create person');
    await isSaidAnew([
      'Give at least a name, an email address, a phone number or a key.',
      people.form.nothingGiven,
    ]);
    await put('email_address', 'none');
    await put('phone_number', '0123');
    await press('Create person');
    await isSaidAnew(
      ['Enter an email address such as name@example.com.', validity.badEmail],
      ['Write it with a plus, the country code and digits only, such as +15555550110.', validity.badPhone],
    );
  });

  it('updates the number of uses of an Instant Key, and the dialog with its link', async () => {
    await show('seam-instant-keys', await newPerson());
    await findReady('Create Instant Key');
    await put('max_use_count', '0');
    await press('Create Instant Key');
    await isSaidAnew(['This is outside what is possible here.', validity.outOfRange]);
    await put('max_use_count', '1');
    await press('Create Instant Key');
    await findByRole('dialog', { name: 'Instant Key created' });
    answerCopying(() => Promise.reject(new Error('denied')));
    await press('Show QR code');
    await findByRole('img', { name: 'QR code of the link' });
    await press('Copy');
    await isSaidAnew(['The browser did not let it be copied. Copy it by hand.', keys.instantKeys.notCopied]);
    element.locale = 'de';
    await findByRole('img', { name: keys.instantKeys.qrCode });
  });

  it('updates the expiry of a session, and the message that its token was copied', async () => {
    await show('seam-client-session-list', await newPerson());
    await press('New session');
    await put('life', 'custom');
    await inField('until');
    await press('Create session');
    await isSaidAnew(['Fill in this field.', validity.valueMissing]);
    await put('life', 'day');
    await press('Create session');
    await findByRole('dialog', { name: 'The session’s token' });
    answerCopying(() => Promise.resolve());
    await press('Copy');
    await isSaidAnew(['Copied', copied]);
    answerCopying(() => Promise.reject(new Error('denied')));
    await press('Copy');
    await isSaidAnew([
      'It could not be copied. Show it, and copy it by hand.',
      doors.sessions.token.notCopied,
    ]);
  });

  it('updates the field for the end of a credential', async () => {
    await show('seam-credential-list', await page.personCalled('room-214'));
    await press('Change end of Front Door · Pool & Spa · Room 214');
    await put('end', '');
    await press('Save');
    await isSaidAnew(['Fill in this field.', validity.valueMissing]);
    await put('end', '2020-01-01T12:00');
    await press('Save');
    await isSaidAnew(['This is in the past.', times.endsInPast]);
  });

  it('updates the errors of a new ACS user', async () => {
    await show('seam-acs-user-links', await newPerson());
    await press('Create user');
    await findByRole('dialog');
    await put('full_name', '');
    await press('Create user', byRole('dialog'));
    await isSaidAnew(
      ['Choose an access system first.', linking.linkDialogs.systemMissing],
      ['Fill in this field.', validity.valueMissing],
    );
  });

  it('updates the question about an ACS user whose access system the caller may not see', async () => {
    page.login = { caller: 'x', userIdentityIds: 'all', permissions: ['acs_users.read', 'acs_users.link'] };
    await show('seam-acs-user-links', await page.personCalled('room-212'));
    await press(/^Unlink/);
    await isSaidAnew([
      /in Unnamed access system[?]$/,
      new RegExp(`in ${linking.links.unknownSystem} lösen[?]$`),
    ]);
  });

  it('updates the errors and times of a new credential', async () => {
    await show('seam-credential-issuer', await newPerson());
    await press('Issue key');
    await isSaidAnew(['Choose one.', issuing.issuerForm.neededOne]);
    const system = await inField('acs_system_id');
    await put('acs_system_id', (system as HTMLSelectElement).options[1]!.value);
    await put('ends_at', '2020-01-01T12:00');
    await press('Issue key');
    await isSaidAnew(['This is in the past.', times.endsInPast]);
  });

  it('updates the error that a credential manager is missing', async () => {
    await show('seam-enrollment-automations', await newPerson());
    await inField('manager');
    await press('Launch');
    await isSaidAnew(['Choose one.', keys.automations.needed]);
  });
});
