import { acsCredentialsList, phonesList, type AcsCredential, type Phone } from '../api/contract.gen.js';
import { credentialStatus, groupCredentials, type CredentialStatus } from './credential-status.js';
import { canTakeKeys, isBeingDeleted } from './resource-state.js';
import { orNull, type Run } from './operation-run.js';
import type { StepError, StepState } from './progress.js';

/**
 * `acs_user` has the person's id, and `acs_credential`, the multi-phone sync credential, that of the ACS user: they
 * are there before what they are about. A `phone` is done once its own key has arrived.
 */
export type IssueKind = 'acs_user' | 'acs_access_group' | 'acs_credential' | 'phone';

export type FollowOutcome = 'issued' | 'waiting_for_phone' | 'issuing' | 'failed';

interface Followed {
  acs_credential_id: string;
  acs_user_id: string;
  user_identity_id: string;
}

/**
 * Follows a multi-phone sync credential to each phone that can take it. Without such a phone there is nothing to
 * wait for.
 * @throws {SeamError}
 */
export async function followCredential(
  run: Run<IssueKind>,
  { acs_credential_id, acs_user_id, user_identity_id }: Followed,
): Promise<FollowOutcome> {
  const { steps } = run;
  const phoneByKey = new Map<string, string | undefined>();
  for (;;) {
    const credentials = await run.readAll(acsCredentialsList, { acs_user_id });
    const phones = await orNull(run.read(phonesList, { owner_user_identity_id: user_identity_id }));
    const group = groupCredentials(credentials).find(
      ({ credential }) => credential.acs_credential_id === acs_credential_id,
    );
    if (!group) {
      const message = 'The credential was deleted.';
      steps.set('acs_credential', acs_user_id, 'failed', { kind: 'not_found', message });
      return 'failed';
    }
    const { credential: parent, children } = group;
    const context = { children, phones: phones?.filter(mayTakeKeys), now: run.now() };
    const parentState = stateOf(deliveryStatus(parent, context));
    steps.set('acs_credential', acs_user_id, parentState, errorOf(parent, parentState));
    if (parentState === 'failed') return 'failed';
    if (phones) {
      await findPhones(run, children, phoneByKey);
      notePhones(run, phones, (phone) =>
        children.find(({ acs_credential_id: id }) => phoneByKey.get(id) === phone.device_id),
      );
    }

    if (phones && !phones.some(mayTakeKeys)) return 'waiting_for_phone';
    const states = steps.all().flatMap(({ kind, state }) => (kind === 'phone' ? state : []));
    if (!states.includes('working')) {
      if (states.includes('failed')) return 'failed';
      if (parentState !== 'working') return 'issued';
    }
    if (!(await run.wait())) return 'issuing';
  }
}

/** Phones say which credential they have, credentials do not say which phone they are on. */
async function findPhones(
  run: Run<IssueKind>,
  children: readonly AcsCredential[],
  phoneByKey: Map<string, string | undefined>,
): Promise<void> {
  for (const { acs_credential_id } of children) {
    if (phoneByKey.get(acs_credential_id) !== undefined) continue;
    const carriers = await orNull(run.read(phonesList, { acs_credential_id }));
    phoneByKey.set(acs_credential_id, carriers?.[0]?.device_id);
  }
}

function notePhones(
  { steps, now }: Run<IssueKind>,
  phones: readonly Phone[],
  keyOn: (phone: Phone) => AcsCredential | undefined,
): void {
  for (const phone of phones) {
    const { device_id } = phone;
    steps.add('phone', device_id, phone.display_name);
    const key = keyOn(phone);
    if (key) {
      const state = stateOf(deliveryStatus(key, { now: now() }));
      steps.set('phone', device_id, state, errorOf(key, state));
    } else steps.set('phone', device_id, mayTakeKeys(phone) ? 'working' : 'waiting');
  }
  const there = new Set(phones.map(({ device_id }) => device_id));
  for (const { kind, id } of steps.all()) {
    if (kind === 'phone' && !there.has(id)) steps.set(kind, id, 'gone');
  }
}

/** A phone that says nothing of itself may well be ready. */
const mayTakeKeys = (phone: Phone): boolean => !isBeingDeleted(phone) && canTakeKeys(phone) !== false;

/** A key whose time is yet to come goes out all the same. */
function deliveryStatus(
  { starts_at: _start, ...credential }: AcsCredential,
  context: Parameters<typeof credentialStatus>[1],
): CredentialStatus {
  return credentialStatus(credential, context);
}

function stateOf(status: CredentialStatus): StepState {
  if (status === 'active') return 'done';
  if (status === 'waiting_for_phone') return 'waiting';
  return status === 'issuing' ? 'working' : 'failed';
}

function errorOf({ errors, warnings }: AcsCredential, state: StepState): StepError | undefined {
  if (state !== 'failed') return undefined;
  return { kind: 'access_system', message: errors[0]?.message ?? warnings[0]?.message ?? '' };
}
