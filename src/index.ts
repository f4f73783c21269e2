export * from './elements/all.gen.js';
export type { SeamWording } from './elements/base/locale-controller.js';
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
} from './elements/base/events.js';
