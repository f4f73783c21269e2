export * from './elements/seam-acs-user-links.js';
export * from './elements/seam-activity-feed.js';
export * from './elements/seam-client-session-list.js';
export * from './elements/seam-credential-issuer.js';
export * from './elements/seam-credential-list.js';
export * from './elements/seam-device-access.js';
export * from './elements/seam-enrollment-automations.js';
export * from './elements/seam-instant-keys.js';
export * from './elements/seam-phone-manager.js';
export * from './elements/seam-session.js';
export * from './elements/seam-user-identity-details.js';
export * from './elements/seam-user-identity-form.js';
export * from './elements/seam-user-identity-list.js';
export * from './elements/seam-user-identity-removal.js';
export type { SeamWording } from './elements/locale-controller.js';
export type {
  AcsUserDetail,
  ClientSessionIds,
  CredentialDetail,
  DeviceAccessDetail,
  EnrollmentAutomationDetail,
  InstantKeyIds,
  InstantKeyWithoutUrl,
  PhoneIds,
  SeamEventDetails,
  SeamEventMap,
  SeamVetoDetails,
} from './elements/events.js';
