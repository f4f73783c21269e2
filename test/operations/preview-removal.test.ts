import assert from 'node:assert/strict';
import { it } from 'node:test';
import { previewRemoval } from '../../src/operations/index.js';
import { answerOf, createDesk, personOf } from './support.js';

it('a preview finds everything that is removed with a person, and changes nothing', async () => {
  const desk = createDesk();
  const user_identity_id = await personOf(desk, 'room-214');
  desk.heard.length = 0;
  const preview = await previewRemoval(desk.call, { user_identity_id }, desk.clock);
  assert.equal(preview.user_identity.display_name, 'Aiko Tanaka');
  assert.equal(preview.client_sessions!.length, 1);
  assert.equal(preview.phones!.length, 2);
  assert.ok(preview.devices!.length > 0);
  assert.deepEqual(preview.enrollment_automations, []);
  assert.deepEqual(
    preview.acs_users!.map(({ acs_system, credentials }) => [
      acs_system?.name,
      credentials!.map(({ children, entrances }) => [
        children.length,
        entrances?.map(({ display_name }) => display_name),
      ]),
    ]),
    [
      ['Harbour House', [[2, ['Front Door', 'Pool & Spa', 'Room 214']]]],
      ['Quay Apartments', [[2, ['Quay Lobby']]]],
    ],
  );
  assert.ok(desk.heard.every(({ path }) => /\/(get|list\w*)$/.test(path)));
});

it('a preview contains all pages of a list', async () => {
  const desk = createDesk();
  const user_identity_id = await personOf(desk, 'room-214');
  const whole = await previewRemoval(desk.call, { user_identity_id });
  desk.heard.length = 0;
  desk.before = ({ path, params }) =>
    path === '/acs/users/list' ? answerOf(desk, path, { ...params, limit: 1 }) : undefined;
  assert.deepEqual(await previewRemoval(desk.call, { user_identity_id }), whole);
  assert.equal(desk.heard.filter(({ path }) => path === '/acs/users/list').length, 2);
});

it('a preview contains no token', async () => {
  const desk = createDesk();
  const user_identity_id = await personOf(desk, 'room-214');
  const preview = await previewRemoval(desk.call, { user_identity_id }, desk.clock);
  assert.doesNotMatch(JSON.stringify(preview), /seam_cst|user_identifier_key/);
});

it('a preview is null where the caller may not read, and empty where the API no longer has the endpoint', async () => {
  const desk = createDesk();
  const user_identity_id = await personOf(desk, 'room-201');
  const refusals: Record<string, number> = {
    '/user_identities/list_accessible_devices': 401,
    '/acs/credentials/list_accessible_entrances': 401,
    '/user_identities/enrollment_automations/list': 404,
  };
  desk.before = ({ path }) => {
    const status = refusals[path];
    return status === undefined
      ? undefined
      : Response.json({ error: { type: 'unauthorized', message: 'No' }, ok: false }, { status });
  };
  const preview = await previewRemoval(desk.call, { user_identity_id }, desk.clock);
  assert.equal(preview.devices, null);
  assert.equal(preview.acs_users![0]!.credentials![0]!.entrances, null);
  assert.deepEqual(preview.enrollment_automations, []);
});

for (const [path, part] of [
  ['/client_sessions/list', 'client_sessions'],
  ['/acs/users/list', 'acs_users'],
  ['/user_identities/enrollment_automations/list', 'enrollment_automations'],
  ['/phones/list', 'phones'],
] as const)
  it(`a preview shows the rest if the caller may not call ${path}`, async () => {
    const desk = createDesk();
    const user_identity_id = await personOf(desk, 'room-214');
    const whole = await previewRemoval(desk.call, { user_identity_id }, desk.clock);
    desk.sandbox.faults.add({
      path,
      status: 403,
      body: { error: { type: 'unauthorized', message: 'No' }, ok: false },
    });
    const preview = await previewRemoval(desk.call, { user_identity_id }, desk.clock);
    assert.deepEqual(preview, { ...whole, [part]: null });
  });

it('a preview shows the rest if the caller may not see access systems or credentials', async () => {
  const desk = createDesk();
  const user_identity_id = await personOf(desk, 'room-214');
  for (const path of ['/user_identities/list_acs_systems', '/acs/credentials/list']) {
    desk.sandbox.faults.add({ path, status: 403 });
  }
  const { acs_users } = await previewRemoval(desk.call, { user_identity_id }, desk.clock);
  assert.deepEqual(
    acs_users!.map(({ acs_system, credentials }) => [acs_system, credentials]),
    [
      [null, null],
      [null, null],
    ],
  );
});

it('a preview of an unknown person throws not_found', async () => {
  const desk = createDesk();
  const nobody = { user_identity_id: '00000000-0000-4000-8000-000000000000' };
  await assert.rejects(previewRemoval(desk.call, nobody, desk.clock), { kind: 'not_found' });
});
