import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import fc from 'fast-check';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import type { Scope } from '../../src/gateway/index.js';
import { rows } from '../../src/gateway/endpoints/index.js';
import type { Snapshot } from '../../src/sandbox/index.js';
import { idsFor, someParamsOf, type Pools } from '../gateway/arbitraries.js';
import { settle } from '../gateway/invariant.js';
import { seed, times } from './proofs.js';
import { requestsOf, type Params } from '../gateway/requests-of.js';
import { createWorld, everybody, scopedTo, unlimited, type Answer, type World } from '../gateway/support.js';
import { withFields, withoutPeople } from '../gateway/twins.js';

/*
 * Whatever a caller changes, nobody can afterwards open a door that they could not open before, unless the caller may
 * hand that door out. What counts is who can open what, not which endpoint was asked.
 */

interface Openers {
  /** Doors by the person who can open them. */
  devices: Map<string, Set<string>>;
  entrances: Map<string, Set<string>>;
  /** The same with what is over or held back: it is still that person's. */
  entrancesHeld: Map<string, Set<string>>;
  /** Devices by the session whose token lists them, and whose session it is. */
  sessions: Map<string, { people: readonly string[]; devices: Set<string> }>;
}

type Rows<Row> = [id: string, row: Row][];

interface Tables {
  userIdentities: Rows<{ user_identity_id: string }>;
  devices: Rows<{ connected_account_id: string }>;
  deviceGrants: Rows<readonly string[]>;
  clientSessions: Rows<{
    user_identity_ids: readonly string[];
    connected_account_ids: readonly string[];
    expires_at: string;
  }>;
  revocations: Rows<string>;
  acsAccessGroups: Rows<{ internal: { acs_entrance_ids: readonly string[] } }>;
  acsUsers: Rows<{
    user_identity_id?: string;
    is_suspended?: boolean;
    access_schedule?: { starts_at: string; ends_at: string | null } | null;
    internal: { acs_access_group_ids: readonly string[]; acs_entrance_ids: readonly string[] };
  }>;
  acsCredentials: Rows<{
    acs_user_id?: string;
    starts_at?: string;
    ends_at?: string;
    internal: { acs_entrance_ids: readonly string[] };
  }>;
}

const tablesOf = (snapshot: Snapshot): Tables => snapshot.workspaces[0]!.tables as unknown as Tables;

type Period = { starts_at?: string | null; ends_at?: string | null };

/** Entrances by the person who can open them, by what counts. */
function entrancesOf(
  tables: Tables,
  counts: (held: Period & { is_suspended?: boolean | undefined }) => boolean,
): Map<string, Set<string>> {
  const groups = new Map(tables.acsAccessGroups);
  const entrances = new Map<string, Set<string>>(tables.userIdentities.map(([id]) => [id, new Set()]));
  for (const [id, { user_identity_id = '', is_suspended, access_schedule, internal }] of tables.acsUsers) {
    const own = entrances.get(user_identity_id);
    if (!own || !counts({ is_suspended, ...access_schedule })) continue;
    const keys = tables.acsCredentials.filter(([, key]) => key.acs_user_id === id && counts(key));
    for (const entrance of [
      ...internal.acs_entrance_ids,
      ...internal.acs_access_group_ids.flatMap((group) => groups.get(group)?.internal.acs_entrance_ids ?? []),
      ...keys.flatMap(([, key]) => key.internal.acs_entrance_ids),
    ])
      own.add(entrance);
  }
  return entrances;
}

