import type { Call } from '../../api/call.js';
import {
  userIdentitiesEnrollmentAutomationsDelete,
  userIdentitiesEnrollmentAutomationsLaunch,
  userIdentitiesEnrollmentAutomationsList,
  type EnrollmentAutomation,
  type ParamsOf,
} from '../../api/contract.gen.js';
import type { SeamError } from '../../api/errors.js';
import { createRun } from '../../operations/operation-run.js';
import { deleteOnce, writeOnce } from '../../operations/write-once.js';

type LaunchParams = ParamsOf<'/user_identities/enrollment_automations/launch'>;

/** Whether the API does not have these endpoints any more, which is now the usual case. */
export const isUnknownToApi = ({ kind, type, message }: SeamError): boolean =>
  kind === 'not_found' || /undocumented/i.test(`${type} ${message}`);

/**
 * A user identity has one automation per credential manager, so the list shows whether a request without a
 * response succeeded.
 * @throws {SeamError}
 */
export async function launch(call: Call, params: LaunchParams): Promise<EnrollmentAutomation> {
  const { user_identity_id, credential_manager_acs_system_id: managerId } = params;
  const find = async () =>
    (await call(userIdentitiesEnrollmentAutomationsList, { user_identity_id })).find(
      (automation) => automation.credential_manager_acs_system_id === managerId,
    );
  return writeOnce(() => call(userIdentitiesEnrollmentAutomationsLaunch, params), find, { looksFirst: true });
}

/** @throws {SeamError} */
export const remove = (call: Call, enrollment_automation_id: string): Promise<true> =>
  deleteOnce(() => call(userIdentitiesEnrollmentAutomationsDelete, { enrollment_automation_id }));

/** Resolves when the automation is gone, or after a time limit. @throws {SeamError} */
export async function untilGone(
  call: Call,
  { user_identity_id, enrollment_automation_id }: EnrollmentAutomation,
  signal: AbortSignal,
): Promise<void> {
  const run = createRun(call, { signal });
  const isThere = async () =>
    (await run.read(userIdentitiesEnrollmentAutomationsList, { user_identity_id })).some(
      (automation) => automation.enrollment_automation_id === enrollment_automation_id,
    );
  while ((await isThere()) && (await run.wait()));
}
