import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { gatewayRemovalPath, gatewaySessionPath } from '../../src/api/gateway-protocol.js';
import { rows } from '../../src/gateway/endpoints/index.js';
import { createWorld, everybody, scopedTo, type Ask, type World } from './support.js';

/** Names that mean something to a tree of errors, to objects, or to those who write JSON. */
const names = fc.oneof(
  fc.constantFrom(
    ...['_errors', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'toJSON', 'length'],
    ...['', '.', '0', '~1', '~0', '/', '%', '%zz', '#', '"', '_errors._errors', 'user_identity_id', 'unlink'],
    ...['acs_system_ids', 'visionline_metadata', 'phone_metadata', 'limit', 'page_cursor', 'then'],
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const leaves = fc.oneof(fc.constantFrom(null, true, 0, 1, '', 'x', []), fc.string({ maxLength: 4 }));

interface Tree {
  [name: string]: unknown;
}

const { tree } = fc.letrec<{ tree: Tree; node: unknown }>((tie) => ({
  node: fc.oneof({ depthSize: 'small' }, leaves, tie('tree'), fc.array(tie('node'), { maxLength: 2 })),
  // As text, because `__proto__` is no name in an object of the language.
  tree: fc
    .dictionary(names, tie('node'), { maxKeys: 4, noNullPrototype: false })
    .map((entries) => Object.assign(Object.create(null) as Tree, entries)),
}));

describe('What is wrong with a request', () => {
  let world: World;
  let faults: unknown[];
  let asks: Ask[];
  before(async () => {
    world = await createWorld();
    faults = [];
    asks = [everybody, scopedTo(world.a.id)].map((scope) =>
      world.gateway({
        authorize: () => scope,
        limits: { requestsPerMinute: Infinity, seamRequestsPerMinute: Infinity },
        onLog: (_, fault) => void (fault && faults.push(fault)),
        fetch: async () => Response.json({ error: { type: 'refused', message: 'No' } }, { status: 400 }),
      }),
    );
  });

  for (const params of [
    { _errors: 1 },
    { _errors: { _errors: ['x'] } },
    { _errors: [] },
    { visionline_metadata: { _errors: 1 } },
    { x: { _errors: 1 }, _errors: { y: 1 } },
  ])
    it(`is said in words: ${JSON.stringify(params)}`, async () => {
      for (const ask of asks) {
        const { status, body, text } = await ask('/acs/credentials/create', {
          access_method: 'mobile_key',
          ...params,
        });
        assert.equal(status, 400, text);
        assert.equal(body.error?.type, 'invalid_input');
        const messages = (body.error?.validation_errors as { _errors: string[] })._errors;
        if ('_errors' in params) assert.deepEqual(messages, ['_errors: Unrecognized key']);
      }
    });

  const paths = [...rows.map(({ endpoint }) => endpoint.path), gatewayRemovalPath, gatewaySessionPath];

  it('is never a fault of the gateway, whatever its parameters are called', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), tree, fc.boolean(), async (path, params, isLimited) => {
        const answer = await asks[isLimited ? 1 : 0]!(path, {}, { body: JSON.stringify(params) });
        assert.ok(answer.status < 500, `${path} ${JSON.stringify(params)} → ${answer.text}`);
      }),
      { numRuns: 3000 },
    );
    assert.deepEqual(faults, []);
  });

  it('is never a fault of the gateway where Seam finds it, whatever Seam says', async () => {
    let told: unknown;
    const hearing = [everybody, scopedTo(world.a.id)].map((scope) =>
      world.gateway({
        authorize: () => scope,
        limits: { requestsPerMinute: Infinity, seamRequestsPerMinute: Infinity },
        onLog: (_, fault) => void (fault && faults.push(fault)),
        fetch: async () =>
          new Response(
            `{"error":{"type":"invalid_input","message":"No","validation_errors":${JSON.stringify(told)}}}`,
            { status: 400 },
          ),
      }),
    );
    const hear = async (isLimited: boolean) =>
      hearing[isLimited ? 1 : 0]!('/user_identities/generate_instant_key', { user_identity_id: world.a.id });
    await fc.assert(
      fc.asyncProperty(tree, fc.boolean(), async (errors, isLimited) => {
        told = errors;
        const { status, text } = await hear(isLimited);
        assert.ok(status < 500, `${JSON.stringify(errors)} → ${text}`);
      }),
      { numRuns: 1000 },
    );
    assert.deepEqual(faults, []);
    told = { _errors: [], _errors2: 1, name: { _errors: ['Bad', 1, { toString: 1 }] } };
    const { body } = await hear(false);
    assert.deepEqual(body.error?.validation_errors, { _errors: [], name: { _errors: ['Bad'] } });
  });

  it('is cut where Seam nests it without end', async () => {
    const depth = 20_000;
    const nested = `${'{"x":'.repeat(depth)}{"_errors":["Deep"]}${'}'.repeat(depth)}`;
    const ask = world.gateway({
      authorize: () => everybody,
      fetch: async () =>
        new Response(`{"error":{"type":"invalid_input","message":"No","validation_errors":${nested}}}`, {
          status: 400,
        }),
    });
    assert.equal((await ask('/user_identities/update', { user_identity_id: world.a.id })).status, 400);
  });
});