/** Who can open what now: by what has begun, has not ended, and belongs to nobody who is suspended. */
function openersOf({ sandbox }: World): Openers {
  const tables = tablesOf(sandbox.snapshot());
  const now = sandbox.clock.now().getTime();
  const grants = new Map(tables.deviceGrants);

  const revoked = new Set(tables.revocations.map(([id]) => id));
  const living = tables.clientSessions.filter(
    ([id, { expires_at }]) => !revoked.has(id) && Date.parse(expires_at) > now,
  );
  const sessions = living.map(([id, { user_identity_ids: people, connected_account_ids: accounts }]) => {
    const ofAccounts = tables.devices.filter(([, device]) => accounts.includes(device.connected_account_id));
    const devices = [...people.flatMap((one) => grants.get(one) ?? []), ...ofAccounts.map(([one]) => one)];
    return [id, { people, devices: new Set(devices) }] as const;
  });
  return {
    devices: new Map(tables.userIdentities.map(([id]) => [id, new Set(grants.get(id))])),
    entrances: entrancesOf(
      tables,
      ({ is_suspended, starts_at, ends_at }) =>
        is_suspended !== true &&
        (starts_at == null || Date.parse(starts_at) <= now) &&
        (ends_at == null || Date.parse(ends_at) > now),
    ),
    entrancesHeld: entrancesOf(tables, () => true),
    sessions: new Map(sessions),
  };
}

const unionOf = (sets: Iterable<Set<string> | undefined>): Set<string> =>
  new Set([...sets].flatMap((set) => [...(set ?? [])]));

/** The doors that a scope lets its caller hand out. */
function mayHandOut(
  given: readonly string[] | 'all' | undefined,
  { userIdentityIds }: Scope,
  had: Map<string, Set<string>>,
): { has(id: string): boolean } {
  if (given !== undefined) return given === 'all' ? { has: () => true } : new Set(given);
  if (userIdentityIds === 'all') return { has: () => true };
  return unionOf(userIdentityIds.map((id) => had.get(id)));
}

function assertNothingHandedOut(scope: Scope, was: Openers, is: Openers, what: string): void {
  const devices = mayHandOut(scope.deviceIds, scope, was.devices);
  const entrances = mayHandOut(scope.acsEntranceIds, scope, was.entrancesHeld);
  for (const [kind, allowed, had, has] of [
    ['device', devices, was.devices, is.devices],
    ['entrance', entrances, was.entrances, is.entrances],
  ] as const)
    for (const [person, doors] of has) {
      const opened = [...doors].filter((id) => had.get(person)?.has(id) !== true && !allowed.has(id));
      assert.deepEqual(opened, [], `${person} can open another ${kind} after ${what}`);
    }
  for (const [session, { people, devices: listed }] of is.sessions) {
    const had = unionOf([was.sessions.get(session)?.devices, ...people.map((id) => was.devices.get(id))]);
    const opened = [...listed].filter((id) => !had.has(id) && !devices.has(id));
    assert.deepEqual(opened, [], `The token of session ${session} opens another device after ${what}`);
  }
}

/** What is over or held back at the start, and would open something if it were not. */
interface Circumstances {
  ended: boolean;
  suspended: boolean;
  outOfSchedule: boolean;
}

const porterEmail = 'porter@example.com';

function startingFrom(world: World, { ended, suspended, outOfSchedule }: Circumstances): Snapshot {
  const { a, b } = world;
  const others = world.othersIds.filter((id) => id !== b.id);
  let snapshot = withoutPeople(world.sandbox.snapshot(), others);
  const change = (table: string, id: string, fields: Params) => {
    snapshot = withFields(snapshot, table, id, fields);
  };
  // Whoever is linked to the porter can open what the porter can.
  change('acsUsers', world.strangerId, {
    email_address: porterEmail,
    internal: { acs_access_group_ids: [], acs_entrance_ids: [b.entranceId] },
  });
  if (ended) change('acsCredentials', a.credentialId, { ends_at: '2026-11-01T00:00:00.000Z' });
  if (ended) change('acsCredentials', a.childId, { ends_at: '2026-11-01T00:00:00.000Z' });
  if (suspended) change('acsUsers', a.officeAcsUserId, { is_suspended: true });
  if (outOfSchedule)
    change('acsUsers', b.officeAcsUserId, {
      access_schedule: { starts_at: '2026-01-01T00:00:00.000Z', ends_at: '2026-02-01T00:00:00.000Z' },
    });
  return snapshot;
}

