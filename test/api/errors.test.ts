import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SeamError, errorFromAnswer, isSeamError, type SeamErrorKind } from '../../src/api/errors.js';

const seamBody = (type: string, rest: object = {}) => ({
  error: { type, message: `About ${type}`, ...rest },
  ok: false,
});

describe('errorFromAnswer', () => {
  const kinds: [status: number, type: string, kind: SeamErrorKind][] = [
    [401, 'client_session_expired', 'session_ended'],
    [401, 'client_session_revoked', 'session_ended'],
    [401, 'client_session_not_found', 'session_ended'],
    [400, 'invalid_client_session_token', 'session_ended'],
    [401, 'unauthorized', 'not_permitted'],
    [401, 'client_session_token_used_for_api_key', 'not_permitted'],
    [401, 'workspace_not_found', 'not_permitted'],
    [401, 'invalid_publishable_key', 'not_permitted'],
    [403, 'publishable_keys_must_create_empty_client_sessions', 'not_permitted'],
    [400, 'invalid_input', 'invalid_input'],
    [400, 'gateway_required', 'gateway_required'],
    [422, 'anything', 'invalid_input'],
    [413, 'anything', 'invalid_input'],
    [404, 'user_identity_not_found', 'not_found'],
    [404, 'client_session_not_found', 'not_found'],
    [400, 'user_identity_not_found', 'not_found'],
    [405, 'method_not_allowed', 'not_found'],
    [409, 'duplicate_access_code', 'conflict'],
    [400, 'not_supported', 'refused'],
    [409, 'a_type_of_tomorrow', 'conflict'],
    [400, 'a_type_of_tomorrow', 'refused'],
    [429, 'too_many_requests', 'rate_limited'],
    [408, 'anything', 'unreachable'],
    [500, 'internal_server_error', 'server'],
    [502, 'anything', 'server'],
  ];
  for (const [status, type, kind] of kinds)
    it(`maps ${status} ${type} to ${kind}`, () => {
      const error = errorFromAnswer(status, new Headers(), seamBody(type));
      assert.equal(error.kind, kind);
      assert.equal(error.status, status);
      assert.equal(error.type, type);
      assert.equal(error.message, `About ${type}`);
    });

  const strangers: [what: string, status: number, body: unknown, kind: SeamErrorKind][] = [
    ['an unknown route in plain text', 404, undefined, 'not_found'],
    ['an outage without a body', 503, undefined, 'server'],
    ['a proxy that knows nothing of Seam', 403, { message: 'Forbidden' }, 'not_permitted'],
    ['an error that is a string', 500, { error: 'Oops' }, 'server'],
    ['an error of other shapes', 400, { error: { type: 7, message: null } }, 'refused'],
    ['null', 500, null, 'server'],
  ];
  for (const [what, status, body, kind] of strangers)
    it(`accepts ${what}`, () => {
      const error = errorFromAnswer(status, new Headers(), body);
      assert.equal(error.kind, kind);
      assert.equal(error.type, undefined);
      assert.equal(error.message, `The server answered ${status}.`);
      assert.deepEqual({ ...error.fields }, {});
    });

  it('lists the messages of each field', () => {
    const validation_errors = {
      _errors: ['Give one or the other'],
      email_address: { _errors: ['Invalid email', 'Too long'] },
      visionline_metadata: { _errors: [], card_format: { _errors: ['Required'] } },
      ids: { _errors: [], 1: { _errors: ['Not a uuid'] } },
    };
    const { fields } = errorFromAnswer(400, new Headers(), seamBody('invalid_input', { validation_errors }));
    assert.deepEqual(
      { ...fields },
      {
        '': ['Give one or the other'],
        email_address: ['Invalid email', 'Too long'],
        'visionline_metadata.card_format': ['Required'],
        'ids.1': ['Not a uuid'],
      },
    );
  });

  it('separates fields from the keys of the tree, and accepts only strings as messages', () => {
    const deep = JSON.parse(`${'{"x":'.repeat(20_000)}1${'}'.repeat(20_000)}`) as unknown;
    const validation_errors = {
      _errors: { _errors: ['Unknown'], name: { _errors: ['Odd', 1, { toString: 1 }, null] } },
      other: { _errors: [1] },
      deep,
    };
    const { fields } = errorFromAnswer(400, new Headers(), seamBody('invalid_input', { validation_errors }));
    assert.deepEqual({ ...fields }, { _errors: ['Unknown'], '_errors.name': ['Odd'] });
  });

  it('accepts invalid_input without validation errors', () => {
    const error = errorFromAnswer(400, new Headers(), seamBody('invalid_input'));
    assert.deepEqual({ ...error.fields }, {});
  });

  it('keeps the request id', () => {
    const error = errorFromAnswer(500, new Headers({ 'seam-request-id': 'req-1' }), undefined);
    assert.equal(error.requestId, 'req-1');
  });

  it('reads Retry-After as seconds and as a date', (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-01-01T00:00:00Z') });
    const retryAfter = (value: string) =>
      errorFromAnswer(429, new Headers({ 'retry-after': value }), undefined).retryAfter;
    assert.equal(retryAfter('7'), 7);
    assert.equal(retryAfter('Thu, 01 Jan 2026 00:00:09 GMT'), 9);
    assert.equal(retryAfter('Wed, 31 Dec 2025 00:00:00 GMT'), 0);
    assert.equal(retryAfter('soon'), undefined);
  });
});

describe('isSeamError', () => {
  it('recognizes an error from another copy of the package', () => {
    const other = Object.assign(new Error('x'), { name: 'SeamError', kind: 'server' });
    assert.ok(isSeamError(new SeamError('server', 'x')));
    assert.ok(isSeamError(other));
    assert.ok(!isSeamError(new Error('x')));
    assert.ok(!isSeamError({ name: 'SeamError', kind: 'server' }));
  });
});
