import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as endpoints from '../../src/api/contract.gen.js';
import { isSeamError } from '../../src/api/errors.js';
import {
  removeUserIdentity,
  type RemovalParams,
  type RemovalProgress,
  type RemovalResult,
} from '../../src/operations/index.js';
import { answerOf, createDesk, leftOf, nothing, personOf, removalsIn, type Desk } from './support.js';

/** A person with every kind of dependent resource. */
async function furnished(deletion: 'ordered' | 'cascade'): Promise<{ desk: Desk; id: string }> {
  const desk = createDesk({ deletion });
  const id = await personOf(desk, 'staff-01');
  await desk.call(endpoints.clientSessionsCreate, { user_identity_id: id });
  const systems = await desk.call(endpoints.acsSystemsList, {});
  await desk.call(endpoints.userIdentitiesEnrollmentAutomationsLaunch, {
    user_identity_id: id,
    credential_manager_acs_system_id: systems.find((system) => system.is_credential_manager)!.acs_system_id,
  });
  desk.heard.length = 0;
  return { desk, id };
}

const remove = (
  { call, clock }: Desk,
  user_identity_id: string,
  params: Partial<RemovalParams> = {},
  options: Parameters<typeof removeUserIdentity>[2] = {},
): Promise<RemovalResult> =>
  removeUserIdentity(call, { user_identity_id, strategy: 'ordered', ...params }, { ...clock, ...options });

/** Calls the operation until it is done, as a person would. */
async function removeInTheEnd(
  desk: Desk,
  id: string,
  params: Partial<RemovalParams>,
): Promise<RemovalResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      const result = await remove(desk, id, params);
      if (result.outcome === 'removed' || attempt === 4) return result;
    } catch (error) {
      assert.ok(isSeamError(error), String(error));
      if (attempt === 4) throw error;
    }
    nextDay(desk);
  }
}

/** Seam does not report that it is deleting an enrollment automation, so an immediate retry would send it twice. */
const nextDay = ({ sandbox }: Desk) => sandbox.clock.advance(1000);

const textOf = async (answer: Promise<Response>): Promise<string> => (await answer).text();

const assertOnce = (desk: Desk, context?: string) => {
  const asked = removalsIn(desk.heard);
  assert.deepEqual(asked, [...new Set(asked)], context);
};

const kinds = (result: RemovalResult, state: string) =>
  result.steps.filter((step) => step.state === state).map(({ kind }) => kind);

describe('removing a person', () => {
  for (const deletion of ['ordered', 'cascade'] as const) {
    it(`removes everything in order if deletion is ${deletion}`, async () => {
      const { desk, id } = await furnished(deletion);
      const result = await remove(desk, id);
      assert.equal(result.outcome, 'removed');
      assert.deepEqual(result.left, []);
      assert.deepEqual(await leftOf(desk, id), nothing);
      assert.deepEqual(new Set(kinds(result, 'done')), new Set(result.steps.map(({ kind }) => kind)));
      assertOnce(desk);
      assert.deepEqual(
        removalsIn(desk.heard).map((line) => line.split(' ')[0]),
        [
          '/client_sessions/delete',
          '/acs/users/delete',
          '/acs/credentials/delete',
          '/acs/users/delete',
          '/user_identities/enrollment_automations/delete',
          ...Array<string>(3).fill('/phones/deactivate'),
          '/user_identities/delete',
        ],
      );
    });
  }

  it('reports its progress as snapshots of plain data', async () => {
    const { desk, id } = await furnished('ordered');
    const told: string[] = [];
    const snapshots: RemovalProgress[] = [];
    const result = await remove(
      desk,
      id,
      {},
      {
        onProgress: (progress) => {
          told.push(JSON.stringify(progress));
          snapshots.push(progress);
        },
      },
    );
    assert.deepEqual(
      snapshots.map((snapshot) => JSON.stringify(snapshot)),
      told,
      'A snapshot changed after it was told.',
    );
    assert.deepEqual(snapshots.at(-1), { steps: result.steps, isPaused: false });
    const phone = result.steps.find(({ kind }) => kind === 'phone')!;
    assert.equal(phone.name, 'iPhone 16 Pro');
    assert.ok(phone.endedAt! - phone.startedAt! >= 1000);
    const states = snapshots.flatMap(({ steps }) => steps.find((step) => step.id === phone.id)?.state ?? []);
    assert.deepEqual([...new Set(states)], ['waiting', 'working', 'done']);
  });

  it('returns at once if the person no longer exists', async () => {
    const { desk, id } = await furnished('ordered');
    await remove(desk, id);
    desk.heard.length = 0;
    const result = await removeUserIdentity(desk.call, { user_identity_id: id, strategy: 'ordered' });
    assert.equal(result.outcome, 'removed');
    assert.deepEqual(kinds(result, 'gone'), ['user_identity']);
    assert.deepEqual(removalsIn(desk.heard), []);
  });

  it('works in workspaces without enrollment automations', async () => {
    const { desk, id } = await furnished('cascade');
    for (const [status, type] of [
      [404, 'not_found'],
      [405, 'method_not_allowed'],
      [410, 'gone'],
      [400, 'undocumented_endpoint'],
    ] as const) {
      desk.before = ({ path }) =>
        path.includes('enrollment_automations')
          ? Response.json({ error: { type, message: 'No such endpoint' }, ok: false }, { status })
          : undefined;
      const preserved = desk.sandbox.snapshot();
      assert.equal((await remove(desk, id)).outcome, 'removed', type);
      desk.sandbox.restore(preserved);
    }
  });
});

