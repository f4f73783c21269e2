import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as endpoints from '../../src/api/contract.gen.js';
import type { AcsCredential } from '../../src/api/contract.gen.js';
import { endpointSchemas } from '../../src/api/schemas.gen.js';
import {
  issueCredential,
  vendorOf,
  vendors,
  type IssueParams,
  type IssueProgress,
  type IssueResult,
} from '../../src/operations/index.js';
import { answerOf, createDesk, personOf, refusal, type Desk } from './support.js';

const day = 24 * 60 * 60 * 1000;

async function desk(key: string) {
  const it = createDesk();
  const user_identity_id = await personOf(it, key);
  const systems = await it.call(endpoints.acsSystemsList, {});
  const system = (type: string) => systems.find(({ external_type }) => external_type === type)!.acs_system_id;
  it.heard.length = 0;
  return {
    desk: it,
    user_identity_id,
    hotel: system('visionline_system'),
    office: system('salto_space_system'),
    apartments: system('latch_building'),
  };
}

const issue = (
  { call, clock }: Desk,
  params: Omit<IssueParams, 'details'> & Partial<IssueParams>,
  options: Parameters<typeof issueCredential>[2] = {},
): Promise<IssueResult> => issueCredential(call, { details: {}, ...params }, { ...clock, ...options });

const created = ({ heard }: Desk) =>
  heard.filter(({ path, status }) => path === '/acs/credentials/create' && status === 200).length;

const states = ({ steps }: { steps: IssueResult['steps'] }) =>
  steps.map(({ kind, name, state }) => `${kind} ${kind === 'phone' ? `${name} ` : ''}${state}`);

const parentsOf = async ({ call }: Desk, user_identity_id: string, acs_system_id: string) => {
  const { items } = await call(endpoints.acsCredentialsList, {
    user_identity_id,
    is_multi_phone_sync_credential: true,
  });
  return items.filter((credential) => credential.acs_system_id === acs_system_id);
};

