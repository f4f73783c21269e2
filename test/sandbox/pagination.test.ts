import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSandbox } from '../../src/sandbox/index.js';
import { assertError, callerOf, demo, ids, type Call, type Json } from './support.js';

async function walk(
  call: Call,
  params: object,
  betweenPages: (page: Json) => Promise<void> = async () => {},
) {
  const seen: string[] = [];
  let page_cursor: Json | null = null;
  do {
    const { body } = await call('/user_identities/list', { ...params, page_cursor });
    seen.push(...ids(body['user_identities'], 'user_identity_key'));
    const pagination = body['pagination'] as unknown as {
      has_next_page: boolean;
      next_page_cursor: Json | null;
    };
    assert.equal(pagination.has_next_page, pagination.next_page_cursor !== null);
    page_cursor = pagination.next_page_cursor;
    if (page_cursor) await betweenPages(body);
  } while (page_cursor);
  return seen;
}

const sized = (user_identities: number) => callerOf(createSandbox({ seed: { user_identities } }));
const keys = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `person-${from + index}`);

describe('pages', () => {
  it('contain each row once, in order', async () => {
    assert.deepEqual(await walk(sized(25), { limit: 10 }), keys(1, 25));
    assert.deepEqual(await walk(sized(20), { limit: 10 }), keys(1, 20));
    assert.deepEqual(await walk(sized(0), {}), []);
  });

  it('have 500 rows by default', async () => {
    const { body } = await sized(501)('/user_identities/list');
    assert.equal(ids(body['user_identities'], 'user_identity_id').length, 500);
    assert.equal(body['pagination']?.['has_next_page'], true);
  });

  it('contain rows that are added during paging', async () => {
    const call = sized(25);
    let added = 0;
    const seen = await walk(call, { limit: 10 }, async () => {
      added += 1;
      await call('/user_identities/create', { user_identity_key: `new-${added}` });
    });
    assert.deepEqual(seen, [...keys(1, 25), 'new-1', 'new-2']);
  });

  it('continue at the right row, even if the last row is deleted', async () => {
    const sandbox = createSandbox({ seed: { user_identities: 25 } });
    const seen = await walk(callerOf(sandbox), { limit: 10 }, async ({ user_identities }) =>
      sandbox.resources.remove(ids(user_identities, 'user_identity_id').at(-1)!),
    );
    assert.deepEqual(seen, keys(1, 25));
  });

  it('can search in any script', async () => {
    const { call } = demo();
    const first = await call('/user_identities/list', { search: 'о', limit: 1 });
    const params = { search: 'о', limit: 1, page_cursor: first.body['pagination']?.['next_page_cursor'] };
    assert.equal((await call('/user_identities/list', params)).status, 200);
  });

  it('have a next_page_url that does not work', async () => {
    const { body } = await sized(3)('/user_identities/list', { limit: 2 });
    const { next_page_cursor, next_page_url } = body['pagination'] ?? {};
    const url = new URL(String(next_page_url));
    assert.equal(url.pathname, '/user_identities/list');
    assert.equal(url.searchParams.get('next_page_cursor'), next_page_cursor);
  });
});

describe('a cursor', () => {
  it('is valid only with the same parameters, in any order, in a query or a body', async () => {
    const call = sized(25);
    const first = await call('/user_identities/list', { limit: 2, search: 'person' });
    const page_cursor = first.body['pagination']?.['next_page_cursor'];
    for (const params of [{ limit: 3, search: 'person' }, { limit: 2 }, { limit: 2, search: 'else' }]) {
      const answer = await call('/user_identities/list', { ...params, page_cursor });
      assertError(answer, 400, 'mismatched_page_parameters');
    }
    const reversed = await call('/user_identities/list', { page_cursor, search: 'person', limit: 2 });
    const query = `?${new URLSearchParams({ search: 'person', limit: '2', page_cursor: String(page_cursor) }).toString()}`;
    const second = await call('/user_identities/list', undefined, { method: 'GET', query });
    assert.deepEqual(ids(second.body['user_identities'], 'user_identity_key'), ['person-3', 'person-4']);
    assert.deepEqual(reversed.body['user_identities'], second.body['user_identities']);
  });

  it('must have the right format', async () => {
    const call = sized(3);
    const answer = await call('/user_identities/list', { page_cursor: 'not one' });
    assertError(answer, 400, 'invalid_input', 'Invalid for "page_cursor"');
    const foreign = await call('/user_identities/list', { page_cursor: btoa('null') });
    assertError(foreign, 400, 'mismatched_page_parameters');
  });
});