describe('a removal by cascade', () => {
  it('deletes only the person, and reports what Seam deleted with it', async () => {
    const { desk, id } = await furnished('cascade');
    const result = await remove(desk, id, { strategy: 'cascade' });
    assert.equal(result.outcome, 'removed');
    assert.deepEqual(result.left, []);
    assert.deepEqual(await leftOf(desk, id), nothing);
    assert.deepEqual(removalsIn(desk.heard), [`/user_identities/delete ${id}`]);
  });

  it('is refused if deletion is ordered, reports this, and lets an ordered removal continue', async () => {
    const { desk, id } = await furnished('ordered');
    const result = await remove(desk, id, { strategy: 'cascade' });
    assert.equal(result.outcome, 'left');
    const person = result.left.at(-1)!;
    assert.equal(person.state, 'failed');
    assert.match(person.error!.message, /still has client_sessions, acs_credentials/);
    assert.deepEqual(kinds(result, 'waiting').length, result.steps.length - 1);
    assert.deepEqual(removalsIn(desk.heard), []);
    assert.equal((await remove(desk, id)).outcome, 'removed');
  });

  it('does not start before the links are removed', async () => {
    const { desk, id } = await furnished('cascade');
    const { items } = await desk.call(endpoints.acsUsersList, { user_identity_id: id });
    const unlink = [items[0]!.acs_user_id];
    desk.before = ({ path }) =>
      path === '/user_identities/remove_acs_user'
        ? Response.json({ error: { type: 'unauthorized', message: 'No' }, ok: false }, { status: 401 })
        : undefined;
    const refused = await remove(desk, id, { strategy: 'cascade', unlink });
    assert.deepEqual(
      refused.left.filter(({ state }) => state === 'failed').map((step) => step.kind),
      ['acs_user_link'],
    );
    assert.deepEqual(removalsIn(desk.heard), []);
    desk.before = () => {};
    assert.equal((await remove(desk, id, { strategy: 'cascade', unlink })).outcome, 'removed');
    const kept = await desk.call(endpoints.acsUsersGet, { acs_user_id: unlink[0]! });
    assert.equal(kept.user_identity_id, undefined);
  });
});

describe('a list that is not found', () => {
  const missing = (path: string) => (entry: Desk['heard'][number]) =>
    entry.path === path ? Response.json({ error: { type: 'not_found' } }, { status: 404 }) : undefined;

  for (const path of ['/acs/users/list', '/client_sessions/list', '/phones/list'])
    it(`does not count as empty: ${path}`, async () => {
      const { desk, id } = await furnished('cascade');
      desk.before = missing(path);
      await assert.rejects(remove(desk, id, { strategy: 'cascade' }), { kind: 'not_found' });
      assert.deepEqual(removalsIn(desk.heard), []);
    });

  it('counts as empty if the person no longer exists', async () => {
    const { desk, id } = await furnished('cascade');
    await remove(desk, id);
    desk.before = missing('/acs/users/list');
    assert.equal((await remove(desk, id)).outcome, 'removed');
  });
});

