import assert from 'node:assert/strict';
import { it } from 'node:test';
import { rows } from '../../src/gateway/endpoints/index.js';
import type { Scope } from '../../src/gateway/index.js';
import { requestsOf } from './requests-of.js';
import { bearer, createWorld, scopedTo, unlimited } from './support.js';

const requests = 1000;
/** Doors, systems and events: what they hold is not one person's. */
const reads = rows.filter(
  ({ endpoint }) => endpoint.reads && !/^\/(?:events|action_attempts)/.test(endpoint.path),
);

for (const how of ['the host’s login', 'a client session'] as const)
  it(`A thousand requests of two callers at once, known by ${how}, are not mixed up`, async (context) => {
    const world = await createWorld();
    const { a, b, sandbox } = world;
    const scopes: Record<string, Scope> = { a: scopedTo(a.id), b: { ...scopedTo(b.id), caller: 'b' } };
    const gateway = world.gateway({
      limits: unlimited,
      ...(how === 'the host’s login' && { authorize: ({ headers }) => scopes[headers.get('x-caller')!]! }),
      // Answers overtake one another.
      fetch: async (request) => {
        for (let turns = Math.floor(random() * 4); turns > 0; turns--) await new Promise(setImmediate);
        return sandbox.fetch(request);
      },
    });
    const tags = new Map<string, Set<string>>();
    let found = 0;
    await Promise.all(
      Array.from({ length: requests }, async (_, at) => {
        const [who, person, other] = at % 2 === 0 ? (['a', a, b] as const) : (['b', b, a] as const);
        const { path } = reads[Math.floor(random() * reads.length)]!.endpoint;
        const { text, status, headers } = await gateway(path, requestsOf(person, world)[path], {
          headers: how === 'the host’s login' ? { 'x-caller': who } : bearer(person.token),
        });
        assert.equal(status, 200, `${path} ${text}`);
        const leak = other.secrets.find((secret) => text.includes(secret));
        // A's group is one of what B's group opens, but neither knows the other by it.
        assert.equal(leak, undefined, `${who} ${path} ${leak}`);
        if (person.secrets.some((secret) => text.includes(secret))) found++;
        const tag = headers.get('seam-gateway-caller')!;
        tags.set(who, (tags.get(who) ?? new Set()).add(tag));
      }),
    );
    context.diagnostic(`${requests} requests, ${found} of them with something of one's own`);
    assert.ok(found > requests / 2);
    assert.deepEqual([tags.get('a')!.size, tags.get('b')!.size], [1, 1]);
    assert.notDeepEqual(tags.get('a'), tags.get('b'));
  });

/** The same each time. */
let state = 20261121;
function random(): number {
  state = (state * 1664525 + 1013904223) % 4294967296;
  return state / 4294967296;
}
