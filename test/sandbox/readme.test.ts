import assert from 'node:assert/strict';
import { it } from 'node:test';
import { present, wanted } from './readme.js';

it('the endpoint table in src/sandbox/README.md is up to date: `node --import tsx test/sandbox/readme.ts` writes it', async () => {
  assert.equal(present(), await wanted());
});
