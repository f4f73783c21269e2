import assert from 'node:assert/strict';
import { it } from 'node:test';
import { present, wanted } from './readme.js';

it('src/sandbox/README.md lists the endpoints as they are: `node --import tsx test/sandbox/readme.ts` writes it', async () => {
  assert.equal(present(), await wanted());
});
