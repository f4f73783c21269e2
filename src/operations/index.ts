export {
  credentialStatus,
  groupCredentials,
  type CredentialGroup,
  type CredentialStatus,
} from './credential-status.js';
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
export type { RemovalKind } from './dependents.js';
export type { OperationOptions, Wait } from './run.js';
export type { Progress, Step, StepError, StepState } from './steps.js';
