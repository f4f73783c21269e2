import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { endpointSchemas } from '../../src/api/schemas.gen.js';
import type { Scope } from '../../src/gateway/index.js';
import type { Row } from '../../src/gateway/endpoints/endpoint-rule.js';
import { rows } from '../../src/gateway/endpoints/index.js';
import {
  declaresAny,
  filledAnswer,
  keepsIdentity,
  placesIn,
  type Fields,
  type Filling,
  type Place,
} from './canary.js';
import { inFull } from './proofs.js';
import { requestOf, type Params } from '../gateway/requests-of.js';
import {
  allPermissions,
  createWorld,
  everybody,
  scopedTo,
  unknownId,
  unlimited,
  type Ask,
  type World,
} from '../gateway/support.js';

/*
 * Every text in every response of Seam is a mark here. The tests search the gateway's output for the marks.
 */

type ScopeOf = (world: World) => Scope;

const limited: ScopeOf = ({ a, apartmentsId }) => ({ ...scopedTo(a.id), acsSystemIds: [apartmentsId] });
const forAll: ScopeOf = () => everybody;
const scopes = { 'a limited caller': limited, 'a caller for everybody': forAll };

/** Replaces a response of Seam. */
type Change = (path: EndpointPath, real: Response) => Response | Promise<Response>;

interface Stage {
  world: World;
  ask: Ask;
  /** Parameters that the row accepts. */
  params: Params;
  /** Output other than responses: audit records and log lines. */
  told: string[];
  /** Changes Seam's responses from now on. */
  change(next: Change): void;
}

/** Prepares one row after another, each with the world in its initial state. */
async function createStages(scope: ScopeOf): Promise<(row: Row) => Promise<Stage>> {
  const world = await createWorld();
  const first = world.sandbox.snapshot();
  const told: string[] = [];
  const unchanged: Change = (_, real) => real;
  let change = unchanged;
  const ask = world.gateway({
    authorize: () => scope(world),
    limits: unlimited,
    onUserIdentityCreated: () => undefined,
    onAudit: (record) => void told.push(JSON.stringify(record)),
    onLog: (line, error) => void told.push(JSON.stringify(line), textOf(error)),
    async fetch(request) {
      const path = new URL(request.url).pathname as EndpointPath;
      const params = (await request.clone().json()) as Params;
      world.sent.push({ path, headers: request.headers, params, withKey: true });
      return change(path, await world.sandbox.fetch(request));
    },
  });
  return async ({ endpoint: { path } }) => {
    world.sandbox.restore(first);
    change = unchanged;
    const params = await requestOf(path, world.a, world, ask);
    world.sent.length = 0;
    told.length = 0;
    return { world, ask, params, told, change: (next) => (change = next) };
  };
}

const textOf = (error: unknown): string =>
  error instanceof Error ? `${error.stack} ${textOf(error.cause)}` : String(error);

/** Seam's response with a mark in each text; errors stay unchanged. */
const fillingIn =
  (filling: Filling, headers: Record<string, string> = {}): Change =>
  async (path, real) => {
    const body = (await real.json()) as Fields;
    if (!real.ok) return Response.json(body, { status: real.status });
    return Response.json({ ...filledAnswer(path, body, filling), ok: true }, { headers });
  };

const mark = ({ kind, field }: Place) => `canary-${kind}.${field}`;

/** Makes the objects belong to A. An event belongs to the person whom it names. */
const markingAllBut = (keeps: Filling['keeps'], { a }: World): Filling => ({
  keeps,
  mark: (place) => (place.kind === 'event' && place.field === 'user_identity_id' ? a.id : mark(place)),
});

/** A single event does not name its owner, so a limited caller sees none. */
const rowsOf = (scope: ScopeOf): Row[] =>
  rows.filter(({ endpoint }) => scope !== limited || endpoint.path !== '/events/get');

