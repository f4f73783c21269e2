import { openapi } from '@seamapi/types/connect';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { definitions, endpointSchemas, type JsonSchema } from '../../src/api/schemas.gen.js';
import { shape } from '../../src/gateway/access/filter-answer.js';
import { reachOf } from '../../src/gateway/access/scope.js';
import { rows } from '../../src/gateway/endpoints/index.js';
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

/** Names of things, kinds of problem, pictures, and a person's key, which opens nothing by itself. */
const harmless = [
  'access_grant_key',
  'access_grant_keys',
  'climate_preset_key',
  'customer_key',
  'error_code',
  'fallback_climate_preset_key',
  'image_url',
  'inviter_logo_url',
  'logo_url',
  'model_code',
  'mutation_code',
  'next_page_url',
  'property_postcode',
  'reason_code',
  'space_key',
  'user_identity_key',
  'video_url',
  'warning_code',
];

describe('Codes and the keys of sessions', () => {
  const bodies = {
    '/acs/credentials/get': { acs_credential: { acs_credential_id: 'x', code: '4711' } },
    '/acs/credentials/list': { acs_credentials: [{ acs_credential_id: 'x', card_number: '4712' }] },
    '/events/list': { events: [{ event_id: 'x', code: '4711' }] },
    '/client_sessions/list': { client_sessions: [{ client_session_id: 'x', user_identifier_key: '4711' }] },
  } as const;

  it('are shown to callers with the permission for them, and the keys to no limited scope', () => {
    for (const [path, body] of Object.entries(bodies) as [keyof typeof bodies, object][])
      for (const userIdentityIds of ['all', ['x']] as const)
        for (const permission of [undefined, 'codes.read', 'user_identifier_keys.read'] as const) {
          const reach = reachOf({ userIdentityIds, permissions: permission ? [permission] : [] });
          const shown = /471\d/.test(JSON.stringify(shape(path, { ...body }, { reach })));
          const isKey = path === '/client_sessions/list';
          const isAllowed = permission === (isKey ? 'user_identifier_keys.read' : 'codes.read');
          const isHidden = userIdentityIds !== 'all' && !path.startsWith('/acs/credentials/');
          assert.equal(shown, isAllowed && !isHidden, `${path} ${permission} ${userIdentityIds}`);
        }
    assert.ok(!/471\d/.test(JSON.stringify(shape('/events/list', { ...bodies['/events/list'] }))));
  });

  it('and every other text whose name says that it may open something has been decided on', () => {
    const suspicious = /token|secret|password|pin$|code$|codes$|card_number|_url$|key$|keys$/;
    const decided = new Set<string>();
    const look = (schema: JsonSchema): void => {
      for (const [name, inner] of Object.entries(schema.properties ?? {})) {
        const isText = [inner.type, inner.items?.type, ...(inner.anyOf ?? []).map((one) => one.type)].flat();
        if (suspicious.test(name) && isText.includes('string')) decided.add(name);
        look(inner);
      }
      for (const inner of [schema.items, schema.additionalProperties, ...(schema.anyOf ?? [])])
        if (inner) look(inner);
    };
    Object.values(definitions).forEach(look);
    const opens = [...secretNames, 'code', 'card_number', 'user_identifier_key'];
    assert.deepEqual([...decided].filter((name) => !opens.includes(name)).sort(), harmless);
  });

  it('that a token opens at Seam: the guide counts the endpoints of a client session as Seam publishes them', () => {
    const published = Object.entries(openapi['paths'] as Record<string, Record<string, Operation>>)
      .filter(([path]) => !path.startsWith('/seam/'))
      .map(([, methods]) => ({ operation: Object.values(methods)[0]!, reads: 'get' in methods }))
      .filter(({ operation }) => !('x-undocumented' in operation))
      .filter(({ operation }) => operation.security?.some((scheme) => 'client_session' in scheme));
    const changes = published.filter(({ reads }) => !reads).length;
    const guide = readFileSync('docs/guides/security.md', 'utf8');
    assert.ok(
      guide.includes(`${published.length} published endpoints, and ${changes} of them change something`),
    );
  });
});

interface Operation {
  security?: object[];
  'x-undocumented'?: string;
}
