import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '../../src/elements/seam-instant-keys/seam-instant-keys.js';
import type { SeamInstantKeys } from '../../src/elements/seam-instant-keys/seam-instant-keys.js';
import { fetchPart } from '../../src/elements/shared/fetch-part.js';
import { allByRole, findByRole, waitUntil } from '../support/find.js';
import { gatewayPath, openSandboxPage } from '../support/sandbox-page.js';

describe('an element with a part that loads on demand', () => {
  beforeEach(async () => {
    await openSandboxPage();
  });

  it('says that a part could not be loaded, until it is loaded', async () => {
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
