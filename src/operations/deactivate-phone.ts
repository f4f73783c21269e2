import type { Call } from '../api/call.js';
import {
  acsCredentialsList,
  clientSessionsList,
  eventsList,
  phonesDeactivate,
  phonesList,
  type AcsCredential,
  type Phone,
} from '../api/contract.gen.js';
import { isSeamError } from '../api/errors.js';
import { clear, type Target } from './delete-and-wait.js';
import { clientSessionTarget } from './removal-targets.js';
import { isBeingDeleted } from './resource-state.js';
import { createRun, isFinal, isTransient, orNull, type OperationOptions, type Run } from './operation-run.js';
import { isOutOfTheWay, type Progress, type Step } from './progress.js';

/**
 * Each key on the phone has two steps with the id of its credential: `acs_credential_revocation` is done when Seam has
 * revoked it, and `acs_credential` is done when the access system has deleted it.
 */
export type DeactivationKind = 'phone' | 'acs_credential_revocation' | 'acs_credential' | 'client_session';

export type DeactivationProgress = Progress<DeactivationKind>;

/** The effects of deactivating a phone, as plain data. Null means that the caller may not read this part. */
export interface DeactivationPreview {
  /** Undefined if the phone does not belong to the person, or no longer exists. */
  readonly phone: Phone | undefined | null;
  /** The credentials on this phone. They will stop working. */
  readonly keys: readonly AcsCredential[] | null;
  /** The person's other phones. They keep their keys. */
  readonly other_phones: readonly Phone[] | null;
}

export interface PhoneParams {
  device_id: string;
  /** The owner of the phone. */
  user_identity_id: string;
}

export interface DeactivationParams extends PhoneParams {
  /** Also delete the person's client sessions, because the app on a lost phone still has one. Default false. */
  endClientSessions?: boolean | undefined;
  /** The client session that the page itself uses. It is not deleted. */
  ownClientSessionId?: string | undefined;
}

export interface DeactivationResult {
  /**
   * `deactivated`: every step is confirmed. `asked`: Seam accepted the request, and this caller may not read more.
   * `left`: not complete; the failed steps say why. Call again to continue.
   */
  readonly outcome: 'deactivated' | 'asked' | 'left';
  readonly steps: readonly Step<DeactivationKind>[];
}

/**
 * Reads what {@link deactivatePhone} would change. It changes nothing.
 * @throws {SeamError}
 * @example
 * const { phone, keys, other_phones } = await previewDeactivation(call, { device_id, user_identity_id });
 * draw(phone?.display_name, keys?.map(({ display_name }) => display_name), other_phones?.length);
 */
export const previewDeactivation = (
  call: Call,
  params: PhoneParams,
  options: Omit<OperationOptions, 'onProgress'> = {},
): Promise<DeactivationPreview> => preview(createRun<DeactivationKind>(call, options), params);

async function preview(
  run: Run<DeactivationKind>,
  { device_id, user_identity_id }: PhoneParams,
): Promise<DeactivationPreview> {
  const phones = await orNull(run.read(phonesList, { owner_user_identity_id: user_identity_id }));
  if (!phones) return { phone: null, keys: null, other_phones: null };
  const phone = phones.find((one) => one.device_id === device_id);
  const other_phones = phones.filter((one) => one !== phone);
  return { phone, keys: phone ? await keysOn(run, phone, user_identity_id) : [], other_phones };
}

/** A credential does not name its phone, so this asks for the phones of each credential. */
async function keysOn(
  run: Run<DeactivationKind>,
  { device_id }: Phone,
  user_identity_id: string,
): Promise<AcsCredential[] | null> {
  const credentials = await orNull(run.readAll(acsCredentialsList, { user_identity_id }));
  const keys: AcsCredential[] = [];
  for (const credential of credentials ?? []) {
    const { acs_credential_id, access_method, is_multi_phone_sync_credential } = credential;
    if (access_method !== 'mobile_key' || is_multi_phone_sync_credential === true) continue;
    // Null if the credential was deleted after it was listed.
    const carriers = await orNull(run.read(phonesList, { acs_credential_id }));
    if (carriers?.some((phone) => phone.device_id === device_id)) keys.push(credential);
  }
  return credentials && keys;
}

/**
 * Deactivates a phone permanently, and waits until Seam has revoked each of its keys and the access system has deleted
 * them. It notices this by an event or in a list. Other phones keep their keys. It reads the current state before it
 * sends a request, so it can be stopped at any point and called again.
 *
 * A client session may deactivate its person's phones. What it may not read stays unknown; this is not a failure.
 * @throws {SeamError} `cancelled`, `session_ended`, or the connection failure: after `timeout`, or at once if the
 * caller cannot read whether Seam accepted the request
 * @example
 * const { outcome, steps } = await deactivatePhone(
 *   call,
 *   { device_id, user_identity_id, endClientSessions: true },
 *   { onProgress: (progress) => draw(JSON.stringify(progress)) },
 * );
 * draw(outcome, steps.filter(({ kind }) => kind === 'acs_credential').length);
 */
