import type { Call } from '../../api/call.js';
import { userIdentitiesList, type ClientSession, type UserIdentity } from '../../api/contract.gen.js';
import {
  previewRemoval,
  type PreviewedAcsUser,
  type RemovalPreview,
} from '../../operations/preview-removal.js';
import { isBeingDeleted } from '../../operations/resource-state.js';
import { createRun, orWhenUnknown } from '../../operations/operation-run.js';
import type { SeamElement } from '../base/seam-element.js';
import { ownSession } from '../data/own-client-session.js';

/** The target: one user identity with everything that is removed with it, or several with their names. */
export type Subject =
  | { readonly preview: RemovalPreview; readonly own: ClientSession | undefined }
  /** Without those that do not exist. */
  | { readonly people: readonly UserIdentity[] }
  | 'nobody';

/** @throws {SeamError} */
export async function lookAt(
  call: Call,
  ids: readonly string[],
  host: SeamElement,
  signal: AbortSignal,
): Promise<Subject> {
  // The user waits for the preview, so a lost connection must be reported at once.
  const options = { signal, timeout: 0 };
  if (ids.length > 1)
    return {
      people: await createRun(call, options).readAll(userIdentitiesList, { user_identity_ids: [...ids] }),
    };
  const own = await ownSession(call, host.session.options, { signal });
  const asked = previewRemoval(call, { user_identity_id: ids[0]! }, options);
  const preview = await orWhenUnknown(asked, undefined);
  return preview ? { preview, own } : 'nobody';
}

export const previewIn = (subject: Subject | undefined): RemovalPreview | undefined =>
  typeof subject === 'object' && 'preview' in subject ? subject.preview : undefined;

export function nameIn(subject: Subject | undefined, id: string): string {
  const people = typeof subject === 'object' && 'people' in subject ? subject.people : [];
  const person = previewIn(subject)?.user_identity ?? people.find((other) => other.user_identity_id === id);
  return person?.display_name ?? id;
}

/** Whether somebody has started the removal before, as far as the preview shows it. */
export function isUnderWay({ user_identity, acs_users, phones }: RemovalPreview): boolean {
  const acsUsers = acs_users ?? [];
  const credentials = acsUsers.flatMap((acsUser) => acsUser.credentials ?? []);
  const parts = [
    user_identity,
    ...(phones ?? []),
    ...acsUsers.map(({ acs_user }) => acs_user),
    ...credentials.map(({ credential }) => credential),
  ];
  const hasFailed = ({ acs_user }: PreviewedAcsUser) =>
    acs_user.errors.some(({ error_code }) => error_code === 'failed_to_delete_on_acs_system');
  return parts.some(isBeingDeleted) || acsUsers.some(hasFailed);
}
