import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SeamHttp } from '@seamapi/http';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox, type ServedSandbox } from '../../src/sandbox/node.js';

// These are the steps of the document, with Seam's own client over HTTP.
describe('Using User Identities to Scope Users’ Device Access', () => {
  const sandbox = createSandbox();
  let served: ServedSandbox;
  let seam: SeamHttp;
  before(async () => {
    served = await serveSandbox(sandbox);
    seam = SeamHttp.fromApiKey(sandbox.credentials.apiKey, { endpoint: served.url });
  });
  after(() => served.close());

  it('lets a client session see exactly the devices granted to its user identity', async () => {
    const userIdentity = await seam.userIdentities.create({ user_identity_key: 'user-1' });
    const { user_identity_id } = userIdentity;
    const device = await seam.devices.get({ name: 'Room 203' });
    const { device_id } = device;
    await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id });
    assert.deepEqual(await seam.userIdentities.listAccessibleDevices({ user_identity_id }), [device]);

    const clientSession = await seam.clientSessions.create({ user_identity_ids: [user_identity_id] });
    assert.equal(clientSession.user_identity_id, user_identity_id);
    const inPage = SeamHttp.fromClientSessionToken(clientSession.token, { endpoint: served.url });

    assert.deepEqual(await inPage.devices.list(), [device]);
    assert.deepEqual(await inPage.devices.get({ device_id }), device);
    assert.deepEqual(await inPage.userIdentities.list(), [userIdentity]);
    const others = await seam.devices.list();
    const other = others.find((row) => row.device_id !== device_id);
    await assert.rejects(
      inPage.devices.get({ device_id: other!.device_id }),
      /Not authorized to view this device/,
    );
    await assert.rejects(
      inPage.userIdentities.grantAccessToDevice({ user_identity_id, device_id: other!.device_id }),
      /No authentication methods succeeded/,
    );

    await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id });
    assert.deepEqual(await inPage.devices.list(), []);
  });

  it('supports the other calls of Seam’s client for this document', async () => {
    const { user_identity_id } = await seam.userIdentities.create({ full_name: 'Ada' });
    await seam.userIdentities.update({ user_identity_id, email_address: 'ada@example.com' });
    const ada = await seam.userIdentities.get({ user_identity_id });
    assert.equal(ada.email_address, 'ada@example.com');
    assert.deepEqual(
      await seam.userIdentities.list({ search: 'ada@', user_identity_ids: [user_identity_id] }),
      [ada],
    );

    const { client_session_id } = await seam.clientSessions.getOrCreate({ user_identity_id });
    await seam.clientSessions.grantAccess({ client_session_id, connected_account_ids: [user_identity_id] });
    const session = await seam.clientSessions.get({ client_session_id });
    assert.deepEqual(session.connected_account_ids, [user_identity_id]);
    await seam.clientSessions.revoke({ client_session_id });
    assert.deepEqual(await seam.clientSessions.list({ user_identity_id }), []);
    await seam.clientSessions.delete({ client_session_id });
    await assert.rejects(seam.clientSessions.get({ client_session_id }), /Client session not found/);

    assert.equal((await seam.workspaces.get()).is_sandbox, true);
    await assert.rejects(seam.userIdentities.create({ email_address: 'ADA@example.com' }), /already exists/);

    const paginator = seam.createPaginator(seam.devices.list({ limit: 7 }));
    assert.equal((await paginator.flattenToArray()).length, (await seam.devices.list()).length);
  });
});
