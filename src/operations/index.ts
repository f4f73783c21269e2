export { createUserIdentity, findAlike, findCreated, type NewUserIdentity } from './create-user-identity.js';
export {
  credentialStatus,
  groupCredentials,
  type CredentialGroup,
  type CredentialStatus,
} from './credential-status.js';
export {
  deactivatePhone,
  previewDeactivation,
  type DeactivationKind,
  type DeactivationParams,
  type DeactivationPreview,
  type DeactivationProgress,
  type DeactivationResult,
  type PhoneParams,
} from './deactivate-phone.js';
export {
  issueCredential,
  type IssueParams,
  type IssueProgress,
  type IssueResult,
  type SharedDetails,
} from './issue-credential.js';
export type { IssueKind } from './follow-credential.js';
export {
  previewRemoval,
  type PreviewedAcsUser,
  type PreviewedCredential,
  type PreviewedSession,
  type RemovalPreview,
} from './preview-removal.js';
export {
  removeUserIdentities,
  type BulkRemovalParams,
  type PersonRemoval,
} from './remove-user-identities.js';
export {
  removeUserIdentity,
  type RemovalParams,
  type RemovalProgress,
  type RemovalResult,
  type RemovalStep,
} from './remove-user-identity.js';
export type { RemovalKind } from './removal-targets.js';
export type { OperationOptions } from './operation-run.js';
export type { Wait } from './sleep.js';
export type { Progress, Step, StepError, StepState } from './progress.js';
export { refuseUniqueDetails } from './per-card-details.js';
export { vendorOf, vendors, type Vendor, type VendorField } from './vendors.js';
export { findUserIdentity, type UniqueValues } from './find-user-identity.js';