interface Change {
  path: EndpointPath;
  params: Params;
}

function changesIn(world: World, accounts: readonly string[]): fc.Arbitrary<Change> {
  const { a, b } = world;
  const both = (name: keyof typeof a): string[] => [a[name] as string, b[name] as string];
  const dates = fc.constantFrom('2026-10-01T00:00:00Z', '2026-11-20T00:00:00Z', '2099-01-01T00:00:00Z');
  const pools: Pools = {
    ids: idsFor({
      user_identity_id: both('id'),
      acs_user_id: [...both('acsUserId'), ...both('officeAcsUserId'), world.strangerId],
      acs_credential_id: [...both('credentialId'), ...both('childId')],
      acs_entrance_id: [...both('entranceId'), world.frontDoorId, world.officeDoorId],
      acs_system_id: [world.hotelId, world.officeId, world.apartmentsId, world.managerId],
      acs_access_group_id: both('groupId'),
      device_id: [...both('deviceId'), world.sharedDeviceId],
      connected_account_id: accounts,
      client_session_id: both('sessionId'),
      instant_key_id: both('instantKeyId'),
      enrollment_automation_id: both('automationId'),
    }),
    texts: fc.constantFrom('Somebody', porterEmail),
    dates,
    numbers: fc.constantFrom(1, 2),
    named: { email_address: fc.constant(porterEmail), access_method: fc.constantFrom('mobile_key', 'code') },
  };
  const changing = rows.filter(({ endpoint }) => !endpoint.reads);
  return fc.constantFrom(...changing).chain(({ endpoint: { path } }) =>
    fc.tuple(fc.constantFrom(a, b), someParamsOf(path, pools, { most: 3 })).map(([person, params]) => {
      const own = { ...requestsOf(person, world)[path] };
      // Each of these names the same as another.
      if ('acs_user_id' in params) delete own['user_identity_id'];
      return { path, params: { ...own, ...params } };
    }),
  );
}

function scopesIn({ a, b, ...world }: World): fc.Arbitrary<Scope> {
  const given = (...ids: string[]) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.subarray(ids) },
      { weight: 1, arbitrary: fc.constantFrom<'all' | undefined>('all', undefined) },
    );
  return fc
    .record({
      people: fc.constantFrom<Scope>(everybody, everybody, scopedTo(a.id), scopedTo(a.id, b.id)),
      deviceIds: given(a.deviceId, b.deviceId, world.sharedDeviceId),
      acsEntranceIds: given(a.entranceId, b.entranceId, world.frontDoorId, world.officeDoorId),
      acsSystemIds: given(world.hotelId, world.officeId, world.apartmentsId),
    })
    .map(({ people, ...lists }) => ({
      ...people,
      ...Object.fromEntries(Object.entries(lists).filter(([, ids]) => ids !== undefined)),
    }));
}

/** Makes changes through the gateway, and looks who can open what afterwards. */
async function attempt(
  world: World,
  scope: Scope,
  snapshot: Snapshot,
  changes: readonly Change[],
): Promise<{ answers: Answer[]; was: Openers; is: Openers }> {
  world.sandbox.restore(snapshot);
  const was = openersOf(world);
  const ask = world.gateway({
    authorize: () => scope,
    onUserIdentityCreated: () => undefined,
    limits: unlimited,
  });
  const answers: Answer[] = [];
  for (const { path, params } of changes) {
    answers.push(await ask(path, params));
    await settle(world);
  }
  return { answers, was, is: openersOf(world) };
}