describe('issuing a key', () => {
  it('reaches each of several phones', async () => {
    const { desk: at, user_identity_id, office } = await desk('staff-01');
    const told: string[] = [];
    const onProgress = (progress: IssueProgress) => told.push(states(progress).join());
    const result = await issue(at, { user_identity_id, acs_system_id: office }, { onProgress });
    assert.equal(result.outcome, 'issued');
    assert.deepEqual(states(result), [
      'acs_user gone',
      'acs_credential done',
      'phone iPhone 16 Pro done',
      'phone Galaxy Z Fold7 done',
      'phone iPhone SE done',
    ]);
    assert.ok(told.some((line) => line.includes('phone iPhone SE working')));
    assert.equal(created(at), 1);
  });

  it('that begins tomorrow is on the phone today', async () => {
    const { desk: at, user_identity_id, office } = await desk('mill-301');
    const starts_at = new Date(at.clock.now() + day).toISOString();
    const ends_at = new Date(at.clock.now() + 2 * day).toISOString();
    const result = await issue(at, {
      user_identity_id,
      acs_system_id: office,
      details: { starts_at, ends_at },
    });
    assert.equal(result.outcome, 'issued');
  });

  it('waits for a phone when there is none', async () => {
    const { desk: at, user_identity_id, hotel } = await desk('room-206');
    const result = await issue(at, { user_identity_id, acs_system_id: hotel });
    assert.equal(result.outcome, 'waiting_for_phone');
    assert.deepEqual(states(result), ['acs_user gone', 'acs_credential waiting']);
  });

  it('does not wait for a phone that cannot take keys yet', async () => {
    const { desk: at, user_identity_id, hotel } = await desk('room-206');
    await at.call(endpoints.phonesSimulateCreateSandboxPhone, { user_identity_id });
    const result = await issue(at, { user_identity_id, acs_system_id: hotel });
    assert.equal(result.outcome, 'waiting_for_phone');
    assert.deepEqual(states(result).slice(1), ['acs_credential waiting', 'phone Samsung Galaxy S10 waiting']);
  });

  it('does not wait for a phone that is deactivated meanwhile', async () => {
    const { desk: at, user_identity_id, office } = await desk('staff-01');
    const phones = await at.call(endpoints.phonesList, { owner_user_identity_id: user_identity_id });
    const { device_id } = phones[0]!;
    let looked = 0;
    at.before = async ({ path, params }) => {
      if (path !== '/phones/list' || !('owner_user_identity_id' in params) || ++looked !== 2) return;
      await at.call(endpoints.phonesDeactivate, { device_id });
      at.sandbox.clock.advance(1000);
    };
    const result = await issue(at, { user_identity_id, acs_system_id: office });
    assert.equal(result.outcome, 'issued');
    assert.equal(result.steps.find(({ id }) => id === device_id)!.state, 'gone');
  });

  it('creates the ACS user and puts it into its groups on the way', async () => {
    const { desk: at, user_identity_id, office } = await desk('room-201');
    const groups = await at.call(endpoints.acsAccessGroupsList, { acs_system_id: office });
    const acs_access_group_ids = groups.slice(0, 2).map((group) => group.acs_access_group_id);
    const params = { user_identity_id, acs_system_id: office, acs_access_group_ids };
    const result = await issue(at, params);
    assert.deepEqual(states(result), [
      ...['acs_user done', 'acs_access_group done', 'acs_access_group done', 'acs_credential done'],
      'phone iPhone 14 done',
    ]);
    const again = await issue(at, params);
    assert.deepEqual(states(again).slice(0, 3), [
      'acs_user gone',
      'acs_access_group gone',
      'acs_access_group gone',
    ]);
    assert.equal(at.heard.filter(({ path }) => path === '/acs/users/create').length, 1);
  });

  it('links the ACS user it is given', async () => {
    const { desk: at, user_identity_id, office } = await desk('room-201');
    const { items } = await at.call(endpoints.acsUsersList, { acs_system_id: office, search: 'Vaughan' });
    const { acs_user_id } = items[0]!;
    const result = await issue(at, { user_identity_id, acs_system_id: office, acs_user_id });
    assert.equal(result.outcome, 'issued');
    const acsUser = await at.call(endpoints.acsUsersGet, { acs_user_id });
    assert.equal(acsUser.user_identity_id, user_identity_id);
    assert.ok(!at.heard.some(({ path }) => path === '/acs/users/create'));
  });

  it('is given up where the access system does not take it for ten minutes', async () => {
    const { desk: at, user_identity_id, apartments } = await desk('room-214');
    const result = await issue(at, { user_identity_id, acs_system_id: apartments });
    assert.equal(result.outcome, 'issuing');
    assert.ok(states(result).includes('acs_credential working'));
  });

  for (const name of ['is being deleted', 'is gone'])
    it(`says so when it ${name} while it goes out`, async () => {
      const { desk: at, user_identity_id, apartments } = await desk('room-214');
      let looked = 0;
      at.before = async ({ path }) => {
        if (path !== '/acs/credentials/list' || ++looked !== 5) return;
        const acs_credential_id = (await parentsOf(at, user_identity_id, apartments)).at(
          -1,
        )!.acs_credential_id;
        if (name === 'is gone') at.sandbox.resources.remove(acs_credential_id);
        else await at.call(endpoints.acsCredentialsDelete, { acs_credential_id });
      };
      const result = await issue(at, { user_identity_id, acs_system_id: apartments });
      assert.equal(result.outcome, 'failed');
      assert.equal(result.steps.find(({ kind }) => kind === 'acs_credential')!.state, 'failed');
    });

  it('fails where the key on a phone is overridden as soon as it is there', async () => {
    const { desk: at, user_identity_id, hotel } = await desk('room-201');
    at.before = async ({ path, params }) => {
      if (path !== '/acs/credentials/list') return;
      const answer = await answerOf(at, path, params);
      const { acs_credentials } = (await answer.json()) as { acs_credentials: AcsCredential[] };
      for (const { acs_credential_id, parent_acs_credential_id, is_issued } of acs_credentials)
        if (parent_acs_credential_id !== undefined && is_issued === true)
          at.sandbox.resources.change(acs_credential_id, { visionline_metadata: { is_valid: false } });
    };
    const result = await issue(at, { user_identity_id, acs_system_id: hotel });
    assert.equal(result.outcome, 'failed');
    assert.deepEqual(states(result), ['acs_user gone', 'acs_credential done', 'phone iPhone 14 failed']);
  });

  it('is followed as far as it may be seen, for whoever may not see phones', async () => {
    const { desk: at, user_identity_id, office } = await desk('mill-301');
    at.before = ({ path }) => (path === '/phones/list' ? refusal(401, 'unauthorized') : undefined);
    const result = await issue(at, { user_identity_id, acs_system_id: office });
    assert.equal(result.outcome, 'issued');
    assert.deepEqual(states(result), ['acs_user gone', 'acs_credential done']);
  });

  it('is waited for on a phone of which nobody knows yet whether it has it', async () => {
    const { desk: at, user_identity_id, hotel } = await desk('room-201');
    let looked = 0;
    at.before = ({ path, params }) =>
      path === '/phones/list' && 'acs_credential_id' in params && ++looked === 1
        ? refusal(404, 'acs_credential_not_found')
        : undefined;
    const result = await issue(at, { user_identity_id, acs_system_id: hotel });
    assert.equal(result.outcome, 'issued');
    assert.deepEqual(states(result), ['acs_user gone', 'acs_credential done', 'phone iPhone 14 done']);
  });

  it('goes to somebody without a name under the one they are shown by', async () => {
    const { desk: at, office } = await desk('mill-301');
    const email_address = 'nameless@example.com';
    const { user_identity_id } = await at.call(endpoints.userIdentitiesCreate, { email_address });
    await issue(at, { user_identity_id, acs_system_id: office });
    const acsUser = await at.call(endpoints.acsUsersGet, { user_identity_id, acs_system_id: office });
    assert.equal(acsUser.full_name, email_address);
  });

  it('is refused in the words of Seam', async () => {
    const { desk: at, user_identity_id, hotel, office } = await desk('staff-01');
    const details = { credential_manager_acs_system_id: office };
    let last: IssueProgress | undefined;
    await assert.rejects(
      issue(at, { user_identity_id, acs_system_id: hotel, details }, { onProgress: (told) => (last = told) }),
      { kind: 'invalid_input', message: 'The credential manager is not compatible with the access system' },
    );
    assert.match(last!.steps.at(-1)!.error!.message, /not compatible/);
  });
});