describe('The output for a limited caller', () => {
  /**
   * The visible fields of each kind of object, with their endpoints. Review every new field: it must be safe for
   * everybody who may see the object, even if the object also contains data about other people.
   */
  const file = new URL('shown-to-limited.json', import.meta.url);

  it('contains only reviewed fields', async () => {
    const shown = new Map<string, { kind: string; in: string[]; fields: string[] }>();
    const stageOf = await createStages(limited);
    for (const row of rowsOf(limited)) {
      const { path } = row.endpoint;
      const found = new Map<string, Set<string>>();
      // Once more without possible ids of other people, because an event with such an id is dropped.
      const withoutIds: Filling['keeps'] = (place) =>
        keepsIdentity(place) || (place.kind === 'event' && /_(?:id|key)s?\b/.test(place.field));
      // And once as an action of A: then the event may contain any id.
      const ofA: Filling['keeps'] = (place) =>
        keepsIdentity(place) && !(place.kind === 'event' && place.field === 'user_identity_id');
      for (const keeps of path === '/events/list' ? [ofA, withoutIds] : [keepsIdentity]) {
        const { world, ask, params, change } = await stageOf(row);
        change(fillingIn(markingAllBut(keeps, world)));
        const { status, text, body } = await ask(path, params);
        assert.equal(status, 200, `${path}: ${text}`);
        for (const { kind, field } of placesIn(path, body))
          if (kind !== null && kind !== 'pagination')
            found.set(kind, (found.get(kind) ?? new Set()).add(field));
      }
      for (const [kind, set] of found) {
        const fields = [...set].sort();
        const key = [kind, ...fields].join(' ');
        if (!shown.has(key)) shown.set(key, { kind, in: [], fields });
        shown.get(key)!.in.push(path);
      }
    }
    const placeOf = (group: { kind: string; in: string[] }) => `${group.kind} ${group.in[0]}`;
    const groups = [...shown.values()].sort((one, next) => (placeOf(one) < placeOf(next) ? -1 : 1));
    if (process.env['UPDATE_SHOWN'] === '1') writeFileSync(file, `${JSON.stringify(groups, null, 2)}\n`);
    assert.deepEqual(groups, JSON.parse(readFileSync(file, 'utf8')));
  });
});

describe('The API key', () => {
  for (const [who, scope] of Object.entries(scopes)) {
    it(`is in no output to ${who} or the host, even if it is in every text of Seam's responses`, async () => {
      const stageOf = await createStages(scope);
      for (const row of rows) {
        const { world, ask, params, told, change } = await stageOf(row);
        const { apiKey } = world.sandbox.credentials;
        const filling: Filling = {
          mark: () => `It is ${apiKey}!`,
          keeps: scope === forAll ? () => false : keepsIdentity,
        };
        change(fillingIn(filling, { 'seam-request-id': apiKey, 'retry-after': apiKey, [apiKey]: apiKey }));
        const { text, headers } = await ask(row.endpoint.path, params);
        const all = [text, JSON.stringify([...headers]), ...told].join('\n');
        assert.ok(!all.includes(apiKey), `${row.endpoint.path}: ${all}`);
      }
    });

    it(`is in no output to ${who} or the host, even if it is in every text of Seam's errors`, async () => {
      await forEachFailure(scope, statuses, async ({ world, told }, fail) => {
        const { apiKey } = world.sandbox.credentials;
        const { text, headers } = await fail(
          {
            type: `${apiKey}_not_found`,
            message: `The key ${apiKey} may not do this.`,
            validation_errors: { _errors: [apiKey], [apiKey]: { _errors: [`Not ${apiKey}`] } },
          },
          { 'seam-request-id': apiKey, 'retry-after': apiKey },
        );
        return [[text, JSON.stringify([...headers]), ...told].join('\n'), [apiKey]];
      });
    });
  }

  it('is in no output if the connection to Seam fails', async () => {
    const world = await createWorld();
    const { apiKey } = world.sandbox.credentials;
    const told: string[] = [];
    const ask = world.gateway({
      authorize: () => everybody,
      onLog: (line, error) => void told.push(JSON.stringify(line), textOf(error)),
      fetch: () => Promise.reject(new TypeError(`Bearer ${apiKey} could not be sent`)),
    });
    const { text } = await ask('/devices/list');
    assert.ok(!`${text} ${told.join(' ')}`.includes(apiKey), text);
  });
});

const statuses = [400, 401, 403, 404, 409, 422, 429, 500, 503];
const everyRefusal = Array.from({ length: 100 }, (_, at) => 400 + at);
/** Statuses that the gateway may treat differently come more often. */
const refusals = [...everyRefusal, ...Array.from({ length: 10 }, () => [400, 401, 403, 404, 409]).flat()];

