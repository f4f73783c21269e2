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
 * A key on the phone has two steps with the id of its credential: an `acs_credential_revocation`, done once Seam
 * has revoked it, and an `acs_credential`, done once it is out of the access system.
 */
export type DeactivationKind = 'phone' | 'acs_credential_revocation' | 'acs_credential' | 'client_session';

export type DeactivationProgress = Progress<DeactivationKind>;

/** What a phone's deactivation comes to, as plain data. Null is what the caller may not know. */
export interface DeactivationPreview {
  /** Undefined where it is no phone of the person, or not any more. */
  readonly phone: Phone | undefined | null;
  /** The credentials on this phone: they stop working. */
  readonly keys: readonly AcsCredential[] | null;
  /** The person's other phones: they keep theirs. */
  readonly other_phones: readonly Phone[] | null;
}

export interface PhoneParams {
  device_id: string;
  /** Whose phone it is. */
  user_identity_id: string;
}

export interface DeactivationParams extends PhoneParams {
  /** Whether to end the person's client sessions too: the app on a lost phone still has one. */
  endClientSessions?: boolean | undefined;
  /** The client session to leave open, as the page runs on it. */
  ownClientSessionId?: string | undefined;
}

export interface DeactivationResult {
  /**
   * `deactivated`: all of it was seen to happen. `asked`: Seam has accepted it, and this caller cannot see more.
   * `left`: failed steps say why; call again to go on.
   */
  readonly outcome: 'deactivated' | 'asked' | 'left';
  readonly steps: readonly Step<DeactivationKind>[];
}

/**
 * Finds what {@link deactivatePhone} would do. Changes nothing.
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

/** Credentials do not say which phone they are on: phones say which credential they have. */
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
    // It may be gone since it was listed.
    const carriers = await orNull(run.read(phonesList, { acs_credential_id }));
    if (carriers?.some((phone) => phone.device_id === device_id)) keys.push(credential);
  }
  return credentials && keys;
}

/**
 * Deactivates a phone for good and follows each key on it until Seam has revoked it and it is out of the access
 * system, by event or by looking. Other phones keep their keys. It looks before it asks, so it can be stopped
 * anywhere and called again.
 *
 * A client session alone may deactivate its person's phones. What it may not read stays unknown, and is no failure.
 * @throws {SeamError} `cancelled`, `session_ended`, or the failure of the connection: once that has lasted too long,
 * or at once for a caller who cannot see whether it was accepted
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

/** Without a way to look, a failure that leaves open what happened is the caller's to judge. */
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

/** A caller who may not list phones takes it for there until an event says otherwise. */
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

/** They go by themselves once the phone is asked to. */
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

/** A key that is gone was revoked before, whether or not it was seen to be. */
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