describe('a key whose issuing is interrupted', () => {
  const lose = () => {
    throw new TypeError('Failed to fetch');
  };

  for (const [name, when] of [
    ['request', 'before'],
    ['answer', 'after'],
  ] as const)
    it(`is there once in the end, whatever ${name} is lost`, async () => {
      const { desk: at, user_identity_id, office } = await desk('room-201');
      const groups = await at.call(endpoints.acsAccessGroupsList, { acs_system_id: office });
      const acs_access_group_ids = [groups[0]!.acs_access_group_id];
      const params = { user_identity_id, acs_system_id: office, acs_access_group_ids };
      const start = at.sandbox.snapshot();
      for (let k = 1; ; k++) {
        at.sandbox.restore(start);
        at.heard.length = 0;
        let struck = false;
        at[when] = (_, count) => {
          if (count !== k) return;
          struck = true;
          lose();
        };
        let result: IssueResult | undefined;
        for (let attempt = 0; attempt < 3 && result?.outcome !== 'issued'; attempt++) {
          const existing: Pick<IssueParams, 'existing'> = result ? { existing: result.existing } : {};
          result = await issue(at, { ...params, ...existing }).catch(() => undefined);
        }
        at[when] = () => {};
        assert.equal(result?.outcome, 'issued', `call ${k}`);
        assert.equal(created(at), 1, `call ${k}`);
        assert.equal((await parentsOf(at, user_identity_id, office)).length, 1);
        if (!struck) return assert.ok(k > 10);
      }
    });

  it('is found by looking when only the answer was lost', async () => {
    const { desk: at, user_identity_id, office } = await desk('mill-301');
    at.after = ({ path }) => {
      if (path === '/acs/credentials/create') lose();
    };
    const result = await issue(at, { user_identity_id, acs_system_id: office });
    assert.equal(result.outcome, 'issued');
    assert.equal(created(at), 1);
  });

  it('is found when it appears late, and not made again', async () => {
    const { desk: at, user_identity_id, office } = await desk('mill-301');
    const ends_at = new Date(at.clock.now() + day).toISOString();
    let hidden = true;
    at.before = async ({ path, params }) => {
      if (path !== '/acs/credentials/list' || !hidden) return undefined;
      const answer = await answerOf(at, path, params);
      const body = (await answer.json()) as { acs_credentials: { ends_at?: string }[] };
      const acs_credentials = body.acs_credentials.filter((credential) => credential.ends_at !== ends_at);
      return Response.json({ ...body, acs_credentials });
    };
    at.after = ({ path }) => {
      if (path === '/acs/credentials/create') lose();
    };
    const params = { user_identity_id, acs_system_id: office, details: { ends_at } };
    const lost = await issue(at, params);
    assert.equal(lost.outcome, 'unknown');
    assert.equal(lost.acs_credential_id, undefined);
    assert.equal(lost.existing.length, 1);
    hidden = false;
    const found = await issue(at, { ...params, existing: lost.existing });
    assert.equal(found.outcome, 'issued');
    assert.equal(created(at), 1);
  });

  it('is not taken for another with other times', async () => {
    const { desk: at, user_identity_id, office } = await desk('mill-301');
    const times = (days: number) => ({ ends_at: new Date(at.clock.now() + days * day).toISOString() });
    let lost = false;
    at.before = async ({ path }) => {
      if (path !== '/acs/credentials/create' || lost) return;
      lost = true;
      const { items } = await at.call(endpoints.acsUsersList, { user_identity_id });
      await at.call(endpoints.acsCredentialsCreate, {
        ...{ acs_user_id: items[0]!.acs_user_id, access_method: 'mobile_key', ...times(9) },
        is_multi_phone_sync_credential: true,
      });
      lose();
    };
    const params = { user_identity_id, acs_system_id: office, details: times(3) };
    const result = await issue(at, params);
    assert.equal(result.outcome, 'unknown');
    assert.equal((await issue(at, { ...params, existing: result.existing })).outcome, 'issued');
    assert.equal(created(at), 2);
  });

  for (const [name, start, changes] of [
    ['its start lay in the past and was moved', -day, {}],
    ['its start was moved, as a warning tells', 1_000, { warning_code: 'schedule_modified' }],
  ] as const)
    it(`is found when only the answer was lost and ${name}`, async () => {
      const { desk: at, user_identity_id, hotel } = await desk('room-209');
      const times = {
        starts_at: new Date(at.clock.now() + start).toISOString(),
        ends_at: new Date(at.clock.now() + 3 * day).toISOString(),
      };
      let lost = 0;
      at.after = ({ path }) => {
        if (path !== '/acs/credentials/create') return;
        lost++;
        lose();
      };
      at.before = async ({ path }) => {
        if (path !== '/acs/credentials/list' || lost !== 1) return;
        lost++;
        const [made] = await parentsOf(at, user_identity_id, hotel);
        const created_at = made!.created_at;
        at.sandbox.resources.change(made!.acs_credential_id, {
          starts_at: new Date(at.clock.now() + 60_000).toISOString(),
          warnings: 'warning_code' in changes ? [{ ...changes, message: 'Moved.', created_at }] : [],
        });
      };
      const result = await issue(at, { user_identity_id, acs_system_id: hotel, details: times });
      assert.notEqual(result.outcome, 'unknown');
      assert.equal(created(at), 1);
      assert.equal((await parentsOf(at, user_identity_id, hotel)).length, 1);
    });

  it('is found where the access system keeps no times of its own with it', async () => {
    const { desk: at, user_identity_id, office } = await desk('mill-301');
    const ends_at = new Date(at.clock.now() + day).toISOString();
    let isMade = false;
    at.after = ({ path }) => {
      if (path !== '/acs/credentials/create') return;
      isMade = true;
      lose();
    };
    at.before = async ({ path }) => {
      if (path !== '/acs/credentials/list' || !isMade) return;
      isMade = false;
      const made = (await parentsOf(at, user_identity_id, office)).at(-1)!;
      at.sandbox.resources.change(made.acs_credential_id, { starts_at: undefined, ends_at: undefined });
    };
    const result = await issue(at, { user_identity_id, acs_system_id: office, details: { ends_at } });
    assert.notEqual(result.outcome, 'unknown');
    assert.equal(created(at), 1);
  });

  it('stops at a call where it is cancelled', async () => {
    const { desk: at, user_identity_id, office } = await desk('mill-301');
    const controller = new AbortController();
    at.before = ({ path }) => {
      if (path === '/acs/credentials/create') controller.abort();
    };
    const params = { user_identity_id, acs_system_id: office };
    await assert.rejects(issue(at, params, { signal: controller.signal }), { kind: 'cancelled' });
    assert.equal(at.heard.at(-1)!.path, '/acs/credentials/create');
    assert.equal(created(at), 1);
  });
});

