import type { Call } from '../api/call.js';
import {
  acsAccessGroupsList,
  acsCredentialsCreate,
  acsCredentialsList,
  acsUsersAddToAccessGroup,
  acsUsersCreate,
  acsUsersGet,
  acsUsersList,
  userIdentitiesAddAcsUser,
  userIdentitiesGet,
  type AcsCredential,
  type AcsUser,
  type ParamsOf,
} from '../api/contract.gen.js';
import { isSeamError } from '../api/errors.js';
import { followCredential, type IssueKind } from './follow-credential.js';
import { isBeingDeleted } from './resource-state.js';
import { createRun, isTransient, type OperationOptions, type Run } from './operation-run.js';
import type { Progress, Step } from './progress.js';
import { refuseUniqueDetails } from './per-card-details.js';

export type IssueProgress = Progress<IssueKind>;

type CreateParams = ParamsOf<'/acs/credentials/create'>;

/** What all phones share of the credential. Use one vendor's block at most: see {@link vendorOf}. */
export type SharedDetails = Omit<
  CreateParams,
  | 'access_method'
  | 'acs_system_id'
  | 'acs_user_id'
  | 'code'
  | 'is_multi_phone_sync_credential'
  | 'user_identity_id'
>;

export interface IssueParams {
  user_identity_id: string;
  /** The access system whose doors it is to open. */
  acs_system_id: string;
  /** The ACS user to link with the person, who is not in the system yet. One is created if left out. */
  acs_user_id?: string | undefined;
  /** Groups the ACS user is to be in before, for systems that give access by those. */
  acs_access_group_ids?: readonly string[] | undefined;
  details: SharedDetails;
  /** From the result of a try of which nobody knows how it ended: what was there before it. */
  existing?: readonly string[] | undefined;
}

export interface IssueResult {
  /**
   * `issued`: on all phones. `waiting_for_phone`: it goes out by itself as soon as the person signs in on one.
   * `issuing`: still not there after a long while. `failed`: steps say why. `unknown`: the connection was lost while
   * it was asked for, and it did not appear: it may still. Try again with the `existing` of this result.
   */
  readonly outcome: 'issued' | 'waiting_for_phone' | 'issuing' | 'failed' | 'unknown';
  readonly acs_credential_id?: string;
  /** Sync credentials that the ACS user had before, by id. */
  readonly existing: readonly string[];
  readonly steps: readonly Step<IssueKind>[];
}

/** How often it is looked for what may have been made, a little longer apart each time. */
const looks = 4;

/**
 * Issues a multi-phone sync credential: sees to it that the person has an ACS user in the access system, and that
 * it is in the groups, creates the credential, and follows it to each phone. Never a second one: after a failure
 * that leaves open whether it was created, it looks for it instead of asking again.
 * @throws {SeamError} `invalid_input` with the path of a detail that is unique to one card, before anything is sent;
 * whatever Seam refuses; `cancelled`; the failure of the connection once that has lasted too long
 * @example
 * const { outcome, existing } = await issueCredential(
 *   call,
 *   {
 *     user_identity_id,
 *     acs_system_id,
 *     details: {
 *       allowed_acs_entrance_ids,
 *       ends_at: '2026-12-24T11:00:00Z',
 *       visionline_metadata: { card_format: 'rfid48' },
 *     },
 *   },
 *   { onProgress: ({ steps }) => draw(JSON.stringify(steps)) },
 * );
 * draw(outcome, existing);
 */
export async function issueCredential(
  call: Call,
  params: IssueParams,
  options: OperationOptions<IssueProgress> = {},
): Promise<IssueResult> {
  const { user_identity_id, acs_access_group_ids = [], details } = params;
  refuseUniqueDetails(details);
  const run = createRun<IssueKind>(call, options);
  const { acs_user_id, display_name } = await ensureAcsUser(run, params);
  for (const id of acs_access_group_ids) await ensureInGroup(run, acs_user_id, id);

  const parents = () =>
    run.readAll(acsCredentialsList, { acs_user_id, is_multi_phone_sync_credential: true });
  const existing = params.existing ?? (await parents()).map(({ acs_credential_id: id }) => id);
  run.steps.add('acs_credential', acs_user_id, display_name);
  let credential: AcsCredential;
  try {
    credential = await makeOnce(run, 'acs_credential', acs_user_id, {
      find: async () =>
        (await parents()).find(
          (one) => !existing.includes(one.acs_credential_id) && isAsAskedFor(one, details, run.now()),
        ),
      make: () =>
        run.write(acsCredentialsCreate, {
          ...details,
          acs_user_id,
          access_method: 'mobile_key',
          is_multi_phone_sync_credential: true,
        }),
    });
  } catch (error) {
    if (!isAmbiguous(error)) throw error;
    return { outcome: 'unknown', existing, steps: run.steps.all() };
  }
  const { acs_credential_id } = credential;
  const outcome = await followCredential(run, { acs_credential_id, acs_user_id, user_identity_id });
  return { outcome, acs_credential_id, existing, steps: run.steps.all() };
}

