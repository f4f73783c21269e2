import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createWorld } from './support.js';

describe('The health path', () => {
  it('responds without a login, a header or a request to Seam, and returns nothing else', async () => {
    const world = await createWorld();
    const { fetch } = world.gateway({
      basePath: '/seam',
      authorize: () => assert.fail('It asked the host.'),
    });
    const response = await fetch(new Request('https://gateway.test/seam/gateway/health'));
    assert.equal(response.status, 200);
    assert.equal(await response.text(), '{"ok":true}');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('seam-gateway-caller'), null);
    assert.deepEqual(world.sent, []);
  });

  it('accepts only GET and HEAD', async () => {
    const ask = (await createWorld()).gateway();
    assert.equal((await ask('/gateway/health', {}, { method: 'HEAD' })).status, 200);
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const { status, headers } = await ask('/gateway/health', {}, { method });
      assert.deepEqual([status, headers.get('allow')], [405, 'GET']);
    }
  });
});
