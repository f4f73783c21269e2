import { openSandboxPage, type SandboxPage } from '../support/sandbox-page.js';
import { checkEverywhere } from './everywhere.js';

describe('A sandbox in a page, through MSW', () => {
  let page: SandboxPage;
  before(async () => {
    page = await openSandboxPage();
  });
  checkEverywhere(it, () => ({
    way: (path, init) => fetch(`https://connect.getseam.com${path}`, init),
    credentials: page.sandbox.credentials,
  }));
});
