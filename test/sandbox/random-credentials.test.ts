// Others may reach the sandbox, so nobody must be able to guess its credentials and tokens.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tokenKind } from '../../src/api/token-kind.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { callerOf, createSession, guestOf, text } from './support.js';

const random = () => createSandbox({ credentials: 'random' });

/** All credentials of a sandbox by name, with the tokens that it creates on request. */
async function openersOf(sandbox: Sandbox): Promise<Record<string, string>> {
  const call = callerOf(sandbox);
  const other = sandbox.addWorkspace();
  const session = await createSession(call, { user_identifier_key: 'guest' });
  const key = await call('/user_identities/generate_instant_key', {
    user_identity_id: await guestOf(call),
  });
  const { client_session_id } = key.body['instant_key']!;
  const { body } = await call('/client_sessions/get', { client_session_id });
  return {
    ...sandbox.credentials,
    personalAccessToken: sandbox.personalAccessToken,
    ...Object.fromEntries(
      Object.entries(other.credentials).map(([name, value]) => [`${name} of another workspace`, value]),
    ),
    'token of a session': text(session['token']),
    'token of an instant key': text(body['client_session']?.['token']),
  };
}

describe('random credentials', () => {
  it('are different in each sandbox, in the format of the known ones', async () => {
    const [known, first, second] = [
      await openersOf(createSandbox()),
      await openersOf(random()),
      await openersOf(random()),
    ];
    assert.equal(Object.keys(known).length, 9);
    for (const [name, opener] of Object.entries(known)) {
      assert.equal(new Set([opener, first[name], second[name]]).size, 3, name);
      const prefix = opener.replace(/[^_]+$/, '');
      for (const made of [first[name]!, second[name]!]) {
        assert.ok(made.startsWith(prefix), name);
        assert.match(made.slice(prefix.length), /^[0-9a-f]{32}$/, name);
        assert.equal(tokenKind(made), tokenKind(opener));
      }
    }
  });

  it('stay the same in one sandbox, also after a reset', async () => {
    const sandbox = random();
    const before = { ...sandbox.credentials };
    sandbox.reset();
    assert.deepEqual(sandbox.credentials, before);
    for (const token of [before.apiKey, before.clientSessionToken])
      assert.equal((await callerOf(sandbox, token)('/devices/list')).status, 200);
  });

  it('are not in snapshots, and are valid after a restore', async () => {
    const from = random();
    const { token } = await createSession(callerOf(from));
    const snapshot = from.snapshot();
    const written = JSON.stringify(snapshot);
    for (const [name, opener] of Object.entries({ ...from.credentials, pat: from.personalAccessToken }))
      assert.ok(!written.includes(opener), name);

    for (const into of [random(), createSandbox({ seed: 'empty' }), from]) {
      into.restore(structuredClone(snapshot));
      const { apiKey, clientSessionToken } = into.credentials;
      const statusFor = async (bearer: string) => (await callerOf(into, bearer)('/devices/list')).status;
      // Client sessions created on request stay valid.
      for (const own of [apiKey, clientSessionToken, text(token)]) assert.equal(await statusFor(own), 200);
      if (into === from) continue;
      assert.equal(await statusFor(from.credentials.apiKey), 401);
      assert.equal(await statusFor(from.credentials.clientSessionToken), 401);
    }
  });
});