describe('a removal that is interrupted', () => {
  const error = (status: number, type: string, headers = {}) =>
    Response.json({ error: { type, message: type }, ok: false }, { status, headers });
  const lose = () => {
    throw new TypeError('Failed to fetch');
  };
  const interruptions: Record<string, Partial<Pick<Desk, 'before' | 'after'>>> = {
    'the network is lost': { before: lose },
    'the answer is lost': { after: lose },
    'the server fails': { before: () => error(500, 'internal_server_error') },
    'there is an outage': { before: () => new Response(null, { status: 503 }) },
    'there are too many requests': { before: () => error(429, 'too_many_requests', { 'retry-after': '30' }) },
    'the session ends': { before: () => error(401, 'client_session_expired') },
    'it is not permitted': { before: () => error(401, 'unauthorized') },
  };

  for (const deletion of ['ordered', 'cascade'] as const)
    for (const strategy of deletion === 'ordered'
      ? (['ordered'] as const)
      : (['ordered', 'cascade'] as const))
      for (const [name, { before, after }] of Object.entries(interruptions))
        it(`finishes after an interruption at any call: ${name}, deletion ${deletion}, strategy ${strategy}`, async () => {
          const { desk, id } = await furnished(deletion);
          const start = desk.sandbox.snapshot();
          for (let k = 1; ; k++) {
            desk.sandbox.restore(start);
            desk.heard.length = 0;
            let struck = false;
            const strike =
              <Answer>(befall: (entry: Desk['heard'][number], count: number) => Answer) =>
              (entry: Desk['heard'][number], count: number) => {
                if (count !== k) return undefined;
                struck = true;
                return befall(entry, count);
              };
            desk.before = before ? strike(before) : () => {};
            desk.after = after ? strike(after) : () => {};
            const result = await removeInTheEnd(desk, id, { strategy });
            desk.before = desk.after = () => {};
            assert.equal(result.outcome, 'removed', `call ${k}`);
            assertOnce(desk, `call ${k}`);
            assert.deepEqual(await leftOf(desk, id), nothing, `call ${k}`);
            if (!struck) return assert.ok(k > 15, 'It was struck too rarely.');
          }
        });

  it('pauses while the connection is lost, reports this, and continues on its own', async () => {
    const { desk, id } = await furnished('ordered');
    const outage = { from: desk.clock.now() + 1500, to: desk.clock.now() + 120_000 };
    desk.before = () => {
      const now = desk.clock.now();
      if (now > outage.from && now < outage.to) lose();
    };
    const pauses: boolean[] = [];
    const onProgress = ({ isPaused }: RemovalProgress) => {
      if (pauses.at(-1) !== isPaused) pauses.push(isPaused);
    };
    assert.equal((await remove(desk, id, {}, { onProgress })).outcome, 'removed');
    assert.deepEqual(pauses, [false, true, false]);
    assertOnce(desk);
  });

  it('fails if the connection does not return, and can be continued later', async () => {
    const { desk, id } = await furnished('ordered');
    const begin = desk.clock.now();
    desk.before = (_, count) => (count > 20 ? lose() : undefined);
    await assert.rejects(remove(desk, id), { kind: 'unreachable' });
    const minutes = (desk.clock.now() - begin) / 60_000;
    assert.ok(minutes > 10 && minutes < 11, `after ${minutes} minutes`);
    desk.before = () => {};
    assert.equal((await remove(desk, id)).outcome, 'removed');
    assertOnce(desk);
  });

  it('fails a single step whose requests always fail, and reports why', async () => {
    const { desk, id } = await furnished('cascade');
    desk.before = ({ path }) => {
      if (path === '/user_identities/delete') throw new TypeError('Failed to fetch');
    };
    const { outcome, left } = await remove(desk, id, { strategy: 'cascade' });
    assert.deepEqual([outcome, left.at(-1)!.kind], ['left', 'user_identity']);
    assert.equal(left.at(-1)!.error?.kind, 'unreachable');
  });

  it('stops between two calls when it is cancelled at any call, and continues when it is called again', async () => {
    const { desk, id } = await furnished('ordered');
    const start = desk.sandbox.snapshot();
    for (let k = 1; ; k++) {
      desk.sandbox.restore(start);
      desk.heard.length = 0;
      const controller = new AbortController();
      desk.before = (_, count) => {
        if (count === k) controller.abort();
      };
      try {
        await remove(desk, id, {}, { signal: controller.signal });
        return assert.ok(k > 15 && !controller.signal.aborted, `It went on after call ${k}.`);
      } catch (error) {
        assert.ok(isSeamError(error) && error.kind === 'cancelled', String(error));
        assert.equal(desk.heard.length, k, 'It called on.');
        assert.notEqual(
          /delete|deactivate/.test(desk.heard[k - 1]!.path) && desk.heard[k - 1]!.status,
          'lost',
        );
      }
      nextDay(desk);
      assert.equal((await remove(desk, id)).outcome, 'removed');
      assertOnce(desk, `call ${k}`);
    }
  });

  it('sends a request five times at most while the server fails', async () => {
    const { desk, id } = await furnished('ordered');
    desk.before = ({ path }) =>
      path === '/acs/credentials/delete' ? error(500, 'internal_server_error') : undefined;
    const result = await remove(desk, id);
    assert.equal(desk.heard.filter(({ path }) => path === '/acs/credentials/delete').length, 5);
    const failed = result.left.filter(({ state }) => state === 'failed');
    assert.deepEqual(
      failed.map((step) => [step.kind, step.error!.kind]),
      [['acs_credential', 'server']],
    );
    assert.ok(!desk.heard.some(({ path }) => path === '/user_identities/delete'));
  });
});

