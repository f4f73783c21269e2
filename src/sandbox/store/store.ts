import type {
  AcsEntrance,
  Device,
  EnrollmentAutomation,
  InstantKey,
  UserIdentity,
  Workspace,
} from '../../api/contract.gen.js';
import type { SandboxClock } from './clock.js';
import type { Credentials, Keyring } from './workspace-credentials.js';
import { createIds } from './ids.js';
import type {
  StoredAcsAccessGroup,
  StoredAcsCredential,
  StoredAcsSystem,
  StoredAcsUser,
  StoredActionAttempt,
  StoredClientSession,
  StoredEvent,
  StoredPhone,
} from './stored.js';
import { workspaceOf } from './workspace.js';

/** Rows by id, in order of creation. A row is replaced, never changed, so code that has read a row can keep it. */
export type Table<Row> = Map<string, Row>;

/** Work that Seam does some time after the request. A step contains only ids, so that a snapshot can store it. */
export type Step =
  | { kind: 'sync_acs_user'; acs_user_id: string; asked_at: string }
  | { kind: 'delete_acs_user'; acs_user_id: string }
  | { kind: 'issue_credential' | 'reissue_credential' | 'delete_credential'; acs_credential_id: string }
  | { kind: 'enroll_phone' | 'deactivate_phone'; device_id: string }
  | { kind: 'delete_enrollment_automation'; enrollment_automation_id: string }
  | { kind: 'finish_action_attempt'; action_attempt_id: string }
  | { kind: 'delete_user_identity'; user_identity_id: string };

type PendingStep = Step & { due_at: string };

export interface Tables {
  readonly userIdentities: Table<UserIdentity>;
  readonly devices: Table<Device>;
  /** The ids of granted devices, by user identity id. */
  readonly deviceGrants: Table<readonly string[]>;
  readonly clientSessions: Table<StoredClientSession>;
  /** The time of revocation, by client session id: a client session has no field for it. */
  readonly revocations: Table<string>;
  readonly acsSystems: Table<StoredAcsSystem>;
  readonly acsEntrances: Table<AcsEntrance>;
  readonly acsAccessGroups: Table<StoredAcsAccessGroup>;
  readonly acsUsers: Table<StoredAcsUser>;
  readonly acsCredentials: Table<StoredAcsCredential>;
  readonly phones: Table<StoredPhone>;
  readonly enrollmentAutomations: Table<EnrollmentAutomation>;
  readonly instantKeys: Table<InstantKey>;
  readonly actionAttempts: Table<StoredActionAttempt>;
  readonly events: Table<StoredEvent>;
  readonly steps: Table<PendingStep>;
}

/** `cascade` also deletes dependent resources, as Seam does today. `ordered` fails while there are any, as before. */
export type Deletion = 'cascade' | 'ordered';

export interface Store extends Tables {
  /** Which workspace of the sandbox it is, counted from 1. */
  readonly number: number;
  readonly workspace: Workspace;
  readonly credentials: Credentials;
  readonly keyring: Keyring;
  readonly deletion: Deletion;
  newId(): string;
  /** The present time in ISO 8601; during a step, the time when the step was due. */
  now(): string;
  /** Runs all due steps in the order of their due times, each at its due time. */
  catchUp(take: (step: Step) => void): void;
  /** Runs a function while `now` returns another time. */
  asOf<Result>(time: string, work: () => Result): Result;
  /** The number of ids drawn. A snapshot stores it, so that new ids after a restore are unique. */
  idsDrawn(): number;
}

export interface StoreOptions {
  /** Which workspace of the sandbox it is, counted from 1. */
  number: number;
  clock: SandboxClock;
  keyring: Keyring;
  deletion: Deletion;
  /** The number of ids drawn before; 0 by default. */
  idsDrawn?: number;
}

/** The distance between the id seeds of two workspaces. Each can draw about 4 million ids before the first repeats. */
const idsApart = 2 ** 24;
/** An id seed has 32 bits, so one more workspace would draw the same ids as the first. */
const mostWorkspaces = 2 ** 32 / idsApart;

/** @throws {RangeError} if the number exceeds 256 */
export function createStore({ number, clock, keyring, deletion, idsDrawn = 0 }: StoreOptions): Store {
  if (number > mostWorkspaces) throw new RangeError(`A sandbox has at most ${mostWorkspaces} workspaces.`);
  const credentials = keyring.credentialsOf(number);
  const draw = createIds(1 + (number - 1) * idsApart, idsDrawn);
  let drawn = idsDrawn;
  let otherTime: string | undefined;
  const store: Store = {
    ...emptyTables(),
    number,
    workspace: workspaceOf(number, credentials.publishableKey),
    credentials,
    keyring,
    deletion,
    newId() {
      drawn++;
      return draw();
    },
    now: () => otherTime ?? clock.now().toISOString(),
    catchUp(take) {
      for (let due = nextDue(store); due; due = nextDue(store)) {
        const [id, step] = due;
        store.steps.delete(id);
        store.asOf(step.due_at, () => take(step));
      }
    },
    asOf(time, work) {
      const before = otherTime;
      otherTime = time;
      try {
        return work();
      } finally {
        otherTime = before;
      }
    },
    idsDrawn: () => drawn,
  };
  return store;
}

const emptyTables = (): Tables => ({
  userIdentities: new Map(),
  devices: new Map(),
  deviceGrants: new Map(),
  clientSessions: new Map(),
  revocations: new Map(),
  acsSystems: new Map(),
  acsEntrances: new Map(),
  acsAccessGroups: new Map(),
  acsUsers: new Map(),
  acsCredentials: new Map(),
  phones: new Map(),
  enrollmentAutomations: new Map(),
  instantKeys: new Map(),
  actionAttempts: new Map(),
  events: new Map(),
  steps: new Map(),
});

function nextDue(store: Store): [string, PendingStep] | undefined {
  const now = store.now();
  let first: [string, PendingStep] | undefined;
  for (const entry of store.steps) {
    if (entry[1].due_at <= now && (!first || entry[1].due_at < first[1].due_at)) first = entry;
  }
  return first;
}

/** The duration of a step. Seam needs seconds to minutes, and does not publish how many. */
const stepMs = 1000;

export function schedule(store: Store, step: Step): void {
  const due_at = new Date(Date.parse(store.now()) + stepMs).toISOString();
  store.steps.set(store.newId(), { ...step, due_at });
}

/** Like `find` of an array, without creating an array. */
export function findRow<Row>(table: Table<Row>, matches: (row: Row) => boolean): Row | undefined {
  for (const row of table.values()) if (matches(row)) return row;
  return undefined;
}

export function* filterRows<Row>(table: Table<Row>, matches: (row: Row) => boolean): Iterable<Row> {
  for (const row of table.values()) if (matches(row)) yield row;
}
