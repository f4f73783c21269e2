import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as endpoints from '../../src/api/contract.gen.js';
import { isSeamError } from '../../src/api/errors.js';
import {
  deactivatePhone,
  previewDeactivation,
  type DeactivationParams,
  type DeactivationProgress,
  type DeactivationResult,
} from '../../src/operations/index.js';
import { createDesk, personOf, refusal, removalsIn, type Desk } from './support.js';

/** A person with three phones and a key on each. */
async function lost() {
  const desk = createDesk();
  const user_identity_id = await personOf(desk, 'staff-01');
  const phones = await desk.call(endpoints.phonesList, { owner_user_identity_id: user_identity_id });
  const { device_id } = phones.find(({ display_name }) => display_name === 'iPhone SE')!;
  desk.heard.length = 0;
  return { desk, params: { device_id, user_identity_id } };
}

const deactivate = (
  { call, clock }: Desk,
  params: DeactivationParams,
  options: Parameters<typeof deactivatePhone>[2] = {},
): Promise<DeactivationResult> => deactivatePhone(call, params, { ...clock, ...options });

const states = ({ steps }: { steps: DeactivationResult['steps'] }) =>
  steps.map(({ kind, state }) => `${kind} ${state}`);

const finished = ['phone done', 'acs_credential_revocation done', 'acs_credential done'];

const childrenOf = async ({ call }: Desk, user_identity_id: string) => {
  const { items } = await call(endpoints.acsCredentialsList, { user_identity_id });
  return items.filter((credential) => credential.parent_acs_credential_id !== undefined);
};

describe('a lost phone', () => {
  it('is previewed with the keys that end, and the phones that keep their keys', async () => {
    const { desk, params } = await lost();
    const { phone, keys, other_phones } = await previewDeactivation(desk.call, params);
    assert.equal(phone?.display_name, 'iPhone SE');
    assert.deepEqual(
      keys?.map(({ display_name }) => display_name.split(' on ')[1]),
      ['iPhone SE'],
    );
    assert.equal(other_phones?.length, 2);
    assert.ok(desk.heard.every(({ path }) => path.endsWith('/list')));
  });

  it('is previewed without keys if the caller may not see them', async () => {
    const { desk, params } = await lost();
    desk.before = ({ path }) => (path === '/acs/credentials/list' ? refusal(401, 'unauthorized') : undefined);
    const { phone, keys } = await previewDeactivation(desk.call, params, desk.clock);
    assert.deepEqual([phone?.display_name, keys], ['iPhone SE', null]);
  });

  it('is not complete while a key is still there', async () => {
    const { desk, params } = await lost();
    const { user_identity_id } = params;
    const listed = await desk.call(endpoints.acsCredentialsList, { user_identity_id });
    const old = { acs_credentials: listed.items, pagination: { next_page_cursor: null }, ok: true };
    let late = 3;
    desk.before = ({ path }) => {
      if (path === '/events/list') return refusal(401, 'unauthorized');
      const isAsked = desk.heard.some(({ path, status }) => path === '/phones/deactivate' && status === 200);
      return path === '/acs/credentials/list' && isAsked && late-- > 0 ? Response.json(old) : undefined;
    };
    const told: string[] = [];
    const onProgress = (progress: DeactivationProgress) => told.push(states(progress).join(', '));
    const result = await deactivate(desk, params, { onProgress });
    assert.deepEqual(states(result), finished);
    assert.ok(told.some((line) => line.startsWith('phone done') && line.endsWith('acs_credential working')));
  });

  it('is deactivated, and the operation waits until the access system has deleted each key', async () => {
    const { desk, params } = await lost();
    const told: string[] = [];
    const onProgress = (progress: DeactivationProgress) => told.push(states(progress).join(', '));
    const result = await deactivate(desk, params, { onProgress });
    assert.equal(result.outcome, 'deactivated');
    assert.deepEqual(states(result), finished);
    const seen = [...new Set(told)];
    const deactivating = 'phone working, acs_credential_revocation waiting, acs_credential waiting';
    const revoked = 'phone working, acs_credential_revocation done, acs_credential working';
    assert.ok(seen.indexOf(deactivating) >= 0, seen.join('\n'));
    assert.ok(seen.indexOf(revoked) > seen.indexOf(deactivating), seen.join('\n'));
    assert.equal((await childrenOf(desk, params.user_identity_id)).length, 2);
    assert.equal(removalsIn(desk.heard).length, 1);
  });

  it('ends the person’s client sessions only on request, and never the session of the page', async () => {
    const { desk, params } = await lost();
    const { user_identity_id } = params;
    const own = await desk.call(endpoints.clientSessionsCreate, { user_identity_id });
    await desk.call(endpoints.clientSessionsCreate, { user_identity_id });
    const start = desk.sandbox.snapshot();
    const sessions = async () =>
      (await desk.call(endpoints.clientSessionsList, { user_identity_id })).map(
        (one) => one.client_session_id,
      );
    await deactivate(desk, params);
    assert.equal((await sessions()).length, 2);
    desk.sandbox.restore(start);
    const ownClientSessionId = own.client_session_id;
    const result = await deactivate(desk, { ...params, endClientSessions: true, ownClientSessionId });
    assert.deepEqual(states(result), [...finished, 'client_session done']);
    assert.deepEqual(await sessions(), [ownClientSessionId]);
  });

  it('counts as deactivated if it is already gone', async () => {
    const { desk, params } = await lost();
    await deactivate(desk, params);
    desk.heard.length = 0;
    const result = await deactivate(desk, params);
    assert.equal(result.outcome, 'deactivated');
    assert.deepEqual(states(result), ['phone gone']);
    assert.deepEqual(removalsIn(desk.heard), []);
  });

  it('counts as deactivated if somebody else deactivates it at the same time', async () => {
    const { desk, params } = await lost();
    let raced = false;
    desk.before = async ({ path }) => {
      if (raced || path !== '/phones/deactivate') return;
      raced = true;
      await desk.call(endpoints.phonesDeactivate, { device_id: params.device_id });
      desk.sandbox.clock.advance(1000);
    };
    assert.equal((await deactivate(desk, params)).outcome, 'deactivated');
  });

  it('stays if Seam refuses, with Seam’s message', async () => {
    const { desk, params } = await lost();
    desk.before = ({ path }) =>
      path === '/phones/deactivate'
        ? Response.json({ error: { type: 'unauthorized', message: 'Not yours' }, ok: false }, { status: 401 })
        : undefined;
    const result = await deactivate(desk, { ...params, endClientSessions: true });
    assert.equal(result.outcome, 'left');
    assert.deepEqual(states(result), [
      'phone failed',
      'acs_credential_revocation waiting',
      'acs_credential waiting',
    ]);
    assert.deepEqual(result.steps[0]!.error, { kind: 'not_permitted', message: 'Not yours' });
    assert.ok(!desk.heard.some(({ path }) => path.startsWith('/client_sessions')));
  });

  for (const [name, when] of [
    ['request', 'before'],
    ['answer', 'after'],
  ] as const)
    it(`is deactivated exactly once if any ${name} is lost or any call is cancelled`, async () => {
      const { desk, params } = await lost();
      const start = desk.sandbox.snapshot();
      for (let k = 1; ; k++) {
        for (const cancels of [false, true]) {
          desk.sandbox.restore(start);
          desk.heard.length = 0;
          let struck = false;
          const controller = new AbortController();
          desk[when] = (_, count) => {
            if (count !== k) return;
            struck = true;
            if (cancels) controller.abort();
            else throw new TypeError('Failed to fetch');
          };
          const { signal } = controller;
          const result = await deactivate(desk, params, { signal }).catch((error: unknown) => {
            assert.ok(isSeamError(error) && error.kind === 'cancelled' && cancels, String(error));
            return deactivate(desk, params);
          });
          assert.equal(result.outcome, 'deactivated', `call ${k}`);
          assert.equal(removalsIn(desk.heard).length, 1, `call ${k}`);
          if (!struck) return assert.ok(k > 6);
        }
      }
    });
});

