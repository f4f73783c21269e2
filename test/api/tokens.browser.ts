import { expect } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { tokenKind } from '../../src/api/tokens.js';

describe('tokenKind', () => {
  it('tells', async () => {
    expect(tokenKind('seam_cst1_x')).to.equal('client_session_token');
    await setViewport({ width: 320, height: 600 });
    expect(innerWidth).to.equal(320);
    await emulateMedia({ colorScheme: 'dark' });
    expect(matchMedia('(prefers-color-scheme: dark)').matches).to.equal(true);
    const i = document.createElement('input');
    document.body.append(i);
    i.focus();
    await sendKeys({ type: 'abc' });
    expect(i.value).to.equal('abc');
    console.error('see me');
  });
});
describe('hooks', () => {
  before(() => {
    throw new Error('hook broke');
  });
  it('a', () => {});
  it('b', () => {});
});