describe('a removal while others are at work', () => {
  it('finishes if somebody else deletes the person during any call', async () => {
    const { desk, id } = await furnished('cascade');
    const start = desk.sandbox.snapshot();
    for (let k = 1; ; k++) {
      desk.sandbox.restore(start);
      desk.heard.length = 0;
      let deleted = false;
      desk.before = async (_, count) => {
        if (count !== k) return;
        deleted = true;
        await desk.call(endpoints.userIdentitiesDelete, { user_identity_id: id });
        desk.sandbox.clock.advance(1000);
      };
      assert.equal((await remove(desk, id)).outcome, 'removed', `call ${k}`);
      desk.before = () => {};
      assert.deepEqual(await leftOf(desk, id), nothing, `call ${k}`);
      if (!deleted) return assert.ok(k > 15);
    }
  });

  it('finds a resource that was created just before the deletion of the person', async () => {
    const { desk, id } = await furnished('ordered');
    let refusals = 0;
    desk.before = async ({ path }) => {
      if (path !== '/user_identities/delete' || refusals++ > 0) return;
      await desk.call(endpoints.clientSessionsCreate, { user_identity_id: id });
      await desk.call(endpoints.phonesSimulateCreateSandboxPhone, { user_identity_id: id });
      const systems = await desk.call(endpoints.acsSystemsList, { search: 'Mill Court' });
      const { acs_system_id } = systems.find((system) => !system.is_credential_manager)!;
      await desk.call(endpoints.acsCredentialsCreate, {
        ...{ user_identity_id: id, acs_system_id },
        ...{ access_method: 'mobile_key', is_multi_phone_sync_credential: true },
      });
    };
    const result = await remove(desk, id);
    assert.equal(result.outcome, 'removed');
    assert.deepEqual(await leftOf(desk, id), nothing);
    const asked = desk.heard.filter(({ path }) => path === '/user_identities/delete');
    assert.deepEqual(
      asked.map(({ status }) => status),
      [409, 200],
    );
  });

  it('finds a phone and a key that are created while it waits', async () => {
    const { desk, id } = await furnished('ordered');
    let added = false;
    desk.before = async ({ path }) => {
      if (added || path !== '/acs/credentials/delete') return;
      added = true;
      const { items } = await desk.call(endpoints.acsUsersList, { user_identity_id: id });
      await desk.call(endpoints.phonesSimulateCreateSandboxPhone, { user_identity_id: id });
      for (const { acs_user_id } of items.slice(-1))
        await desk.call(endpoints.acsCredentialsCreate, { acs_user_id, access_method: 'card' });
    };
    const result = await remove(desk, id);
    assert.equal(result.outcome, 'removed');
    assert.equal(kinds(result, 'done').filter((kind) => kind === 'phone').length, 4);
    assertOnce(desk);
  });
});