describe('What may be handed out', () => {
  let world: World;
  let accounts: string[];

  before(async () => {
    world = await createWorld();
    const { devices } = (await world.seam('/devices/list', {})) as {
      devices: { device_id: string; connected_account_id: string }[];
    };
    accounts = [world.a, world.b].map(
      ({ deviceId }) => devices.find((one) => one.device_id === deviceId)!.connected_account_id,
    );
  });
  beforeEach(() => mock.timers.enable({ apis: ['Date'], now: world.sandbox.clock.now() }));
  afterEach(() => mock.timers.reset());

  it('is counted as Seam counts it', async () => {
    const { devices, entrances, sessions } = openersOf(world);
    for (const { id, sessionId, token } of [world.a, world.b]) {
      const listed = async (path: string, key: string, name: string, params: Params, as?: string) => {
        const body = (await world.seam(path, params, as)) as Record<string, Record<string, string>[]>;
        return body[key]!.map((item) => item[name]).sort();
      };
      const person = { user_identity_id: id };
      assert.deepEqual(
        [...devices.get(id)!].sort(),
        await listed('/user_identities/list_accessible_devices', 'devices', 'device_id', person),
      );
      assert.deepEqual(
        [...entrances.get(id)!].sort(),
        await listed(
          '/user_identities/list_accessible_entrances',
          'acs_entrances',
          'acs_entrance_id',
          person,
        ),
      );
      assert.deepEqual(
        [...sessions.get(sessionId)!.devices].sort(),
        await listed('/devices/list', 'devices', 'device_id', {}, token),
      );
    }
  });

  it('is all that anybody can open afterwards, whatever is changed', async (context) => {
    const accepted = new Map<string, number>();
    let asked = 0;
    const drawn = fc.record({
      scope: scopesIn(world),
      circumstances: fc.record({ ended: fc.boolean(), suspended: fc.boolean(), outOfSchedule: fc.boolean() }),
      changes: fc.array(changesIn(world, accounts), { minLength: 4, maxLength: 10 }),
    });
    const first = world.sandbox.snapshot();
    const property = fc.asyncProperty(drawn, async ({ scope, circumstances, changes }) => {
      world.sandbox.restore(first);
      const { answers, was, is } = await attempt(world, scope, startingFrom(world, circumstances), changes);
      answers.forEach(({ status }, at) => {
        asked++;
        const { path } = changes[at]!;
        if (status === 200) accepted.set(path, (accepted.get(path) ?? 0) + 1);
      });
      const done = changes.filter((_, at) => answers[at]!.status === 200);
      assertNothingHandedOut(scope, was, is, JSON.stringify(done));
    });
    await fc.assert(property, { seed, numRuns: times(40, 800) });
    const total = [...accepted.values()].reduce((sum, count) => sum + count, 0);
    context.diagnostic(`${asked} changes, ${total} of them accepted, at ${accepted.size} endpoints`);
    assert.ok(total > asked / 10 && accepted.size > 20);
  });

  interface Way {
    scope: Scope;
    held?: keyof Circumstances;
    changes: [path: EndpointPath, params: Params][];
  }

  /** Each a way around the endpoint that hands the door out by its name. */
  const ways: Record<string, (world: World) => Way> = {
    'a session with the connected account of another device': ({ a }) => ({
      scope: { ...everybody, deviceIds: [a.deviceId] },
      changes: [
        ['/client_sessions/create', { user_identity_id: a.id, connected_account_ids: [accounts[1]] }],
      ],
    }),
    'somebody else’s credential': ({ a, b, frontDoorId }) => ({
      scope: { ...scopedTo(a.id, b.id), acsEntranceIds: [frontDoorId] },
      changes: [['/acs/credentials/assign', { acs_credential_id: b.credentialId, acs_user_id: a.acsUserId }]],
    }),
    'somebody else’s credential, by a caller for everybody': ({ a, b, frontDoorId }) => ({
      scope: { ...everybody, acsEntranceIds: [frontDoorId] },
      changes: [['/acs/credentials/assign', { acs_credential_id: b.credentialId, user_identity_id: a.id }]],
    }),
    'an access group': ({ a, b }) => ({
      scope: { ...scopedTo(a.id, b.id), acsEntranceIds: [] },
      changes: [
        [
          '/acs/users/add_to_access_group',
          { acs_access_group_id: b.groupId, acs_user_id: a.officeAcsUserId },
        ],
      ],
    }),
    'an access group, by a caller for everybody': ({ a, b }) => ({
      scope: { ...everybody, acsEntranceIds: [] },
      changes: [
        [
          '/acs/users/add_to_access_group',
          { acs_access_group_id: b.groupId, acs_user_id: a.officeAcsUserId },
        ],
      ],
    }),
    'an access group at once': ({ a, b, officeId }) => ({
      scope: { ...everybody, acsEntranceIds: [] },
      changes: [
        ['/acs/users/delete', { acs_user_id: a.officeAcsUserId }],
        [
          '/acs/users/create',
          {
            acs_system_id: officeId,
            user_identity_id: a.id,
            full_name: 'Aaltje',
            acs_access_group_ids: [b.groupId],
          },
        ],
      ],
    }),
    'a stranger’s ACS user': ({ a, strangerId, hotelId }) => ({
      scope: { ...everybody, acsEntranceIds: [], acsSystemIds: [hotelId] },
      changes: linkingTo(strangerId, a),
    }),
    'a stranger’s ACS user, in a named system': ({ a, strangerId, hotelId }) => ({
      scope: { ...scopedTo(a.id), acsEntranceIds: [], acsSystemIds: [hotelId] },
      changes: linkingTo(strangerId, a),
    }),
    'the address of a stranger': ({ hotelId }) => ({
      scope: { ...everybody, acsEntranceIds: [] },
      changes: [
        [
          '/user_identities/create',
          { full_name: 'New', email_address: porterEmail, acs_system_ids: [hotelId] },
        ],
      ],
    }),
    'the end of a suspension': ({ a }) => ({
      scope: { ...scopedTo(a.id), acsEntranceIds: [] },
      held: 'suspended',
      changes: [['/acs/users/unsuspend', { acs_user_id: a.officeAcsUserId }]],
    }),
    'a later end of a credential that has ended': ({ a }) => ({
      scope: { ...scopedTo(a.id), acsEntranceIds: [] },
      held: 'ended',
      changes: [
        ['/acs/credentials/update', { acs_credential_id: a.credentialId, ends_at: '2099-01-01T00:00:00Z' }],
      ],
    }),
    'a later end of a schedule': ({ b }) => ({
      scope: { ...scopedTo(b.id), acsEntranceIds: [] },
      held: 'outOfSchedule',
      changes: [
        [
          '/acs/users/update',
          {
            acs_user_id: b.officeAcsUserId,
            access_schedule: { starts_at: '2026-01-01T00:00:00Z', ends_at: '2099-01-01T00:00:00Z' },
          },
        ],
      ],
    }),
  };

  const linkingTo = (acs_user_id: string, { id, acsUserId }: World['a']): Way['changes'] => [
    ['/user_identities/remove_acs_user', { acs_user_id: acsUserId, user_identity_id: id }],
    ['/user_identities/add_acs_user', { acs_user_id, user_identity_id: id }],
  ];

  for (const [how, wayIn] of Object.entries(ways))
    it(`is not to be had by ${how}`, async () => {
      const fresh = await createWorld();
      const { scope, held, changes } = wayIn(fresh);
      const start = startingFrom(fresh, {
        ended: held === 'ended',
        suspended: held === 'suspended',
        outOfSchedule: held === 'outOfSchedule',
      });
      const inOrder = changes.map(([path, params]) => ({ path, params }));
      const { was, is } = await attempt(fresh, scope, start, inOrder);
      assertNothingHandedOut(scope, was, is, how);
      // It is a way: who may hand out everything gets there by it.
      const free: Scope = { ...scope, deviceIds: 'all', acsEntranceIds: 'all', acsSystemIds: 'all' };
      const freely = await attempt(fresh, free, start, inOrder);
      assert.throws(() => assertNothingHandedOut(scope, freely.was, freely.is, how), /can open|opens/);
    });
});
