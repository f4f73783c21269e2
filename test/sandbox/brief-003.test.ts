import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until, withOfficialClient } from './official-client.js';

type Path = 'acs_credential' | 'acs_user' | 'enrollment_automation' | 'phone';

const eventTypes = {
  acs_credential: 'acs_credential.deleted',
  acs_user: 'acs_user.deleted',
  enrollment_automation: 'enrollment_automation.deleted',
  phone: 'phone.deactivated',
} as const;
const idNames: Record<Path, string> = {
  acs_credential: 'acs_credential_id',
  acs_user: 'acs_user_id',
  enrollment_automation: 'enrollment_automation_id',
  phone: 'device_id',
};

// These are the steps of the document, with Seam's own client over HTTP.
describe('Managing Mobile App User Accounts with User Identities', () => {
  const client = withOfficialClient({ deletion: 'ordered', strict: false });

  /** The document filters only by type, but today's API also requires a time. */
  const waitFor = async (since: string, kind: Path, id: string) => {
    await until(async () => {
      const { events } = await client.post('/events/list', { since, event_type: eventTypes[kind] });
      return (events as Record<string, unknown>[]).find((event) => event[idNames[kind]] === id);
    });
  };

  const automationsOf = async (user_identity_id: string) => {
    const answer = await client.post('/user_identities/enrollment_automations/list', { user_identity_id });
    return answer['enrollment_automations'] as { enrollment_automation_id: string }[];
  };

  it('creates a user identity and links one ACS user of each access system', async () => {
    const { seam } = client;
    const jean = await seam.userIdentities.create({
      user_identity_key: 'jean_doe',
      email_address: 'jean@example.com',
      phone_number: '+15555550110',
      full_name: 'Jean Doe',
    });
    const { user_identity_id } = jean;
    for (const taken of ['user_identity_key', 'email_address', 'phone_number'] as const) {
      await assert.rejects(seam.userIdentities.create({ [taken]: jean[taken] }), /already exists/);
    }
    const strangers = (await seam.acs.users.list()).filter((row) => row.user_identity_id === undefined);
    const [first, second] = strangers.filter((row) => row.acs_system_id === strangers[0]!.acs_system_id) as [
      (typeof strangers)[0],
      (typeof strangers)[0],
    ];
    await seam.userIdentities.addAcsUser({ user_identity_id, acs_user_id: first.acs_user_id });
    const linked = await seam.userIdentities.get({ user_identity_id });
    assert.deepEqual(linked.acs_user_ids, [first.acs_user_id]);
    assert.deepEqual(
      (await seam.userIdentities.listAcsUsers({ user_identity_id })).map(
        (row) => row.user_identity_full_name,
      ),
      ['Jean Doe'],
    );
    await assert.rejects(
      seam.userIdentities.addAcsUser({ user_identity_id, acs_user_id: second.acs_user_id }),
      /already has an ACS user/,
    );
    await seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id: first.acs_user_id });
    assert.deepEqual((await seam.userIdentities.get({ user_identity_id })).acs_user_ids, []);
  });

  it('deletes a user identity in the order of the document, and rejects every other order', async () => {
    const { seam } = client;
    const { user_identity_id } = await seam.userIdentities.get({ user_identity_key: 'room-201' });
    const since = client.sandbox.clock.now().toISOString();
    const manager = (await seam.acs.systems.list()).find((row) => row.is_credential_manager)!;
    await client.post('/user_identities/enrollment_automations/launch', {
      user_identity_id,
      credential_manager_acs_system_id: manager.acs_system_id,
    });
    await seam.clientSessions.create({ user_identity_id });
    const refused = (what: string) =>
      assert.rejects(seam.userIdentities.delete({ user_identity_id }), new RegExp(what));

    await refused('client_sessions, acs_credentials, acs_users, enrollment_automations, phones');
    for (const { client_session_id } of await seam.clientSessions.list({ user_identity_id })) {
      await client.post('/client_sessions/delete', { session_id: client_session_id });
    }
    await refused('still has acs_credentials');

    const acsUsers = await seam.acs.users.list({ user_identity_id });
    for (const { acs_user_id } of acsUsers) {
      const credentials = await seam.acs.credentials.list({ acs_user_id });
      assert.equal(credentials.length, 2);
      await assert.rejects(seam.acs.users.delete({ acs_user_id }), /Delete the credentials/);
      for (const { acs_credential_id } of credentials)
        await seam.acs.credentials.delete({ acs_credential_id });
      for (const { acs_credential_id } of credentials) {
        await waitFor(since, 'acs_credential', acs_credential_id);
      }
      await refused('still has acs_users');
      await seam.acs.users.delete({ acs_user_id });
    }
    for (const { acs_user_id } of acsUsers) await waitFor(since, 'acs_user', acs_user_id);
    await refused('still has enrollment_automations, phones');

    const automations = await automationsOf(user_identity_id);
    assert.equal(automations.length, 1);
    for (const { enrollment_automation_id } of automations) {
      await client.post('/user_identities/enrollment_automations/delete', { enrollment_automation_id });
      await waitFor(since, 'enrollment_automation', enrollment_automation_id);
    }
    await refused('still has phones');

    const phones = await seam.phones.list({ owner_user_identity_id: user_identity_id });
    for (const { device_id } of phones) await seam.phones.deactivate({ device_id });
    for (const { device_id } of phones) await waitFor(since, 'phone', device_id);

    await seam.userIdentities.delete({ user_identity_id });
    await until(async () => {
      const left = await seam.userIdentities.list({ user_identity_ids: [user_identity_id] });
      return left.length === 0 ? true : undefined;
    });
  });

  it('requires the time from which to list events', async () => {
    const { error } = await client.post('/events/list', { event_type: 'acs_user.deleted' });
    assert.equal((error as { message: string }).message, 'Must specify either since or between');
  });
});
