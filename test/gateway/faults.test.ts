import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Scope } from '../../src/gateway/index.js';
import { rows } from '../../src/gateway/endpoints/index.js';
import { requestsOf } from './requests-of.js';
import { createWorld, everybody, scopedTo, unlimited, type World } from './support.js';

const secret = 'stack at /srv/seam/db.ts';

const objects = rows.flatMap(({ endpoint: { responseKey } }) => responseKey ?? []);
const answerWith = (value: unknown) => () =>
  Response.json({ ...Object.fromEntries(objects.map((key) => [key, value])), ok: true });

/** What may come instead of an answer, and what is told of it. */
const faults: Record<string, { answer: () => Response | Promise<Response>; statuses: number[] }> = {
  'is down': { answer: () => new Response(secret, { status: 503 }), statuses: [503] },
  fails: { answer: () => Response.json({ error: { message: secret } }, { status: 500 }), statuses: [502] },
  'asks for a pause': { answer: () => new Response('', { status: 429 }), statuses: [429] },
  'cannot be reached': { answer: () => Promise.reject(new TypeError(secret)), statuses: [504] },
  'refuses the key': {
    answer: () => Response.json({ error: { type: 'unauthorized', message: secret } }, { status: 401 }),
    statuses: [502],
  },
  'answers in HTML': { answer: () => new Response(`<html>${secret}`), statuses: [502] },
  // What only passes on has nothing to trip over.
  'answers nothing': { answer: () => Response.json({ ok: true }), statuses: [200, 404, 502] },
  'answers null': { answer: answerWith(null), statuses: [200, 404, 502] },
  'answers words': { answer: answerWith('text'), statuses: [200, 404, 502] },
  'answers empty objects': { answer: answerWith({}), statuses: [200, 404, 502] },
  'answers lists of anything': { answer: answerWith([null, 1, 'x', [], {}]), statuses: [200, 404, 502] },
};

describe('Whatever is asked, when Seam', () => {
  const scopes: [string, (world: World) => Scope][] = [
    ['everybody', () => everybody],
    ['a limited scope', ({ a, apartmentsId }) => ({ ...scopedTo(a.id), acsSystemIds: [apartmentsId] })],
  ];
  for (const [what, { answer, statuses }] of Object.entries(faults))
    for (const [who, scope] of scopes)
      it(`${what}, ${who} is told so, and nothing else`, async () => {
        const world = await createWorld();
        let changes = 0;
        const ask = world.gateway({
          authorize: () => scope(world),
          onUserIdentityCreated: () => undefined,
          limits: unlimited,
          fetch: async ({ url }) => {
            const path = new URL(url).pathname;
            if (rows.some(({ endpoint }) => endpoint.path === path && !endpoint.reads)) changes++;
            return answer();
          },
        });
        for (const { endpoint } of rows) {
          // It is refused before anybody is asked.
          if (endpoint.path === '/events/get' || endpoint.path === '/action_attempts/get') continue;
          const params = requestsOf(world.a, world)[endpoint.path];
          changes = 0;
          const { status, text } = await ask(endpoint.path, params);
          assert.ok(statuses.includes(status), `${endpoint.path} ${status} ${text}`);
          assert.ok(!text.includes('srv/seam'), endpoint.path);
          assert.ok(changes <= 1, endpoint.path);
          if (endpoint.reads) assert.equal(changes, 0, endpoint.path);
        }
      });
});