type Fail = (error: Fields, headers?: Record<string, string>) => Promise<{ text: string; headers: Headers }>;

/**
 * Makes the requests of a row to Seam fail: in the full form every request with every status, in the short form one.
 * @param attempt returns the output, and the texts that it must not contain
 */
async function forEachFailure(
  scope: ScopeOf,
  withStatuses: readonly number[],
  attempt: (stage: Stage, fail: Fail) => Promise<[text: string, forbidden: string[]]>,
): Promise<void> {
  const stageOf = await createStages(scope);
  let turn = 0;
  for (const row of rowsOf(scope)) {
    const { path } = row.endpoint;
    const { world, ask, params } = await stageOf(row);
    await ask(path, params);
    const asked = [...new Set(world.sent.map((one) => one.path))];
    if (asked.length === 0) continue;
    for (const failing of inFull ? asked : [asked[turn % asked.length]!]) {
      const stage = await stageOf(row);
      const some = inFull ? new Set(withStatuses) : [withStatuses[turn++ % withStatuses.length]!];
      for (const status of some) {
        const fail: Fail = (error, headers = {}) => {
          stage.change((now, real) =>
            now === failing ? Response.json({ error, ok: false }, { status, headers }) : real,
          );
          return stage.ask(path, stage.params);
        };
        const [text, forbidden] = await attempt(stage, fail);
        const found = forbidden.filter((one) => text.includes(one));
        assert.deepEqual(found, [], `${path}, where ${failing} fails with ${status}: ${text}`);
      }
    }
  }
}

describe('Messages of Seam’s errors', () => {
  const types = ['canary', 'canary_not_found', 'invalid_input', 'conflict', 'client_session_expired'];

  it('never reach a limited caller', async () => {
    let at = 0;
    await forEachFailure(limited, refusals, async (_, fail) => {
      const { text } = await fail({
        type: types[at++ % types.length],
        message: `canary ${unknownId()}`,
        validation_errors: {
          _errors: ['canary'],
          full_name: { _errors: ['canary'], canary: { _errors: ['canary'] } },
          canary: { _errors: [] },
        },
      });
      return [text, ['canary']];
    });
  });

  it('about the gateway’s own key do not end the caller’s session', async () => {
    const own = [
      'invalid_client_session_token',
      'client_session_expired',
      'client_session_revoked',
      'gateway_login_required',
      'unauthorized',
    ];
    let turn = 0;
    for (const scope of Object.values(scopes))
      await forEachFailure(scope, [400, 401, 403], async (_, fail) => {
        const type = own[turn++ % own.length]!;
        const { text } = await fail({ type, message: 'Refused' });
        return [text, [type]];
      });
  });

  it('show nobody a secret', async () => {
    const openers = [
      'seam_cst1Abc_defGHI',
      'seam_at1Abc_defGHI',
      'seam_test1Abc_defGHI',
      'seam_apikey1_defGHI',
      'https://ik.seam.co/ABCDEF',
      'ik.seam.co/GHIJKL',
    ];
    for (const scope of Object.values(scopes))
      await forEachFailure(scope, [400, 403, 409, 422], async (_, fail) => {
        const told = `With ${openers.join(', ')}.`;
        const { text } = await fail({
          type: 'conflict',
          message: told,
          validation_errors: { _errors: [told], full_name: { _errors: [told] } },
        });
        return [text, openers];
      });
  });
});

