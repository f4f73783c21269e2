import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import type { ClientSession } from '../../src/api/contract.gen.js';
import type { Scope } from '../../src/gateway/index.js';
import { rows } from '../../src/gateway/endpoints/index.js';
import { requestsOf } from './requests-of.js';
import { bearer, createWorld, everybody, scopedTo, unknownId, type Ask, type World } from './support.js';

type Fields = Record<string, unknown>;

afterEach(() => mock.timers.reset());

/** What ends which of a person's sessions, as the sandbox has it: its own, the one of its instant key, or both. */
const endings: Readonly<Record<string, readonly ('own' | 'of its key')[]>> = {
  '/client_sessions/delete': ['own'],
  '/client_sessions/revoke': ['own'],
  '/instant_keys/delete': ['of its key'],
  '/user_identities/delete': ['own', 'of its key'],
};

interface Case {
  world: World;
  ask: Ask;
  tokens: { own: string; 'of its key': string };
  /** Holds the answers to look-ups of A's sessions, which Seam has given already; answers how to let them go. */
  holdLookUps(): { held(count: number): Promise<void>; release(): void };
}

/** An administrator of that scope, and A's two sessions, at one gateway. */
async function createCase(scopeOf: (world: World) => Scope): Promise<Case> {
  const world = await createWorld();
  const { a, sandbox, seam } = world;
  // Both clocks say the same, else nothing would be remembered.
  mock.timers.enable({ apis: ['Date'], now: sandbox.clock.now() });
  const { instant_key } = await seam('/instant_keys/get', { instant_key_id: a.instantKeyId });
  const { client_session_id } = instant_key as Fields;
  const { client_session } = await seam('/client_sessions/get', { client_session_id });
  const tokens = { own: a.token, 'of its key': (client_session as ClientSession).token };
  let gate: Promise<void> | undefined;
  let waiting = 0;
  const ask = world.gateway({
    authorize: (_, session) => (session ? { ...scopedTo(a.id), caller: 'guest' } : scopeOf(world)),
    onUserIdentityCreated: () => undefined,
    async fetch(request) {
      const token = request.headers.get('authorization')!.slice('Bearer '.length);
      const isLookUp = Object.values(tokens).includes(token);
      const answer = await sandbox.fetch(request);
      if (isLookUp && gate) {
        waiting++;
        await gate;
      }
      return answer;
    },
  });
  return {
    world,
    ask,
    tokens,
    holdLookUps() {
      let release = () => {};
      waiting = 0;
      gate = new Promise((resolve) => (release = resolve));
      return {
        async held(count) {
          while (waiting < count) await new Promise(setImmediate);
        },
        release() {
          gate = undefined;
          release();
        },
      };
    },
  };
}

const scopes: Readonly<Record<string, (world: World) => Scope>> = {
  everybody: () => everybody,
  'a limited scope': ({ a, apartmentsId }) => ({ ...scopedTo(a.id), acsSystemIds: [apartmentsId] }),
};

const read = ({ ask }: Case, token: string) => ask('/gateway/session/get', {}, { headers: bearer(token) });

for (const [whose, scopeOf] of Object.entries(scopes))
  describe(`A change that ends a session, made for ${whose},`, () => {
    for (const { endpoint } of rows.filter(({ endpoint }) => !endpoint.reads))
      it(`ends it in the gateway, with a look-up under way: ${endpoint.path}`, async () => {
        const one = await createCase(scopeOf);
        const { world, ask, tokens } = one;
        for (const token of Object.values(tokens)) assert.equal((await read(one, token)).status, 200);

        // A look-up that begins before the change, and whose answer comes after it.
        const lookUps = one.holdLookUps();
        const early = Object.values(tokens).map((token) =>
          ask('/phones/deactivate', {}, { headers: bearer(token) }),
        );
        await lookUps.held(2);
        await ask(endpoint.path, requestsOf(world.a, world)[endpoint.path]);
        lookUps.release();
        await Promise.all(early);
        // Deletions take their time at Seam.
        world.sandbox.clock.advance(10_000);

        const isOpen = async (token: string) =>
          (await world.seam('/client_sessions/get', {}, token))['ok'] === true;
        for (const [name, token] of Object.entries(tokens)) {
          const shouldEnd = endings[endpoint.path]?.includes(name as keyof Case['tokens']) ?? false;
          assert.equal(await isOpen(token), !shouldEnd, `${name} at Seam`);
          assert.equal((await read(one, token)).status, shouldEnd ? 401 : 200, name);
        }
      });
  });

describe('A session that has been ended', () => {
  it('is let in by no look-up that had begun before, whoever joins it', async () => {
    const one = await createCase(scopes['everybody']!);
    const { world, ask, tokens } = one;
    const lookUps = one.holdLookUps();
    const early = read(one, tokens.own);
    await lookUps.held(1);
    await ask('/client_sessions/revoke', { client_session_id: world.a.sessionId });
    const late = read(one, tokens.own);
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    lookUps.release();
    assert.equal((await early).status, 200);
    assert.equal((await late).status, 401);
    assert.equal((await read(one, tokens.own)).status, 401);
  });

  it('is asked for every time while its person is being deleted', async () => {
    const one = await createCase(scopes['everybody']!);
    const { world, ask, tokens } = one;
    await ask('/user_identities/delete', { user_identity_id: world.a.id });
    assert.equal((await read(one, tokens.own)).status, 200);
    world.sandbox.clock.advance(10_000);
    assert.equal((await read(one, tokens.own)).status, 401);
  });

  it('is forgotten where it is not clear whether it was', async () => {
    const one = await createCase(scopes['everybody']!);
    const { world, ask, tokens } = one;
    assert.equal((await read(one, tokens.own)).status, 200);
    world.sandbox.faults.add({ path: '/client_sessions/revoke', times: 1 });
    const unclear = await ask('/client_sessions/revoke', { client_session_id: world.a.sessionId });
    assert.equal(unclear.status, 502);
    await world.seam('/client_sessions/revoke', { client_session_id: world.a.sessionId });
    assert.equal((await read(one, tokens.own)).status, 401);
  });

  it('and only then makes others be asked for again', async () => {
    const one = await createCase(scopes['everybody']!);
    const { world, tokens } = one;
    let lookUps = 0;
    const counting = world.gateway({
      authorize: (_, session) => (session ? scopedTo(world.a.id) : everybody),
      fetch: (request) => {
        if (request.headers.get('authorization') === `Bearer ${tokens.own}`) lookUps++;
        return world.sandbox.fetch(request);
      },
    });
    const asA = () => counting('/gateway/session/get', {}, { headers: bearer(tokens.own) });
    await asA();
    await counting('/client_sessions/revoke', { client_session_id: unknownId() });
    await counting('/user_identities/update', { user_identity_id: world.b.id, full_name: 'Changed' });
    await asA();
    assert.equal(lookUps, 1);
  });
});