describe('what a removal waits for', () => {
  interface Event {
    created_at: string;
  }
  const stale = (desk: Desk, paths: readonly string[]) => {
    const old = new Map<string, Promise<string>>();
    return async (request: Desk['heard'][number]): Promise<Response | undefined> => {
      if (!paths.includes(request.path)) return undefined;
      const key = request.path + JSON.stringify(request.params);
      if (!old.has(key)) old.set(key, textOf(answerOf(desk, request.path, request.params)));
      return new Response(await old.get(key));
    };
  };
  /** The events that the operation gets, by kind. */
  const tellings: Record<string, (events: Event[], now: number) => Event[]> = {
    'at once': (events) => events,
    twice: (events) => [...events, ...events],
    'out of order': (events) => [...events].reverse(),
    late: (events, now) => events.filter(({ created_at }) => Date.parse(created_at) < now - 20_000),
    never: () => [],
  };

  for (const [name, tell] of Object.entries(tellings))
    it(`is noticed if events come ${name}`, async () => {
      const { desk, id } = await furnished('ordered');
      desk.before = async ({ path, params }) => {
        if (path !== '/events/list') return undefined;
        const { events } = JSON.parse(await textOf(answerOf(desk, path, params))) as { events: Event[] };
        return Response.json({ events: tell(events, desk.clock.now()), ok: true });
      };
      assert.equal((await remove(desk, id)).outcome, 'removed');
      assertOnce(desk);
      assert.deepEqual(await leftOf(desk, id), nothing);
    });

  it('is found in lists if the caller may not read events', async () => {
    const { desk, id } = await furnished('ordered');
    for (const status of [401, 404]) {
      const start = desk.sandbox.snapshot();
      desk.before = ({ path }) =>
        path === '/events/list'
          ? Response.json({ error: { type: 'unauthorized', message: 'No' } }, { status })
          : undefined;
      assert.equal((await remove(desk, id)).outcome, 'removed');
      desk.sandbox.restore(start);
    }
  });

  it('is noticed by an event alone, even by one from before the wait started', async () => {
    const { desk, id } = await furnished('ordered');
    const old = stale(desk, ['/phones/list', '/user_identities/enrollment_automations/list']);
    desk.before = old;
    // The phone is removed before the response to its deactivation.
    desk.after = ({ path }) => {
      if (path === '/phones/deactivate') desk.sandbox.clock.advance(1000);
    };
    // And the local clock is ahead of Seam's.
    const result = await remove(desk, id, {}, { now: () => desk.clock.now() + 30_000 });
    assert.equal(result.outcome, 'removed');
    assert.equal(kinds(result, 'done').filter((kind) => kind === 'phone').length, 3);
    assertOnce(desk);
  });
});

