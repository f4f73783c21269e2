import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rows } from '../../src/gateway/endpoints/index.js';
import type { Snapshot } from '../../src/sandbox/index.js';
import { assertNothingTold, settle } from './invariant.js';
import { requestsOf, type Params } from './requests-of.js';
import { createWorld, scopedTo, unlimited, type Ask, type World } from './support.js';
import { withRow } from './twins.js';

/*
 * Seam may merge one person into another: the id that is gone still stands for the other person, everywhere. The host
 * goes on naming the id that is gone, and that must give its caller nothing of the other.
 */

/** A gateway to a Seam where A's id stands for B, for a caller limited to A. */
function askMerged(world: World, resolve: (text: string) => string): Ask {
  return world.gateway({
    authorize: () => ({ ...scopedTo(world.a.id), acsSystemIds: [world.hotelId, world.officeId] }),
    onUserIdentityCreated: () => undefined,
    limits: unlimited,
    async fetch(request) {
      return world.sandbox.fetch(
        new Request(request.url, {
          method: 'POST',
          headers: request.headers,
          body: resolve(await request.text()),
        }),
      );
    },
  });
}

/** Everything that has to do with B, as text. */
function rowsAbout({ b }: World, snapshot: Snapshot): string[] {
  const ids = Object.entries(b).flatMap(([name, value]) => (/^id$|Id$/.test(name) ? [value as string] : []));
  return Object.entries(snapshot.workspaces[0]!.tables).flatMap(([table, entries]) =>
    entries
      .map((entry) => `${table} ${JSON.stringify(entry)}`)
      .filter((text) => ids.some((id) => text.includes(id))),
  );
}

describe('An id that stands for somebody else at Seam', () => {
  for (const { endpoint } of rows)
    it(`tells and changes nothing of theirs through ${endpoint.path}`, async () => {
      const world = await createWorld();
      const { a, b, sandbox } = world;
      const ask = askMerged(world, (text) => text.replaceAll(a.id, b.id));
      const own = requestsOf(a, world)[endpoint.path] ?? {};
      // What was A's is B's now, and the caller may have seen both.
      const trials = [own, { ...own, user_identity_id: a.id }, renamed(own, a, b)];
      for (const params of trials) {
        const before = sandbox.snapshot();
        const { text } = await ask(endpoint.path, params);
        assertNothingTold(world, params, text.replaceAll(a.id, ''));
        await settle(world);
        const [was, is] = [before, sandbox.snapshot()].map((one) => rowsAbout(world, one)) as [
          string[],
          string[],
        ];
        const changed = [
          ...is.filter((row) => !was.includes(row)),
          ...was.filter((row) => !is.includes(row)),
        ];
        assert.deepEqual(changed, [], `${JSON.stringify(params)} → ${text}`);
        sandbox.restore(before);
      }
    });

  /** The same request, but for what belongs to B, under the id of A. */
  function renamed(params: Params, a: World['a'], b: World['b']): Params {
    let text = JSON.stringify(params);
    for (const [name, value] of Object.entries(a))
      if (/Id$/.test(name)) text = text.replaceAll(value as string, (b as unknown as Params)[name] as string);
    return JSON.parse(text) as Params;
  }
});

describe('A client session of two people', () => {
  const owners: Record<string, (world: World) => Params> = {
    'A and B': ({ a, b }) => ({ user_identity_ids: [a.id, b.id] }),
    'B and A': ({ a, b }) => ({ user_identity_ids: [b.id, a.id] }),
    'A, and in the older field both': ({ a, b }) => ({
      user_identity_id: a.id,
      user_identity_ids: [a.id, b.id],
    }),
    'B, and in the older field A': ({ a, b }) => ({ user_identity_id: b.id, user_identity_ids: [a.id] }),
    'A, and in the older field B': ({ a, b }) => ({ user_identity_id: a.id, user_identity_ids: [b.id] }),
  };

  for (const [whose, ownersIn] of Object.entries(owners))
    it(`is neither shown to a caller for one of them nor ended by it: ${whose}`, async () => {
      const world = await createWorld();
      const { a, sandbox } = world;
      const id = '5e551000-0000-4000-8000-000000000000';
      const session = {
        ...(sandbox
          .snapshot()
          .workspaces[0]!.tables['clientSessions']!.find(([one]) => one === a.sessionId)![1] as Params),
        client_session_id: id,
        token: 'seam_cst1shared_of_two',
        user_identifier_key: null,
      };
      delete (session as Params)['user_identity_id'];
      sandbox.restore(withRow(sandbox.snapshot(), 'clientSessions', id, { ...session, ...ownersIn(world) }));
      const before = sandbox.snapshot();
      const ask = world.gateway({ authorize: () => scopedTo(a.id), limits: unlimited });
      for (const [path, params] of [
        ['/client_sessions/list', {}],
        ['/client_sessions/list', { user_identity_id: a.id }],
        ['/client_sessions/get', { client_session_id: id }],
        ['/client_sessions/revoke', { client_session_id: id }],
        ['/client_sessions/delete', { client_session_id: id }],
      ] as const) {
        const { text, status } = await ask(path, params);
        assert.ok(!text.includes(id), `${path} ${text}`);
        if ('client_session_id' in params) assert.equal(status, 404, path);
      }
      assert.deepEqual(sandbox.snapshot(), before);
    });
});
