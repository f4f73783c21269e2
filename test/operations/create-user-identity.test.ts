import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as endpoints from '../../src/api/contract.gen.js';
import { isSeamError, type SeamErrorKind } from '../../src/api/errors.js';
import { createUserIdentity, findAlike, findCreated } from '../../src/operations/create-user-identity.js';
import { findUserIdentity } from '../../src/operations/find-user-identity.js';
import { createDesk, refusal, type Desk } from './support.js';

const created = ({ heard }: Desk) =>
  heard.filter(({ path, status }) => path === '/user_identities/create' && status === 200).length;

const isOfKind = (kind: SeamErrorKind) => (error: unknown) => isSeamError(error) && error.kind === kind;

/** Drops the response of a creation, as if the connection broke. */
const loseAnswers = (desk: Desk) => {
  desk.after = ({ path }) => {
    if (path === '/user_identities/create') throw new TypeError('lost');
  };
};

for (const params of [
  { full_name: 'Jean Lost', email_address: 'jean.lost@example.com' },
  { full_name: 'Only A Name' },
  { user_identity_key: 'only-a-key' },
]) {
  it(`finds the created person when the response is lost: ${Object.keys(params).join(' and ')}`, async () => {
    const desk = createDesk();
    loseAnswers(desk);
    const person = await createUserIdentity(desk.call, params);
    assert.equal(person.full_name, params.full_name ?? null);
    assert.equal(created(desk), 1);
  });
}

it('does not return another person with the same name', async () => {
  const desk = createDesk();
  await desk.call(endpoints.userIdentitiesCreate, { full_name: 'Jean Twice' });
  desk.before = ({ path }) => {
    if (path === '/user_identities/create') throw new TypeError('down');
  };
  await assert.rejects(createUserIdentity(desk.call, { full_name: 'Jean Twice' }), isOfKind('unreachable'));
});

it('distinguishes the person of an earlier attempt from people who existed before', async () => {
  const desk = createDesk();
  const params = { full_name: 'Jean Late' };
  await desk.call(endpoints.userIdentitiesCreate, params);
  const known = await findAlike(desk.call, params);
  assert.equal(known.size, 1);
  assert.equal(await findCreated(desk.call, params, known), undefined);
  const late = await desk.call(endpoints.userIdentitiesCreate, params);
  assert.equal((await findCreated(desk.call, params, known))?.user_identity_id, late.user_identity_id);
});

it('finds nobody if no values are given', async () => {
  const { call } = createDesk();
  assert.equal((await findAlike(call, {})).size, 0);
});

it('searches by address if it may not look up by key, and throws other failures', async () => {
  const desk = createDesk();
  const values = { user_identity_key: 'by-key', email_address: 'by-key@example.com' };
  const { user_identity_id } = await desk.call(endpoints.userIdentitiesCreate, values);
  let answer = refusal(400, 'invalid_input');
  desk.before = ({ path }) => (path === '/user_identities/get' ? answer : undefined);
  assert.equal((await findUserIdentity(desk.call, values))?.user_identity_id, user_identity_id);
  answer = refusal(500, 'internal_server_error');
  await assert.rejects(findUserIdentity(desk.call, values), isOfKind('server'));
});

it('throws a clear refusal unchanged', async () => {
  const desk = createDesk();
  await desk.call(endpoints.userIdentitiesCreate, { email_address: 'twice@example.com' });
  await assert.rejects(
    createUserIdentity(desk.call, { email_address: 'twice@example.com' }),
    isOfKind('conflict'),
  );
});

it('finds people by exact unique values', async () => {
  const { call } = createDesk();
  const values = {
    user_identity_key: 'exact-1',
    email_address: 'exact@example.com',
    phone_number: '+15555550666',
  };
  const { user_identity_id } = await call(endpoints.userIdentitiesCreate, values);
  const idOf = async (given: object) => (await findUserIdentity(call, given))?.user_identity_id;
  for (const [name, value] of Object.entries(values))
    assert.equal(await idOf({ [name]: value }), user_identity_id, name);
  assert.equal(await idOf({ email_address: 'EXACT@example.com' }), user_identity_id);
  assert.equal(await idOf({ email_address: 'xact@example.com' }), undefined);
  assert.equal(await idOf({ phone_number: '+1555555066' }), undefined);
  assert.equal(await idOf({ user_identity_key: 'exact' }), undefined);
  assert.equal(await idOf({ email_address: null, phone_number: '' }), undefined);
});