describe('a lost phone, with a client session alone', () => {
  async function alone() {
    const desk = createDesk();
    const user_identity_id = await personOf(desk, 'room-214');
    const phones = await desk.call(endpoints.phonesList, { owner_user_identity_id: user_identity_id });
    const session = createDesk({}, desk.sandbox.credentials.clientSessionToken);
    return { session, params: { device_id: phones[0]!.device_id, user_identity_id } };
  }

  it('is deactivated, and confirmed by an event if the session may not list phones', async () => {
    const { session, params } = await alone();
    const before = await previewDeactivation(session.call, params, session.clock);
    assert.deepEqual(before, { phone: null, keys: null, other_phones: null });
    const result = await deactivate(session, params);
    assert.equal(result.outcome, 'deactivated');
    assert.deepEqual(states(result), ['phone done']);
    assert.equal(removalsIn(session.heard).length, 1);
  });

  it('ends as asked if the session may not read events either', async () => {
    const { session, params } = await alone();
    session.before = ({ path }) => (path === '/phones/deactivate' ? undefined : refusal(401, 'unauthorized'));
    const result = await deactivate(session, params);
    assert.equal(result.outcome, 'asked');
    assert.deepEqual(states(result), ['phone working']);
    session.sandbox.clock.advance(1000);
    assert.deepEqual(states(await deactivate(session, params)), ['phone gone']);
  });

  it('throws an unclear failure, and reports a refusal', async () => {
    const { session, params } = await alone();
    session.before = ({ path }) => {
      if (path === '/phones/deactivate') throw new TypeError('Failed to fetch');
      return refusal(401, 'unauthorized');
    };
    await assert.rejects(deactivate(session, params), { kind: 'unreachable' });
    session.before = () => refusal(401, 'unauthorized');
    const result = await deactivate(session, params);
    assert.deepEqual([result.outcome, states(result)], ['left', ['phone failed']]);
    assert.deepEqual(result.steps[0]!.error, { kind: 'not_permitted', message: 'No' });
  });

  it('looks for the event before it sends the request again', async () => {
    const { session, params } = await alone();
    session.after = ({ path }) => {
      if (path === '/phones/deactivate') throw new TypeError('Failed to fetch');
    };
    assert.equal((await deactivate(session, params)).outcome, 'deactivated');
    assert.equal(removalsIn(session.heard).length, 1);
    assert.equal(session.heard.filter(({ path }) => path === '/phones/deactivate').length, 1);
  });

  it('reports that it cannot end client sessions', async () => {
    const { session, params } = await alone();
    const result = await deactivate(session, { ...params, endClientSessions: true });
    assert.equal(result.outcome, 'left');
    assert.deepEqual(states(result), ['phone done', 'client_session failed']);
  });
});