describe('details of a key', () => {
  it('are refused where they are unique to one card, at any depth, before anything is sent', async () => {
    const { desk: at, user_identity_id, hotel } = await desk('room-201');
    for (const [details, path] of [
      [{ code: '1234' }, 'code'],
      [{ card_number: '1' }, 'card_number'],
      [{ cardNumber: '1' }, 'cardNumber'],
      [{ visionline_metadata: { card_id: 'a' } }, 'visionline_metadata.card_id'],
      [{ visionline_metadata: { a: [{ credential_id: 'b' }] } }, 'visionline_metadata.a.0.credential_id'],
      [{ hotek_metadata: { serialNumber: 1 } }, 'hotek_metadata.serialNumber'],
      [{ a: { b: { c: { nfc_uid: 'x' } } } }, 'a.b.c.nfc_uid'],
      [{ nfcUid: 'x' }, 'nfcUid'],
    ] as const) {
      await assert.rejects(
        issue(at, { user_identity_id, acs_system_id: hotel, details: details as object }),
        (error: { kind: string; fields: object }) => {
          assert.equal(error.kind, 'invalid_input');
          assert.deepEqual(Object.keys(error.fields), [path]);
          return true;
        },
      );
    }
    assert.deepEqual(at.heard, []);
  });

  it('are taken where all phones can share them', async () => {
    const { desk: at, user_identity_id, hotel } = await desk('room-201');
    const { items } = await at.call(endpoints.acsCredentialsList, { user_identity_id });
    const details = {
      ends_at: new Date(at.clock.now() + day).toISOString(),
      visionline_metadata: {
        card_format: 'rfid48' as const,
        joiner_acs_credential_ids: [items[0]!.acs_credential_id],
      },
    };
    const result = await issue(at, { user_identity_id, acs_system_id: hotel, details });
    assert.equal(result.outcome, 'issued');
  });

  it('are none that are known where the kind of access system is not', () => {
    for (const system of [{}, { external_type: 'a_type_of_tomorrow' }])
      assert.deepEqual(vendorOf(system), { fields: [] });
  });

  it('have the names of the contract for every vendor', () => {
    interface Schema {
      properties?: Record<string, Schema & { enum?: string[] }>;
    }
    const schema = endpointSchemas['/acs/credentials/create'].params as Schema;
    for (const [type, { block, fields }] of Object.entries(vendors)) {
      const known = block && schema.properties?.[block]?.properties;
      for (const { name, values } of fields) {
        if (name === 'label') continue;
        assert.ok(known?.[name], `${type}.${name}`);
        if (values) assert.deepEqual([...values].sort(), [...known[name].enum!].sort());
      }
    }
  });
});
