// The page around an element can affect it in ways that the element cannot control.
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import '../../src/elements/seam-user-identity-list/seam-user-identity-list.js';
import '../../src/elements/seam-user-identity-form/seam-user-identity-form.js';
import type { SeamUserIdentityForm } from '../../src/elements/seam-user-identity-form/seam-user-identity-form.js';
import type { SeamUserIdentityList } from '../../src/elements/seam-user-identity-list/seam-user-identity-list.js';
import { allByRole, byRole, byText, eventually, findByText, frames } from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

describe('the page around an element', () => {
  let page: SandboxPage;

  beforeEach(async () => {
    page = await openSandboxPage();
  });

  const showList = async (style = '') => {
    const around = await fixture(
      html`<div style=${style}>
        <seam-user-identity-list gateway=${gatewayPath}></seam-user-identity-list>
      </div>`,
    );
    await eventually(() => byRole('grid', {}, around));
    return around.querySelector('seam-user-identity-list')!;
  };

  it('does not change its texts through inherited styles', async () => {
    const plain = await showList();
    const names = [
      ...['white-space', 'text-transform', 'letter-spacing', 'word-spacing', 'text-indent', 'text-align'],
      ...[
        'word-break',
        'hyphens',
        'font-style',
        'font-weight',
        'text-shadow',
        'line-height',
        'text-align-last',
      ],
    ];
    const stylesOf = (list: SeamUserIdentityList) => {
      const style = getComputedStyle(list.shadowRoot!.querySelector('h2')!);
      return names.map((name) => `${name}: ${style.getPropertyValue(name)}`);
    };
    const wanted = stylesOf(plain);
    const odd = await showList(
      'white-space:pre;text-transform:uppercase;letter-spacing:4px;word-spacing:9px;text-indent:40px;' +
        'text-align:right;word-break:break-all;hyphens:auto;font-style:italic;font-weight:900;' +
        'text-shadow:1px 1px red;line-height:3;text-align-last:justify',
    );
    expect(stylesOf(odd)).to.deep.equal(wanted);
  });

  it('disables the form with a fieldset, and the form shows it', async () => {
    const fieldset = await fixture<HTMLFieldSetElement>(
      html`<fieldset disabled>
        <seam-user-identity-form gateway=${gatewayPath}></seam-user-identity-form>
      </fieldset>`,
    );
    const form = fieldset.querySelector<SeamUserIdentityForm>('seam-user-identity-form')!;
    await findByText(/the page has turned it off/);
    const box = byRole('textbox', { name: 'Full name' }) as HTMLInputElement;
    expect(box.matches(':disabled')).to.equal(true);
    byRole('button', { name: 'Create person' }).click();
    await frames(3);
    expect(page.requests).not.to.include(`${gatewayPath}/user_identities/create`);
    await expect(form).to.be.accessible();
    fieldset.disabled = false;
    await eventually(() => expect(box.matches(':disabled')).to.equal(false));
    box.focus();
    await sendKeys({ type: 'Now' });
    const created = oneEvent(form, 'seam-user-identity-created');
    await sendKeys({ press: 'Enter' });
    await created;
  });

  it('changes the language of all elements at once, also inside a shadow root', async () => {
    const host = await fixture<HTMLElement>(html`<div></div>`);
    host.attachShadow({ mode: 'open' }).append(document.createElement('seam-user-identity-list'));
    await showList();
    const before = document.documentElement.lang;
    document.documentElement.lang = 'de';
    await eventually(() =>
      expect(document.querySelector('seam-user-identity-list')!.shadowRoot!.textContent).to.contain(
        'Personen',
      ),
    );
    await eventually(() =>
      expect(host.shadowRoot!.querySelector('seam-user-identity-list')!.shadowRoot!.textContent).to.contain(
        'Noch keine Sitzung',
      ),
    );
    host.lang = 'es';
    await eventually(() =>
      expect(host.shadowRoot!.querySelector('seam-user-identity-list')!.shadowRoot!.textContent).to.match(
        /sesión/,
      ),
    );
    document.documentElement.lang = before;
  });

  it('gets no password manager in the fields about other people', async () => {
    await fixture(html`<seam-user-identity-form gateway=${gatewayPath}></seam-user-identity-form>`);
    const fields = await eventually(() => {
      const found = allByRole('textbox');
      expect(found.length).to.be.greaterThan(3);
      return found;
    });
    for (const field of fields)
      for (const name of ['data-1p-ignore', 'data-bwignore', 'data-lpignore', 'data-form-type'])
        expect(field.hasAttribute(name), name).to.equal(true);
  });

  it('prints all rows, and then renders only the rows in view again', async () => {
    page = await openSandboxPage({ seed: { user_identities: 300 } });
    const list = await showList();
    const drawn = () => list.shadowRoot!.querySelectorAll('.rows [role=row]').length;
    await eventually(() => expect(drawn()).to.be.lessThan(100));
    window.dispatchEvent(new Event('beforeprint'));
    await list.updateComplete;
    expect(drawn()).to.equal(Number(byText(/^300 people/) && 300));
    window.dispatchEvent(new Event('afterprint'));
    await eventually(() => expect(drawn()).to.be.lessThan(100));
  });
});