describe('what cannot be removed', () => {
  /** The access system of this demo guest is disconnected. */
  async function stuck(deletion: 'ordered' | 'cascade') {
    const desk = createDesk({ deletion });
    const id = await personOf(desk, 'room-214');
    desk.heard.length = 0;
    return { desk, id };
  }

  it('keeps only the person from being removed, and nothing else', async () => {
    const { desk, id } = await stuck('ordered');
    const result = await remove(desk, id);
    assert.equal(result.outcome, 'left');
    assert.deepEqual(
      result.left.map(({ kind, state, error }) => [kind, state, error?.kind]),
      [
        ['acs_user', 'failed', 'access_system'],
        ['user_identity', 'waiting', undefined],
      ],
    );
    assert.equal(result.left[0]!.error!.message, 'Failed to delete the user on the access system.');
    assert.deepEqual(await leftOf(desk, id), { ...nothing, people: 1, acsUsers: 1 });
    const again = await remove(desk, id);
    assert.equal(again.left[0]!.state, 'failed', 'It was not tried again.');
    const tries = desk.heard.filter(
      ({ path, params }) => path === '/acs/users/delete' && params['acs_user_id'] === result.left[0]!.id,
    );
    assert.equal(tries.length, 2);
  });

  it('is reported again, even if the failure is the same as before', async () => {
    const { desk, id } = await stuck('ordered');
    await remove(desk, id);
    desk.before = async ({ path, params }) => {
      if (path !== '/acs/users/list') return undefined;
      const text = await textOf(answerOf(desk, path, params));
      return new Response(text.replace(/("errors":\[.*?"created_at":)"[^"]*"/g, '$1"2026-01-01T00:00:00Z"'));
    };
    const begin = desk.clock.now();
    assert.equal((await remove(desk, id)).left[0]!.error!.kind, 'access_system');
    assert.ok(desk.clock.now() - begin < 60_000);
  });

  it('is reported even if no response showed that it was being deleted', async () => {
    const { desk, id } = await stuck('ordered');
    desk.after = ({ path }) => {
      if (path === '/acs/users/delete') desk.sandbox.clock.advance(1000);
    };
    const { left } = await remove(desk, id);
    assert.deepEqual([left[0]!.kind, left[0]!.error?.kind], ['acs_user', 'access_system']);
  });

  it('is removed when its access system is connected again', async () => {
    const { desk, id } = await stuck('ordered');
    await remove(desk, id);
    const snapshot = desk.sandbox.snapshot();
    const repaired = JSON.parse(
      JSON.stringify(snapshot, (key, value: unknown) =>
        key === 'errors' && JSON.stringify(value).includes('acs_system_disconnected') ? [] : value,
      ),
    ) as typeof snapshot;
    desk.sandbox.restore(repaired);
    assert.equal((await remove(desk, id)).outcome, 'removed');
  });

  it('can be skipped, and the person is removed if Seam allows it', async () => {
    for (const deletion of ['ordered', 'cascade'] as const) {
      const { desk, id } = await stuck(deletion);
      const { left } = await remove(desk, id);
      const result = await remove(desk, id, { skip: [left[0]!.id] });
      assert.equal(result.outcome, deletion === 'cascade' ? 'removed' : 'left', deletion);
      if (deletion === 'cascade') continue;
      const person = result.left.at(-1)!;
      assert.deepEqual(
        result.left.map(({ state }) => state),
        ['skipped', 'failed'],
      );
      assert.match(person.error!.message, /still has acs_users/);
      const asked = desk.heard.filter(({ path }) => path === '/user_identities/delete');
      assert.equal(asked.length, 2, 'It looks once more what is left, and no more than once.');
    }
  });

  it('can be unlinked instead, and stays in its access system', async () => {
    const { desk, id } = await stuck('ordered');
    const { left } = await remove(desk, id);
    const acs_user_id = left[0]!.id;
    const result = await remove(desk, id, { unlink: [acs_user_id] });
    assert.equal(result.outcome, 'removed');
    assert.deepEqual(kinds(result, 'done'), ['acs_user_link', 'user_identity']);
    const acsUser = await desk.call(endpoints.acsUsersGet, { acs_user_id });
    assert.equal(acsUser.user_identity_id, undefined);
  });

  it('fails after ten minutes without progress', async () => {
    const desk = createDesk({ deletion: 'ordered' });
    const id = await personOf(desk, 'room-210');
    const begin = desk.clock.now();
    const result = await remove(desk, id);
    const failed = result.left.filter(({ state }) => state === 'failed');
    assert.ok(failed.length > 0);
    assert.ok(failed.every(({ kind, error }) => kind === 'acs_credential' && error?.kind === 'timeout'));
    assert.ok(result.left.some(({ kind, state }) => kind === 'acs_user' && state === 'waiting'));
    assert.ok(desk.clock.now() - begin < 11 * 60_000);
    assert.ok(!desk.heard.some(({ path }) => path === '/acs/users/delete'));
  });
});

describe('the client session that the page uses', () => {
  async function withOwn(deletion: 'ordered' | 'cascade') {
    const { desk, id } = await furnished(deletion);
    const own = await desk.call(endpoints.clientSessionsCreate, { user_identity_id: id });
    desk.heard.length = 0;
    return { desk, id, ownClientSessionId: own.client_session_id };
  }

  it('is deleted by Seam together with the person', async () => {
    const { desk, id, ownClientSessionId } = await withOwn('cascade');
    const result = await remove(desk, id, { ownClientSessionId });
    assert.equal(result.outcome, 'removed');
    assert.deepEqual(result.left, []);
    assert.ok(!removalsIn(desk.heard).includes(`/client_sessions/delete ${ownClientSessionId}`));
  });

  it('is deleted last if Seam refuses to delete the person', async () => {
    const { desk, id, ownClientSessionId } = await withOwn('ordered');
    const result = await remove(desk, id, { ownClientSessionId });
    assert.equal(result.outcome, 'removed');
    assert.deepEqual(removalsIn(desk.heard).slice(-2), [
      `/client_sessions/delete ${ownClientSessionId}`,
      `/user_identities/delete ${id}`,
    ]);
  });
});
