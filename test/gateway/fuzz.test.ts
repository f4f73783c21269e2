import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { endpointSchemas } from '../../src/api/schemas.gen.js';
import { rows } from '../../src/gateway/table.js';
import { createWorld, scopedTo } from './support.js';

const runs = { numRuns: 150, seed: 20261121 };

describe('Whatever is sent', () => {
  for (const { endpoint } of rows)
    it(`to ${endpoint.path}, the gateway has an answer, and it is not about B`, async () => {
      const world = await createWorld();
      const { a, b } = world;
      const ask = world.gateway({
        authorize: () => scopedTo(a.id),
        onUserIdentityCreated: () => undefined,
        limits: { requestsPerMinute: Infinity },
      });
      const names = Object.keys(endpointSchemas[endpoint.path].params.properties ?? {});
      const value = fc.oneof(
        fc.constantFrom(a.id, a.deviceId, b.id, b.deviceId, b.sessionId, b.email, null, 1),
        fc.array(fc.constantFrom(a.id, b.id, a.deviceId, b.deviceId), { maxLength: 3 }),
        fc.jsonValue({ maxDepth: 3 }),
      );
      const name =
        names.length > 0
          ? fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, fc.string())
          : fc.string();
      await fc.assert(
        fc.asyncProperty(fc.dictionary(name, value, { maxKeys: 4 }), async (params) => {
          world.sent.length = 0;
          const { status, text } = await ask(endpoint.path, params);
          assert.ok([200, 400, 404, 409].includes(status), `${status} ${text}`);
          const typed = JSON.stringify(params);
          for (const secret of b.secrets) assert.ok(!text.includes(secret) || typed.includes(secret), text);
          for (const { path, params: sent } of world.sent) {
            assert.ok(![b.id, b.deviceId, b.sessionId].includes(String(sent['user_identity_id'])), path);
            assert.ok(![b.deviceId].includes(String(sent['device_id'])), path);
            assert.ok(![b.sessionId].includes(String(sent['client_session_id'])), path);
          }
        }),
        runs,
      );
    });

  it('as a body, it is answered', async () => {
    const world = await createWorld();
    const ask = world.gateway({
      authorize: () => scopedTo(world.a.id),
      limits: { requestsPerMinute: Infinity },
    });
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((json) => new TextEncoder().encode(json)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        const { status } = await ask('/user_identities/list', {}, { body: new Uint8Array(body) });
        assert.ok([200, 400].includes(status), String(status));
      }),
      { ...runs, numRuns: 500 },
    );
  });
});
