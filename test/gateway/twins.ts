import fc from 'fast-check';
import type { SeamEvent } from '../../src/api/contract.gen.js';
import type { Snapshot } from '../../src/sandbox/index.js';
import type { World } from './support.js';

/*
 * Two worlds with one difference: the first contains other people with all their resources, and the second does not.
 * Every difference that a caller can see between the two is information about other people.
 */

type Row = Readonly<Record<string, unknown>>;
type Entry = [id: string, row: unknown];
type Tables = Record<string, Entry[]>;

export interface Twins {
  /** With other people. */
  crowded: Snapshot;
  /** Without them and their resources. */
  lonely: Snapshot;
  /** Ids of the others and their resources: people, phones, ACS users, credentials and so on. */
  foreignIds: Record<string, string[]>;
  /** Names of the others, to search for. */
  foreignNames: string[];
  /** Times of events, in ISO 8601. */
  instants: string[];
  /** For fast-check: prints the generated values, not the worlds built from them. */
  [fc.toStringMethod]: () => string;
}

/** Tables with resources of people. The others contain entrances, systems and groups, which are in both worlds. */
const personal = [
  'userIdentities',
  'deviceGrants',
  'clientSessions',
  'revocations',
  'acsUsers',
  'acsCredentials',
  'phones',
  'enrollmentAutomations',
  'instantKeys',
  'events',
  'steps',
] as const;

type Personal = (typeof personal)[number];

const anyUuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const anyInstant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

const tablesOf = ({ workspaces }: Snapshot): Tables => workspaces[0]!.tables;

const withTables = (snapshot: Snapshot, tables: Tables): Snapshot => ({
  ...snapshot,
  workspaces: [{ ...snapshot.workspaces[0]!, tables }],
});

/** All rows that name one of the people or one of their resources. */
function rowsOf(tables: Tables, personIds: Iterable<string>): Record<Personal, Entry[]> {
  const ids = new Set(personIds);
  const found = Object.fromEntries(personal.map((name) => [name, new Set<Entry>()])) as Record<
    Personal,
    Set<Entry>
  >;
  for (let before = -1; before !== ids.size;) {
    before = ids.size;
    for (const name of personal)
      for (const entry of tables[name]!) {
        if (found[name].has(entry)) continue;
        const named = JSON.stringify(entry).match(anyUuid) ?? [];
        if (!named.some((id) => ids.has(id))) continue;
        found[name].add(entry);
        ids.add(entry[0]);
      }
  }
  return Object.fromEntries(personal.map((name) => [name, [...found[name]]])) as Record<Personal, Entry[]>;
}

function without(tables: Tables, rows: Record<Personal, Entry[]>): Tables {
  const gone = new Set<Entry>(Object.values(rows).flat());
  return Object.fromEntries(
    Object.entries(tables).map(([name, entries]) => [name, entries.filter((entry) => !gone.has(entry))]),
  );
}

/** A snapshot without these people and their resources. */
export function withoutPeople(snapshot: Snapshot, personIds: readonly string[]): Snapshot {
  const tables = tablesOf(snapshot);
  return withTables(snapshot, without(tables, rowsOf(tables, personIds)));
}

/** A snapshot with changed fields in one row of a table. */
export function withFields(snapshot: Snapshot, table: string, id: string, fields: Row): Snapshot {
  const tables = tablesOf(snapshot);
  const changed = tables[table]!.map(([one, row]): Entry => [
    one,
    one === id ? { ...(row as Row), ...fields } : row,
  ]);
  return withTables(snapshot, { ...tables, [table]: changed });
}

/** A is the caller. B is the template for all others. */
export interface Base {
  world: World;
  snapshot: Snapshot;
  pattern: Record<Personal, Entry[]>;
}

export function baseOf(world: World): Base {
  const snapshot = world.sandbox.snapshot();
  return {
    world,
    snapshot: withoutPeople(snapshot, world.othersIds),
    pattern: rowsOf(tablesOf(snapshot), [world.b.id]),
  };
}

/** How one of the others differs from B. */
interface Other {
  has: Exclude<Personal, 'userIdentities' | 'acsUsers' | 'steps' | 'revocations'>[];
  /** Before or after, in milliseconds. */
  shift: number;
}

/** The positions of other people's rows among A's rows. */
type Place = 'first' | 'last' | 'between';

