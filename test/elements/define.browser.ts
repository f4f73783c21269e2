import { expect } from '@open-wc/testing';
import { define } from '../../src/elements/base/define.js';
import { consoleWhile } from '../support/console.js';

describe('registration', () => {
  it('keeps the first of several copies, and warns with both versions', async () => {
    const first = class extends HTMLElement {};
    const warned = await consoleWhile(() => {
      define('seam-defined-twice', first);
      define('seam-defined-twice', first);
      define('seam-defined-twice', class extends HTMLElement {});
      customElements.define('seam-defined-elsewhere', class extends HTMLElement {});
      define('seam-defined-elsewhere', class extends HTMLElement {});
    });
    expect(customElements.get('seam-defined-twice')).to.equal(first);
    expect(warned).to.have.length(2);
    expect(warned[0]).to.match(
      /<seam-defined-twice> is already defined, by version source .*; version source /,
    );
    expect(warned[1]).to.match(/by version unknown/);
  });
});
