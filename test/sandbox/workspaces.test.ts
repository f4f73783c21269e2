import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';

async function ask(sandbox: Sandbox, token: string, path: string, params: object = {}) {
  const response = await sandbox.fetch(
    new Request(`https://connect.getseam.com${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(params),
    }),
  );
  const body = (await response.json()) as Record<string, Record<string, string>>;
  return { status: response.status, body };
}

it('each sandbox is a workspace of its own: what is made in one is unknown in another', async () => {
  const [one, other] = [createSandbox(), createSandbox()];
  const { apiKey } = one.credentials;
  const made = await ask(one, apiKey, '/user_identities/create', { user_identity_key: 'here' });
  const { user_identity_id } = made.body['user_identity']!;
  const session = await ask(one, apiKey, '/client_sessions/create', { user_identity_id });
  const { token } = session.body['client_session']!;

  assert.equal((await ask(one, token!, '/devices/list')).status, 200);
  const foreign = await ask(other, token!, '/devices/list');
  assert.deepEqual([foreign.status, foreign.body['error']!['type']], [401, 'client_session_not_found']);
  const unknown = await ask(other, apiKey, '/user_identities/get', { user_identity_key: 'here' });
  assert.equal(unknown.status, 404);
});