export async function deactivatePhone(
  call: Call,
  { device_id, user_identity_id, endClientSessions = false, ownClientSessionId }: DeactivationParams,
  options: OperationOptions<DeactivationProgress> = {},
): Promise<DeactivationResult> {
  const run = createRun<DeactivationKind>(call, options);
  const { steps } = run;
  const since = run.now();
  const { phone, keys } = await preview(run, { device_id, user_identity_id });
  steps.add('phone', device_id, phone?.display_name ?? device_id);
  for (const { acs_credential_id, display_name } of keys ?? []) {
    steps.add('acs_credential_revocation', acs_credential_id, display_name);
    steps.add('acs_credential', acs_credential_id, display_name);
  }

  const isBlind = phone === null && !(await canReadEvents(run, since));
  if (isBlind) await askOnce(run, device_id);
  else {
    const look = async (): Promise<Target<DeactivationKind>[]> => {
      const there = await phoneTargets(run, { device_id, user_identity_id });
      return [...there, ...(await keyTargets(run, user_identity_id, device_id))];
    };
    await clear(run, { kinds: ['phone', 'acs_credential'], look }, { since });
    noteRevoked(run, []);
  }
  if (endClientSessions && steps.get('phone', device_id)?.state !== 'failed') {
    await endSessions(run, { user_identity_id, ownClientSessionId, since });
  }
  const all = steps.all();
  if (all.every(isOutOfTheWay)) return { outcome: 'deactivated', steps: all };
  return { outcome: isBlind && !all.some(({ state }) => state === 'failed') ? 'asked' : 'left', steps: all };
}

/** Without permission to read the result, an unclear failure is thrown, so that the caller decides what to do. */
async function askOnce(run: Run<DeactivationKind>, device_id: string): Promise<void> {
  run.steps.set('phone', device_id, 'working');
  try {
    await run.write(phonesDeactivate, { device_id });
  } catch (error) {
    if (!isSeamError(error) || isFinal(error) || isTransient(error)) throw error;
    if (error.kind === 'not_found') run.steps.set('phone', device_id, 'gone');
    else run.steps.set('phone', device_id, 'failed', { kind: error.kind, message: error.message });
  }
}

/** If the caller may not list phones, the phone counts as present until an event reports its deactivation. */
async function phoneTargets(
  run: Run<DeactivationKind>,
  { device_id, user_identity_id }: PhoneParams,
): Promise<Target<DeactivationKind>[]> {
  const phones = await orNull(run.read(phonesList, { owner_user_identity_id: user_identity_id }));
  const phone = phones?.find((one) => one.device_id === device_id);
  if (phones && !phone) return [];
  return [
    {
      kind: 'phone',
      id: device_id,
      name: phone?.display_name ?? device_id,
      isBeingDeleted: phone !== undefined && isBeingDeleted(phone),
      remove: () => run.write(phonesDeactivate, { device_id }),
    },
  ];
}

/** Seam removes the keys together with the phone, so they get no request. */
async function keyTargets(
  run: Run<DeactivationKind>,
  user_identity_id: string,
  device_id: string,
): Promise<Target<DeactivationKind>[]> {
  const ids = run.steps.all().flatMap(({ kind, id }) => (kind === 'acs_credential' ? id : []));
  if (ids.length === 0) return [];
  const credentials = await run.readAll(acsCredentialsList, { user_identity_id });
  const there = credentials.filter(({ acs_credential_id }) => ids.includes(acs_credential_id));
  noteRevoked(run, there);
  return there.map((credential) => ({
    kind: 'acs_credential',
    id: credential.acs_credential_id,
    name: credential.display_name,
    isBeingDeleted: isBeingDeleted(credential),
    goesWith: device_id,
  }));
}

/** A deleted key was revoked before, even if no response showed that. */
function noteRevoked({ steps }: Run<DeactivationKind>, there: readonly AcsCredential[]): void {
  for (const { kind, id } of steps.all()) {
    if (kind !== 'acs_credential_revocation') continue;
    const credential = there.find(({ acs_credential_id }) => acs_credential_id === id);
    const removal = steps.get('acs_credential', id)!;
    const isRevoked = credential
      ? isBeingDeleted(credential) || credential.visionline_metadata?.is_valid === false
      : isOutOfTheWay(removal);
    if (isRevoked) steps.set(kind, id, 'done');
    else if (removal.state === 'working') steps.set(kind, id, 'working');
  }
}

async function canReadEvents(run: Run<DeactivationKind>, since: number): Promise<boolean> {
  const params = { since: new Date(since).toISOString(), event_types: ['phone.deactivated' as const] };
  return (await orNull(run.read(eventsList, params))) !== null;
}

async function endSessions(
  run: Run<DeactivationKind>,
  params: { user_identity_id: string; ownClientSessionId: string | undefined; since: number },
): Promise<void> {
  const { user_identity_id, ownClientSessionId, since } = params;
  const sessions = await orNull(run.read(clientSessionsList, { user_identity_id }));
  if (!sessions) {
    run.steps.add('client_session', user_identity_id, user_identity_id);
    const message = 'This caller may not see the client sessions of the person.';
    run.steps.set('client_session', user_identity_id, 'failed', { kind: 'not_permitted', message });
    return;
  }
  const look = async () =>
    (await run.read(clientSessionsList, { user_identity_id }))
      .filter(({ client_session_id }) => client_session_id !== ownClientSessionId)
      .map((session) => clientSessionTarget(run, 'client_session', session));
  await clear(run, { kinds: ['client_session'], look }, { since });
}
