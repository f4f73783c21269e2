import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/seam-device-access/seam-device-access.js';
import '../../src/elements/seam-session/seam-session.js';
import '../../src/elements/seam-user-identity-form/seam-user-identity-form.js';
import type { SeamWording } from '../../src/index.js';
import { byRole, findByRole, findByText } from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

describe('the texts of an element', () => {
  let page: SandboxPage;
  const rooms = (title: string) => ({ doors: { devices: { title } } }) satisfies SeamWording[string];

  beforeEach(async () => {
    page = await openSandboxPage();
  });

  const showDevices = async (wording: SeamWording, locale: string) => {
    const session = await fixture<HTMLElementTagNameMap['seam-session']>(
      html`<seam-session gateway=${gatewayPath} locale=${locale} .wording=${wording}>
        <seam-device-access user-identity-id=${await page.personCalled('room-214')}></seam-device-access>
      </seam-session>`,
    );
    const devices = session.querySelector('seam-device-access')!;
    return { session, devices };
  };

  it('are the page’s own if it has some, or else ours', async () => {
    await showDevices(
      {
        en: {
          doors: {
            devices: {
              title: 'Doors',
              count: (count) => `${count} doors`,
              unlock: { of: (name) => `Let somebody into ${name}` },
            },
          },
        },
      },
      'en',
    );
    await findByRole('heading', { name: 'Doors' });
    await findByText('3 doors');
    await findByRole('button', { name: 'Let somebody into Room 214' });
    byRole('button', { name: 'Revoke access to Room 214' });
  });

  it('change as soon as the page changes its own, or the locale', async () => {
    const { session, devices } = await showDevices({ en: rooms('Doors'), de: rooms('Türen') }, 'en');
    await findByRole('heading', { name: 'Doors' });
    session.locale = 'de';
    await findByRole('heading', { name: 'Türen' });
    await findByText('3 Geräte');
    session.wording = { de: rooms('Schlösser') };
    await findByRole('heading', { name: 'Schlösser' });
    devices.wording = { de: rooms('Tore') };
    await findByRole('heading', { name: 'Tore' });
    devices.wording = undefined;
    session.wording = undefined;
    await findByRole('heading', { name: 'Geräte' });
    session.locale = 'en';
    await findByRole('heading', { name: 'Devices' });
  });

  it('are those for a region, if there are some, before those for its language', async () => {
    const { session } = await showDevices({ 'en-GB': rooms('Flats'), en: rooms('Apartments') }, 'en-GB');
    await findByRole('heading', { name: 'Flats' });
    session.locale = 'en-US';
    await findByRole('heading', { name: 'Apartments' });
  });

  it('may be in a language that we do not have', async () => {
    await showDevices({ pt: rooms('Dispositivos') }, 'pt-BR');
    await findByRole('heading', { name: 'Dispositivos' });
    await findByText('3 devices');
  });

  it('change without clearing typed values', async () => {
    const form = await fixture<HTMLElementTagNameMap['seam-user-identity-form']>(
      html`<seam-user-identity-form gateway=${gatewayPath} locale="en"></seam-user-identity-form>`,
    );
    const field = (await findByRole('textbox', { name: 'Full name' })) as HTMLInputElement;
    field.focus();
    field.value = 'Jean Doe';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    for (const [locale, name] of [
      ['de', 'Vollständiger Name'],
      ['ar', 'الاسم الكامل'],
      ['en', 'Full name'],
    ] as const) {
      form.locale = locale;
      expect((await findByRole('textbox', { name })) === field).to.equal(true);
      expect(field.value).to.equal('Jean Doe');
      expect(form.shadowRoot!.activeElement === field).to.equal(true);
    }
  });
});
