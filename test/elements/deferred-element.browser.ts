import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '../../src/elements/seam-instant-keys.js';
import { SeamInstantKeys } from '../../src/elements/seam-instant-keys/seam-instant-keys.js';
import { fetchPart } from '../../src/elements/fetch-part.js';
import { allByRole, byRole, findByRole, findByText, waitUntil } from '../support/find.js';
import { gatewayPath, openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';

describe('an element whose code comes when it is needed', () => {
  let page: SandboxPage;
  const { fetchWhole } = SeamInstantKeys;

  beforeEach(async () => {
    page = await openSandboxPage();
  });
  afterEach(() => {
    SeamInstantKeys.fetchWhole = fetchWhole;
  });

  it('says so where the code does not come, tells the page, and tries again', async () => {
    SeamInstantKeys.fetchWhole = () => Promise.reject(new TypeError('Failed to fetch'));
    const element = document.createElement('seam-instant-keys');
    element.gateway = gatewayPath;
    element.userIdentityId = await page.personCalled('room-214');
    const failed = oneEvent(element, 'seam-error');
    await fixture(html`${element}`);
    expect((await failed).detail.kind).to.equal('unreachable');
    await findByRole('button', { name: 'Retry' });
    await expect(element).to.be.accessible();

    SeamInstantKeys.fetchWhole = fetchWhole;
    byRole('button', { name: 'Retry' }).click();
    await findByRole('button', { name: 'Create Instant Key' });
    expect(element.userIdentityId).to.equal(await page.personCalled('room-214'));
  });

  it('keeps what it was given while the code was on its way', async () => {
    let send = () => {};
    const sent = new Promise<void>((resolve) => (send = resolve));
    SeamInstantKeys.fetchWhole = () => sent.then(fetchWhole);
    const element = await fixture<SeamInstantKeys>(
      html`<seam-instant-keys gateway=${gatewayPath} locale="de"></seam-instant-keys>`,
    );
    element.userIdentityId = await page.personCalled('room-214');
    element.readOnly = true;
    send();
    await findByText('Instant Keys');
    expect([element.locale, element.readOnly, element.userIdentityId]).to.deep.equal([
      'de',
      true,
      await page.personCalled('room-214'),
    ]);
    expect(element.constructor === SeamInstantKeys).to.equal(false);
  });

  it('says so where a part of it does not come, until it does', async () => {
    const element = await fixture<SeamInstantKeys>(
      html`<seam-instant-keys gateway=${gatewayPath}></seam-instant-keys>`,
    );
    const failed = oneEvent(element, 'seam-error');
    expect(await fetchPart(element, Promise.reject(new TypeError('Failed to fetch')))).to.equal(undefined);
    expect((await failed).detail.kind).to.equal('unreachable');
    const alert = await findByRole('alert');
    expect(alert.textContent).to.contain('could not be reached');
    expect(await fetchPart(element, Promise.resolve('part'))).to.equal('part');
    await waitUntil(() => allByRole('alert').length === 0);
  });
});
