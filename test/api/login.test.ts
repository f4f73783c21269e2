import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loginError } from '../../src/api/login.js';

const answer = (status: number, body?: unknown, headers: Record<string, string> = {}) => ({
  status,
  body,
  headers: new Headers(headers),
  isElsewhere: status === 0 || (status >= 300 && status < 400),
});

for (const [what, given] of Object.entries({
  'a 401 in HTML': answer(401),
  'a 401 in JSON': answer(401, { error: 'Unauthorized' }),
  'a 401 in the form of the gateway': answer(401, { error: { type: 'unauthorized', message: 'No' } }),
  'a hidden redirect': answer(0),
  'a redirect': answer(302),
  'a login page': answer(200),
  'a 403 of a middleware': answer(403, { error: 'Forbidden' }),
  'a 419': answer(419),
}))
  test(`${what} ends an existing login`, () => {
    assert.equal(loginError(given, true)?.kind, 'session_ended');
  });

test('the gateway’s own responses are not taken for those of a login', () => {
  const own = { 'seam-gateway-caller': 'c' };
  assert.equal(loginError(answer(403, { error: { type: 'not_permitted' } }, own), true), undefined);
  assert.equal(loginError(answer(200, { ok: true }, own), true), undefined);
  assert.equal(loginError(answer(503), true), undefined);
});

test('a caller who was never logged in has no session that ended', () => {
  assert.equal(loginError(answer(401), false)?.type, 'login_required');
  assert.equal(loginError(answer(200), false)?.kind, 'server');
  assert.equal(loginError(answer(302), false)?.type, 'login_unclear');
});