/** Finds it or makes it. After a failure that leaves open whether it was made, it only looks. */
async function makeOnce<Made>(
  { steps, wait }: Run<IssueKind>,
  kind: IssueKind,
  id: string,
  { find, make }: { find: () => Promise<Made | undefined>; make: () => Promise<Made> },
): Promise<Made> {
  const found = await find();
  if (found) return found;
  steps.set(kind, id, 'working');
  try {
    return await make();
  } catch (error) {
    if (isAmbiguous(error)) {
      for (let look = 0; look < looks && (await wait()); look++) {
        const late = await find();
        if (late) return late;
      }
    }
    if (isSeamError(error)) steps.set(kind, id, 'failed', { kind: error.kind, message: error.message });
    throw error;
  }
}

/** Whether a change may have happened all the same. */
const isAmbiguous = (error: unknown) =>
  isSeamError(error) && isTransient(error) && error.kind !== 'rate_limited';

/** One made by somebody else in the same moment with the same times cannot be told apart. */
const isAsAskedFor = (
  credential: AcsCredential,
  { starts_at, ends_at }: SharedDetails,
  now: number,
): boolean =>
  credential.access_method === 'mobile_key' &&
  !isBeingDeleted(credential) &&
  isAt(credential.ends_at, ends_at) &&
  // Left out, it starts now.
  (starts_at === undefined ||
    isAt(credential.starts_at, starts_at) ||
    mayBeMovedFrom(Date.parse(starts_at), credential, now));

/** Some access systems keep the times with the ACS user: a credential that tells none contradicts none. */
const isAt = (time: string | undefined, wanted: string | undefined) =>
  time === undefined || Date.parse(time) === Date.parse(wanted ?? '');

/** Seam moves a start on that lies in the past, by its own clock. */
function mayBeMovedFrom(wanted: number, { starts_at = '', warnings }: AcsCredential, now: number): boolean {
  const isMoved = warnings.some(({ warning_code }) => warning_code === 'schedule_modified');
  return Date.parse(starts_at) > wanted && (isMoved || wanted <= now);
}

/** A person has one ACS user in each system, so none is made twice. */
async function ensureAcsUser(run: Run<IssueKind>, params: IssueParams): Promise<AcsUser> {
  const { user_identity_id, acs_system_id, acs_user_id } = params;
  const find = async () => (await run.readAll(acsUsersList, { user_identity_id, acs_system_id }))[0];
  const person = await run.read(userIdentitiesGet, { user_identity_id });
  const make = async () => {
    if (acs_user_id !== undefined) {
      await run.write(userIdentitiesAddAcsUser, { user_identity_id, acs_user_id });
      return run.read(acsUsersGet, { acs_user_id });
    }
    const { display_name, email_address, phone_number } = person;
    return run.write(acsUsersCreate, {
      user_identity_id,
      acs_system_id,
      full_name: person.full_name ?? display_name,
      ...(email_address !== null && { email_address }),
      ...(phone_number !== null && { phone_number }),
    });
  };
  run.steps.add('acs_user', user_identity_id, person.display_name);
  const acsUser = await makeOnce(run, 'acs_user', user_identity_id, { find, make });
  settle(run, 'acs_user', user_identity_id);
  return acsUser;
}

async function ensureInGroup(
  run: Run<IssueKind>,
  acs_user_id: string,
  acs_access_group_id: string,
): Promise<void> {
  const find = async () =>
    (await run.read(acsAccessGroupsList, { acs_user_id })).find(
      (group) => group.acs_access_group_id === acs_access_group_id,
    )?.acs_access_group_id;
  const make = async () => {
    await run.write(acsUsersAddToAccessGroup, { acs_user_id, acs_access_group_id });
    return acs_access_group_id;
  };
  run.steps.add('acs_access_group', acs_access_group_id, acs_access_group_id);
  await makeOnce(run, 'acs_access_group', acs_access_group_id, { find, make });
  settle(run, 'acs_access_group', acs_access_group_id);
}

/** What was there already had no work done on it. */
function settle({ steps }: Run<IssueKind>, kind: IssueKind, id: string): void {
  steps.set(kind, id, steps.get(kind, id)?.state === 'working' ? 'done' : 'gone');
}
