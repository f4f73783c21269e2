import { after, before, describe, it } from 'node:test';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox, type ServedSandbox } from '../../src/sandbox/node.js';
import { checkEverywhere } from './everywhere.js';

describe('A sandbox in the process', () => {
  const sandbox = createSandbox();
  checkEverywhere(it, () => ({
    way: (path, init) => sandbox.fetch(new Request(`https://connect.getseam.com${path}`, init)),
    credentials: sandbox.credentials,
  }));
});

describe('A sandbox over HTTP', () => {
  const sandbox = createSandbox();
  let served: ServedSandbox;
  before(async () => {
    served = await serveSandbox(sandbox);
  });
  after(() => served.close());
  checkEverywhere(it, () => ({
    way: (path, init) => fetch(served.url + path, init),
    credentials: sandbox.credentials,
  }));
});
