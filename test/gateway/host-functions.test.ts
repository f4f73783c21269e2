import assert from 'node:assert/strict';
import { before, describe, it, type TestContext } from 'node:test';
import { createWorld, everybody, scopedTo, unlimited, type Answer, type World } from './support.js';

const list = '/user_identities/list';
const never = () => new Promise<never>(() => {});

/** Runs all pending promises, until nothing more happens without the clock. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
}

describe('A function of the host that does not return', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });

  const holdTimers = (context: TestContext) => context.mock.timers.enable({ apis: ['setTimeout'] });

  it('(authorize) delays a request by ten seconds at most', async (context) => {
    holdTimers(context);
    world.sent.length = 0;
    const ask = world.gateway({ authorize: never });
    let answer: Answer | undefined;
    const answered = ask(list).then((one) => (answer = one));
    await settle();
    context.mock.timers.tick(9_999);
    await settle();
    assert.equal(answer, undefined);
    context.mock.timers.tick(1);
    const { status, body, headers } = await answered;
    assert.equal(status, 503);
    assert.equal(body.error?.type, 'login_unavailable');
    assert.match(body.error!.message, /could not be checked in time/);
    assert.equal(headers.get('retry-after'), '5');
    assert.deepEqual(world.sent, []);
  });

  it('(authorize) holds a thousand requests at most', async (context) => {
    holdTimers(context);
    let isHanging = true;
    const ask = world.gateway({
      authorize: () => (isHanging ? never() : everybody),
      limits: unlimited,
    });
    const early: Answer[] = [];
    const waiting = Array.from({ length: 1200 }, async () => {
      const answer = await ask(list);
      early.push(answer);
    });
    for (let round = 0; round < 10; round++) await settle();
    assert.equal(early.length, 200);
    assert.ok(early.every(({ status }) => status === 503));
    context.mock.timers.tick(10_000);
    await Promise.all(waiting);
    assert.equal(early.length, 1200);
    // Every request has freed its place.
    isHanging = false;
    const answers = await Promise.all(Array.from({ length: 1000 }, () => ask('/gateway/session/get')));
    assert.ok(answers.every(({ status }) => status === 200));
  });

  it('(authorize) is ignored if it returns later', async (context) => {
    holdTimers(context);
    let answerLate = () => {};
    const ask = world.gateway({
      authorize: () => new Promise((resolve) => (answerLate = () => resolve(everybody))),
    });
    const answered = ask(list);
    await settle();
    context.mock.timers.tick(10_000);
    assert.equal((await answered).status, 503);
    world.sent.length = 0;
    answerLate();
    await settle();
    assert.deepEqual(world.sent, []);
  });

  for (const [name, options] of [
    ['onAudit', { onAudit: never }],
    ['onUserIdentityCreated', { onUserIdentityCreated: never }],
  ] as const)
    it(`(${name}) turns the response to a change into an error, and the host's log says why`, async (context) => {
      holdTimers(context);
      const faults: unknown[] = [];
      let isCreated = false;
      const ask = world.gateway({
        authorize: () => scopedTo(world.a.id),
        onUserIdentityCreated: () => undefined,
        onLog: (_, fault) => void faults.push(fault),
        ...options,
        async fetch(request) {
          const answer = await world.sandbox.fetch(request);
          isCreated ||= request.url.endsWith('/user_identities/create');
          return answer;
        },
      });
      let answer: Answer | undefined;
      const answered = ask('/user_identities/create', { full_name: 'New' }).then((one) => (answer = one));
      while (!isCreated) await new Promise(setImmediate);
      await settle();
      context.mock.timers.tick(9_999);
      await settle();
      assert.equal(answer, undefined);
      context.mock.timers.tick(1);
      const { status, body } = await answered;
      assert.equal(status, 500);
      assert.match(body.error!.message, /may have happened/);
      assert.match(String(faults[0]), new RegExp(`${name}\\(\\) has not answered within 10 seconds`));
    });
});