type Whose = 'own' | 'nobody' | 'other';

interface Happening {
  whose: Whose;
  /** Since the start of the window, in milliseconds. */
  at: number;
  type: SeamEvent['event_type'];
  on: 'shared device' | 'own device' | 'entrance' | 'phone' | 'nothing';
  by: number;
}

/** Data about a person in a shared resource. */
interface Trace {
  table: 'devices' | 'acsEntrances' | 'acsSystems' | 'acsAccessGroups';
  id: string;
  /** Replaces fields of the row. */
  fields: (name: string) => Row;
  /** Replaces fields in its `properties`. */
  properties?: (name: string) => Row;
}

/** The length of the time window of all events, in milliseconds. */
const windowMs = 100_000;
const windowStart = Date.parse('2026-11-02T10:00:00.000Z');
const instantAt = (at: number): string => new Date(windowStart + at).toISOString();

const types: SeamEvent['event_type'][] = [
  'lock.unlocked',
  'lock.locked',
  'lock.access_denied',
  'device.connected',
  'device.disconnected',
  'access_code.set_on_device',
  'acs_credential.issued',
  'acs_user.created',
  'phone.deactivated',
];

export const eventTypes: readonly string[] = types;

export function twinsOf(base: Base): fc.Arbitrary<Twins> {
  const other: fc.Arbitrary<Other> = fc.record({
    has: fc.subarray(
      [
        'deviceGrants',
        'clientSessions',
        'acsCredentials',
        'phones',
        'enrollmentAutomations',
        'instantKeys',
        'events',
      ],
      { minLength: 3 },
    ),
    shift: fc.constantFrom(-86_400_000, -5_000, 0, 5_000, 3_600_000),
  });
  const happening: fc.Arbitrary<Happening> = fc.record({
    whose: fc.constantFrom('own', 'nobody', 'other', 'other'),
    at: fc.integer({ min: 1, max: windowMs - 1 }),
    type: fc.constantFrom(...types),
    on: fc.constantFrom('shared device', 'shared device', 'own device', 'entrance', 'phone', 'nothing'),
    by: fc.nat(100),
  });
  return fc
    .record({
      others: fc.array(other, { minLength: 1, maxLength: 4 }),
      place: fc.constantFrom<Place>('first', 'last', 'between'),
      happenings: fc.array(happening, { minLength: 2, maxLength: 16 }),
      traces: fc.subarray(tracesIn(base.world)),
    })
    .map(({ others, place, happenings, traces }) => {
      const people = others.map((one, at) => copyOf(base.pattern, one, at));
      const drawn = { others, place, happenings, traces: traces.map(({ table }) => table) };
      return {
        ...assembled(base, { people, place, happenings, traces }),
        [fc.toStringMethod]: () => JSON.stringify(drawn),
      };
    });
}

interface Parts {
  people: Copy[];
  place: Place;
  happenings: Happening[];
  traces: Trace[];
}

function assembled({ world, snapshot }: Base, { people, place, happenings, traces }: Parts) {
  const own = tablesOf(snapshot);
  const others = (name: Personal): Entry[] => people.flatMap(({ rows }) => rows[name]);
  const foreignIds = idsOf(people);
  const events = happenings.map((one, at) => ({
    isForeign: one.whose === 'other',
    entry: eventOf(world, foreignIds, one, at),
  }));
  const shared = events.filter(({ isForeign }) => !isForeign).map(({ entry }) => entry);
  const foreign = events.filter(({ isForeign }) => isForeign).map(({ entry }) => entry);
  // Seam lists phones among the devices.
  const lonely: Tables = {
    ...own,
    devices: [...own['devices']!, ...own['phones']!.map(asDevice)],
    events: byTime([...own['events']!, ...shared]),
  };
  const crowded: Tables = {
    ...lonely,
    ...Object.fromEntries(personal.map((name) => [name, arranged(lonely[name]!, others(name), place)])),
    devices: arranged(lonely['devices']!, others('phones').map(asDevice), place),
    events: byTime([...lonely['events']!, ...others('events'), ...foreign]),
  };
  return {
    crowded: withTables(snapshot, withTraces(crowded, traces, 'Bjarne Fullname')),
    lonely: withTables(snapshot, withTraces(lonely, traces, undefined)),
    foreignIds,
    foreignNames: people.map(({ name }) => name),
    instants: happenings.map(({ at }) => instantAt(at)),
  };
}

