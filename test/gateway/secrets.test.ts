import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { definitions, endpointSchemas, type JsonSchema } from '../../src/api/schemas.gen.js';
import { shape } from '../../src/gateway/output.js';
import { rows } from '../../src/gateway/table.js';
import { requestOf } from './requests-of.js';
import { createWorld, everybody, scopedTo } from './support.js';

const secretNames = ['token', 'client_session_token', 'instant_key_url', 'publishable_key'];

/** Rows that hand out a secret, because somebody asked for just that. */
const handedOut: Record<string, string> = {
  '/client_sessions/create': 'token',
  '/user_identities/generate_instant_key': 'instant_key_url',
};

/** An answer with everything in it that the contract declares, each text being its own field's name. */
function fullAnswer(schema: JsonSchema, name = ''): unknown {
  if (schema.$ref) return fullAnswer(definitions[schema.$ref.slice('#/$defs/'.length)]!, name);
  if (schema.anyOf) {
    const all = schema.anyOf.map((branch) => fullAnswer(branch, name));
    return all.every((one) => typeof one === 'object') ? Object.assign({}, ...all) : all[0];
  }
  if (schema.items) return [fullAnswer(schema.items, name)];
  if (schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties).map(([key, inner]) => [key, fullAnswer(inner, key)]),
    );
  // What the host may name as it likes, and so as a secret.
  if (schema.additionalProperties)
    return Object.fromEntries(secretNames.map((key) => [key, `value of ${key}`]));
  const type = [schema.type].flat()[0];
  return type === 'boolean' ? true : type === 'string' ? `value of ${name}` : type === 'array' ? [] : 1;
}

describe('Secrets', () => {
  const toldBy = (text: string) => secretNames.filter((name) => text.includes(`value of ${name}`));

  it('are let out by no row but the two that are asked for one', () => {
    const declaring = new Set<string>();
    for (const row of rows) {
      const { path } = row.endpoint;
      const answer = fullAnswer(endpointSchemas[path].answer) as Record<string, unknown>;
      for (const name of toldBy(JSON.stringify(answer))) declaring.add(`${path} ${name}`);
      const shaped = JSON.stringify(shape(path, answer, { handsOut: row.handsOut }));
      assert.deepEqual(toldBy(shaped), handedOut[path] === undefined ? [] : [handedOut[path]], path);
      assert.equal(row.handsOut, handedOut[path], path);
    }
    // There is something to hide.
    for (const place of [
      '/client_sessions/list token',
      '/client_sessions/get token',
      '/instant_keys/list instant_key_url',
      '/instant_keys/get instant_key_url',
      '/workspaces/get publishable_key',
    ])
      assert.ok(declaring.has(place), place);
  });

  it('need a permission of their own', () => {
    for (const { endpoint, permission } of rows)
      if (endpoint.path in handedOut)
        assert.deepEqual(
          rows.filter((row) => row.permission === permission).map((row) => row.endpoint.path),
          [endpoint.path],
        );
  });

  for (const [who, scope] of [
    ['everybody', () => everybody],
    ['a limited scope', (id: string) => scopedTo(id)],
  ] as const)
    it(`are in no answer to ${who}, whatever is asked, but where they are handed out`, async () => {
      const world = await createWorld();
      const { a } = world;
      const secrets = [a.token, a.instantKeyUrl, world.sandbox.credentials.publishableKey];
      for (const { endpoint } of rows) {
        const ask = world.gateway({
          authorize: () => ({ ...scope(a.id), acsSystemIds: [world.apartmentsId] }),
          onUserIdentityCreated: () => undefined,
        });
        const fresh = await createWorld();
        world.sandbox.restore(fresh.sandbox.snapshot());
        const { text } = await ask(endpoint.path, await requestOf(endpoint.path, a, world, ask));
        assert.ok(!secrets.some((secret) => text.includes(secret)), endpoint.path);
        const isHandedOut = endpoint.path in handedOut;
        assert.equal(/seam_cst|ik\.seam\.co|seam_pk/.test(text), isHandedOut, `${endpoint.path} ${text}`);
      }
    });
});
