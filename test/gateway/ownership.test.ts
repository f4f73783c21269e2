import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Errand } from '../../src/gateway/errand.js';
import { chunks, ofEach, peopleOf } from '../../src/gateway/ownership.js';
import { notFound, Refusal } from '../../src/gateway/refusal.js';
import { reachOf, type Scope } from '../../src/gateway/scope.js';
import { createWorld, everybody, scopedTo, unknownId, type Ask, type World } from './support.js';

type Fields = Record<string, unknown>;

describe('What a person has', () => {
  let world: World;
  let cursors: unknown[];

  beforeEach(async () => {
    world = await createWorld();
    cursors = [];
  });

  /** Seam's list of credentials, changed on its way. */
  const listing = (change: (asked: Fields, ask: World['seam']) => Promise<Fields>): Ask =>
    world.gateway({
      authorize: () => scopedTo(world.a.id),
      async fetch(request) {
        if (!request.url.endsWith('/acs/credentials/list')) return world.sandbox.fetch(request);
        const asked = (await request.json()) as Fields;
        assert.equal(asked['user_identity_id'], world.a.id);
        cursors.push(asked['page_cursor']);
        return Response.json(await change(asked, world.seam));
      },
    });
  const isFound = async (ask: Ask, acs_credential_id: string) =>
    (await ask('/acs/credentials/get', { acs_credential_id })).status === 200;

  it('is found on whatever page of Seam’s it is', async () => {
    const ask = listing((asked, seam) => seam('/acs/credentials/list', { ...asked, limit: 1 }));
    assert.ok(await isFound(ask, world.a.credentialId));
    assert.equal(cursors.length, 2);
    assert.equal(cursors[0], undefined);
    assert.ok(await isFound(ask, world.a.childId));
  });

  it('is found in a list without pages', async () => {
    const ask = listing(async (asked, seam) => {
      const { pagination: _, ...body } = await seam('/acs/credentials/list', asked);
      return body;
    });
    assert.ok(await isFound(ask, world.a.credentialId));
  });

  it('is not looked for on more than twenty pages', async () => {
    const endless = (pages: number) =>
      listing(async (asked, seam) => ({
        ...(await seam('/acs/credentials/list', { ...asked, page_cursor: undefined })),
        pagination: { has_next_page: true, next_page_cursor: cursors.length < pages ? 'next' : null },
      }));
    assert.ok(await isFound(endless(20), world.a.credentialId));
    assert.equal(cursors.length, 20);
    cursors = [];
    const answer = await endless(21)('/acs/credentials/get', { acs_credential_id: world.a.credentialId });
    assert.equal(answer.status, 400);
    assert.equal(answer.body.error!.message, 'There are too many to look through them all.');
    assert.equal(cursors.length, 20);
  });
});

describe('A scope', () => {
  const peopleIn = (scope: Scope) => peopleOf({ caller: { reach: reachOf(scope) } } as Errand);
  const ids = (count: number) => Array.from({ length: count }, unknownId);

  it('of up to five hundred people is looked through, and no larger one', () => {
    assert.equal(peopleIn(scopedTo(...ids(500))).length, 500);
    assert.throws(() => peopleIn(scopedTo(...ids(501))), {
      status: 400,
      message: 'The scope holds too many people to look through them all.',
    });
    assert.throws(() => peopleIn(everybody), TypeError);
  });

  it('is looked through in parts', () => {
    assert.deepEqual(chunks([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [5]]);
    assert.deepEqual(chunks([], 2), []);
  });

  it('may hold somebody who is gone, and has nothing; any other failure is one', async () => {
    const collect = (error?: Refusal) => async (id: string) => {
      if (id === 'gone') throw error!;
      return [id];
    };
    assert.deepEqual(await ofEach(['a', 'gone', 'b'], collect(notFound('user_identity'))), ['a', 'b']);
    await assert.rejects(ofEach(['a', 'gone'], collect(new Refusal(502, 'upstream_failed', ''))), {
      type: 'upstream_failed',
    });
  });
});