function arranged(own: Entry[], foreign: Entry[], place: Place): Entry[] {
  if (place === 'first') return [...foreign, ...own];
  if (place === 'last') return [...own, ...foreign];
  const longest = Math.max(own.length, foreign.length);
  return Array.from({ length: longest }, (_, at) => [foreign[at], own[at]])
    .flat()
    .filter((entry) => entry !== undefined);
}

const createdAt = ([, row]: Entry): string => (row as SeamEvent).created_at;

const byTime = (entries: Entry[]): Entry[] =>
  entries.sort((one, next) => Date.parse(createdAt(one)) - Date.parse(createdAt(next)));

interface Copy {
  name: string;
  rows: Record<Personal, Entry[]>;
}

/** A copy with new ids, names, tokens and times. */
function copyOf(pattern: Base['pattern'], { has, shift }: Other, number: number): Copy {
  const name = `Bjarne${number}`;
  const ids = new Set(personal.flatMap((table) => pattern[table].map(([id]) => id)));
  const rows = Object.fromEntries(
    personal.map((table) => {
      const isThere = (has as string[]).includes(table) || ['userIdentities', 'acsUsers'].includes(table);
      const text = JSON.stringify(isThere ? pattern[table] : [])
        .replace(anyUuid, (id) => (ids.has(id) ? numbered(id, number) : id))
        .replace(anyInstant, (time) => new Date(Date.parse(time) + shift).toISOString())
        .replaceAll('Bjarne', name)
        .replaceAll('bjarne', name.toLowerCase())
        .replaceAll('5550202', `555030${number}`)
        .replaceAll('seam_cst1', `seam_cst1${number}`)
        .replaceAll('ik.seam.co/', `ik.seam.co/${number}`);
      return [table, JSON.parse(text) as Entry[]];
    }),
  ) as Copy['rows'];
  return { name, rows };
}

/** A different valid id for each number. */
const numbered = (id: string, number: number): string => {
  const start = (Number.parseInt(id.slice(0, 8), 16) ^ ((number + 1) * 0x01010101)) >>> 0;
  return start.toString(16).padStart(8, '0') + id.slice(8);
};

function idsOf(people: Copy[]): Twins['foreignIds'] {
  const of = (name: Personal) => people.flatMap(({ rows }) => rows[name].map(([id]) => id));
  return {
    user_identity_id: of('userIdentities'),
    acs_user_id: of('acsUsers'),
    acs_credential_id: of('acsCredentials'),
    device_id: of('phones'),
    client_session_id: of('clientSessions'),
    instant_key_id: of('instantKeys'),
    enrollment_automation_id: of('enrollmentAutomations'),
    event_id: of('events'),
  };
}

/** Seam shows a phone with the fields of any device. */
const asDevice = ([id, row]: Entry): Entry => {
  const { internal: _, ...phone } = row as Row;
  return [
    id,
    {
      ...phone,
      capabilities_supported: ['phone'],
      connected_account_id: id,
      is_managed: true,
      location: null,
      space_ids: [],
      properties: { ...(phone['properties'] as Row), online: true, name: phone['display_name'] },
    },
  ];
};

/** Fields of an event that name a person or a resource, with their values. */
const actors: ((ids: Twins['foreignIds'], at: number) => Row)[] = [
  ...[
    'user_identity_id',
    'acs_user_id',
    'acs_credential_id',
    'client_session_id',
    'enrollment_automation_id',
  ].map((name) => (ids: Twins['foreignIds'], at: number) => ({
    [name]: ids[name]![at % ids[name]!.length] ?? strangeId(at),
  })),
  // Ids of resources that no list of the gateway shows.
  ...['access_code_id', 'access_grant_id', 'access_method_id'].map(
    (name) => (_: Twins['foreignIds'], at: number) => ({ [name]: strangeId(at) }),
  ),
  (_, at) => ({ access_grant_ids: [strangeId(at)], access_grant_keys: ['Bjarne'] }),
];

const strangeId = (at: number): string => `${(0xb0000000 + at).toString(16)}-0000-4000-8000-00000000000b`;

