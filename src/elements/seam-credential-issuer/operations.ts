import type { Call } from '../../api/call.js';
import type { AcsCredential } from '../../api/contract.gen.js';
import { followCredential, type FollowOutcome, type IssueKind } from '../../operations/follow-credential.js';
import type { IssueProgress } from '../../operations/issue-credential.js';
import { createRun, type OperationOptions } from '../../operations/operation-run.js';

// Loaded when a credential is issued, because the form alone does not need it.
export { issueCredential } from '../../operations/issue-credential.js';

/** Follows a credential by its id. A search would compare times, which Seam may have changed. */
export async function follow(
  call: Call,
  { acs_credential_id, acs_user_id = '', display_name }: AcsCredential,
  user_identity_id: string,
  options: OperationOptions<IssueProgress>,
): Promise<FollowOutcome> {
  const run = createRun<IssueKind>(call, options);
  run.steps.add('acs_credential', acs_user_id, display_name);
  return followCredential(run, { acs_credential_id, acs_user_id, user_identity_id });
}
