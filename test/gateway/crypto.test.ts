import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createKeys } from '../../src/gateway/access/crypto.js';

it('A caller has the same tag though more callers came than are remembered', async () => {
  const keys = createKeys('seam_test1abc');
  const first = await keys.tag('caller 0');
  const tags = await Promise.all(Array.from({ length: 1001 }, (_, at) => keys.tag(`caller ${at}`)));
  assert.equal(new Set(tags).size, 1001);
  assert.deepEqual([tags[0], await keys.tag('caller 0')], [first, first]);
});