function eventOf(
  { a, sharedDeviceId, frontDoorId, hotelId }: World,
  foreignIds: Twins['foreignIds'],
  { whose, at, type, on, by }: Happening,
  number: number,
): Entry {
  const event_id = `${(0xe0000000 + number).toString(16)}-0000-4000-8000-00000000000e`;
  const phones = foreignIds['device_id']!;
  const places: Record<Happening['on'], Row> = {
    'shared device': { device_id: sharedDeviceId },
    'own device': { device_id: a.deviceId },
    entrance: { acs_entrance_id: frontDoorId, acs_system_id: hotelId },
    phone: {
      device_id: whose === 'other' ? (phones[by % phones.length] ?? strangeId(by)) : a.phoneId,
      device_name: whose === 'other' ? 'Phone of Bjarne' : 'Phone of Aaltje',
    },
    nothing: {},
  };
  const ownActors: Row[] = [{ user_identity_id: a.id }, { acs_user_id: a.acsUserId }, {}];
  const people: Record<Whose, Row> = {
    own: { ...ownActors[by % ownActors.length], internal: { user_identity_id: a.id } },
    nobody: { internal: {} },
    other: {
      ...actors[by % actors.length]!(foreignIds, by),
      internal: { user_identity_id: foreignIds['user_identity_id']![0] },
    },
  };
  return [
    event_id,
    {
      event_id,
      event_type: type,
      workspace_id: a.id,
      created_at: instantAt(at),
      occurred_at: instantAt(at),
      method: by % 2 === 0 ? 'manual' : 'keycode',
      ...places[on],
      ...people[whose],
    },
  ];
}

function tracesIn({ a, sharedDeviceId, frontDoorId, hotelId }: World): Trace[] {
  const created_at = instantAt(0);
  const errors = (name: string) => ({
    errors: [{ error_code: 'hub_busy', message: `Busy: ${name}`, created_at }],
  });
  const warnings = (name: string) => ({
    warnings: [{ warning_code: 'slow', message: `Slow: ${name}`, created_at }],
  });
  return [
    {
      table: 'devices',
      id: sharedDeviceId,
      fields: (name) => ({ custom_metadata: { guest: name }, nickname: `Door of ${name}`, ...errors(name) }),
      properties: (name) => ({
        keynest_metadata: {
          current_user_name: name,
          current_user_email: name,
          current_user_phone_number: name,
        },
        active_thermostat_schedule: { name: `Stay of ${name}`, starts_at: created_at },
      }),
    },
    { table: 'devices', id: a.deviceId, fields: warnings },
    { table: 'acsEntrances', id: frontDoorId, fields: errors },
    { table: 'acsSystems', id: hotelId, fields: warnings },
    {
      table: 'acsAccessGroups',
      id: a.groupId,
      fields: (name) => ({
        ...errors(name),
        pending_mutations: [
          { mutation_code: 'updating_user_membership', message: name, created_at, from: {}, to: { name } },
        ],
      }),
    },
  ];
}

function withTraces(tables: Tables, traces: Trace[], name: string | undefined): Tables {
  const result = { ...tables };
  for (const { table, id, fields, properties } of traces)
    result[table] = result[table]!.map(([one, row]): Entry => {
      if (one !== id) return [one, row];
      const { properties: old, ...rest } = row as Row;
      const said = name ?? 'nobody';
      return [
        one,
        {
          ...rest,
          ...fields(said),
          ...(old !== undefined && { properties: { ...(old as Row), ...properties?.(said) } }),
        },
      ];
    });
  return result;
}

/** A snapshot with more events, sorted by time. */
export function withEvents(snapshot: Snapshot, events: readonly Row[]): Snapshot {
  const tables = tablesOf(snapshot);
  const added = events.map((event): Entry => [event['event_id'] as string, event]);
  return withTables(snapshot, { ...tables, events: byTime([...tables['events']!, ...added]) });
}

/** A snapshot whose devices also include all phones, as at Seam. */
export function withPhonesAsDevices(snapshot: Snapshot): Snapshot {
  const tables = tablesOf(snapshot);
  return withTables(snapshot, {
    ...tables,
    devices: [...tables['devices']!, ...tables['phones']!.map(asDevice)],
  });
}

/** A snapshot with one more row. */
export function withRow(snapshot: Snapshot, table: string, id: string, row: Row): Snapshot {
  const tables = tablesOf(snapshot);
  return withTables(snapshot, { ...tables, [table]: [...tables[table]!, [id, row]] });
}