describe('A secret that gives access', () => {
  /** Who may see it, and in which responses. No other caller and no other response may show it. */
  const openers: Record<string, { permission: string; in: readonly EndpointPath[] | 'any' } | 'nobody'> = {
    token: { permission: 'client_sessions.create', in: ['/client_sessions/create'] },
    instant_key_url: {
      permission: 'instant_keys.create',
      in: ['/user_identities/generate_instant_key'],
    },
    client_session_token: 'nobody',
    publishable_key: 'nobody',
    user_identifier_key: { permission: 'user_identifier_keys.read', in: 'any' },
    code: { permission: 'codes.read', in: 'any' },
  };
  const nameOf = (field: string) => field.split('.').at(-1)!.replace('[]', '');

  async function shownWith(scope: ScopeOf, names: readonly string[]): Promise<string[]> {
    const stageOf = await createStages(scope);
    const shown = new Set<string>();
    for (const row of rowsOf(scope).filter(({ endpoint }) => declaresAny(endpoint.path, names))) {
      const { world, ask, params, change } = await stageOf(row);
      change(fillingIn(markingAllBut(keepsIdentity, world)));
      const { body } = await ask(row.endpoint.path, params);
      for (const { field, value } of placesIn(row.endpoint.path, body))
        if (names.includes(nameOf(field)) && typeof value === 'string')
          shown.add(`${nameOf(field)} ${row.endpoint.path}`);
    }
    return [...shown];
  }

  for (const [who, scope] of Object.entries(scopes)) {
    it(`is shown to ${who} only in the response that hands it out`, async () => {
      for (const shown of await shownWith(scope, Object.keys(openers))) {
        const [name, path] = shown.split(' ') as [string, EndpointPath];
        const opener = openers[name]!;
        assert.ok(opener !== 'nobody' && (opener.in === 'any' || opener.in.includes(path)), shown);
      }
    });

    it(`is shown to ${who} only with its own permission`, async () => {
      for (const [name, opener] of Object.entries(openers)) {
        if (opener === 'nobody') continue;
        const permissions = allPermissions.filter((one: string) => one !== opener.permission);
        const without: ScopeOf = (world) => ({ ...scope(world), permissions });
        assert.deepEqual(await shownWith(without, [name]), [], opener.permission);
      }
    });
  }

  it('is shown to a caller with the permission', async () => {
    const shown = await shownWith(forAll, Object.keys(openers));
    for (const expected of [
      'token /client_sessions/create',
      'instant_key_url /user_identities/generate_instant_key',
      'user_identifier_key /client_sessions/list',
      'code /acs/credentials/list',
      'code /events/list',
    ])
      assert.ok(shown.includes(expected), expected);
  });
});

describe('A person’s object that does not name its owner', () => {
  const personalKinds = new Set([
    'user_identity',
    'acs_user',
    'acs_credential',
    'client_session',
    'instant_key',
    'enrollment_automation',
  ]);
  const ownersOf = (ownId: string): Record<string, unknown> => ({
    missing: undefined,
    null: null,
    'a number': 7,
    'a list': [ownId],
    'a list in a list': [[ownId]],
    'an object': { id: ownId },
    empty: '',
    true: true,
  });

  /** Also if Seam names the owner in another field. */
  function disowned(value: unknown, kind: string, owner: unknown): unknown {
    const changed: Fields = { ...(value as Fields), user_identity_id: owner };
    if (kind === 'client_session') changed['user_identity_ids'] = owner;
    // An ACS user of the caller proves that the credential belongs to the caller.
    if (kind === 'acs_credential') changed['acs_user_id'] = unknownId();
    return changed;
  }

  /** The kind of `acs_users` is `acs_user`, and that of `user_identities` is `user_identity`. */
  const kindOf = (key: string): string => key.replace(/ies$/, 'y').replace(/s$/, '');

  const personalIn = ({ endpoint: { path } }: Row): string[] =>
    Object.keys(endpointSchemas[path].answer.properties ?? {})
      .map(kindOf)
      .filter((kind) => personalKinds.has(kind));

  for (const what of Object.keys(ownersOf('')))
    it(`is not shown to a limited caller if the owner is ${what}`, async () => {
      const stageOf = await createStages(limited);
      for (const row of rowsOf(limited)) {
        const { path } = row.endpoint;
        const kinds = personalIn(row);
        if (kinds.length === 0) continue;
        const { world, ask, params, change } = await stageOf(row);
        const owner = ownersOf(world.a.id)[what];
        change(async (asked, real) => {
          const answer = await fillingIn({ mark, keeps: keepsIdentity })(asked, real);
          const body = (await answer.json()) as Fields;
          const changed = Object.entries(body).map(([key, value]) => {
            const kind = kindOf(key);
            if (!kinds.includes(kind)) return [key, value];
            return [
              key,
              Array.isArray(value)
                ? value.map((one) => disowned(one, kind, owner))
                : disowned(value, kind, owner),
            ];
          });
          return Response.json(Object.fromEntries(changed), { status: answer.status });
        });
        const { text, status } = await ask(path, params);
        assert.ok(!text.includes('canary-'), `${path} ${status} ${text.slice(0, 500)}`);
      }
    });
});
