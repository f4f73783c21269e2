import type {
  AcsCredential,
  AcsUser,
  Device,
  EnrollmentAutomation,
  InstantKey,
  UserIdentity,
} from '../../api/contract.gen.js';
import type { SeamError } from '../../api/errors.js';
import type { IssueParams } from '../../operations/issue-credential.js';
import type { PeopleViewState } from './list-view-state.js';

/** What each event carries in `detail`. */
export interface SeamEventDetails {
  /** The first data is drawn. */
  'seam-ready': Record<string, never>;
  /** Something failed. */
  'seam-error': SeamError;
  /** A person was opened. */
  'seam-user-identity-selected': { userIdentityId: string; userIdentity: UserIdentity };
  /** A person was created. */
  'seam-user-identity-created': { userIdentityId: string; userIdentity: UserIdentity };
  /** A person was changed. */
  'seam-user-identity-updated': { userIdentityId: string; userIdentity: UserIdentity };
  /** A person has gone for good. */
  'seam-user-identity-deleted': { userIdentityId: string };
  /** The account of a removal was closed: who has gone, and who is still there. */
  'seam-user-identity-removal-finished': { removed: readonly string[]; left: readonly string[] };
  /** Cancel was pressed before anything was removed. */
  'seam-user-identity-removal-cancelled': Record<string, never>;
  /** Cancel was pressed in a form; what was typed is gone. */
  'seam-user-identity-form-cancelled': Record<string, never>;
  /** Another section of a person was opened by the user's hand. */
  'seam-section-changed': { section: string };
  /** The search, the order, the selection or the open person changed by the user's hand. */
  'seam-view-state-changed': PeopleViewState;
  /** A phone is deactivated, or will be: Seam has accepted it. */
  'seam-phone-deactivated': PhoneIds;
  /** A credential was changed. */
  'seam-credential-updated': CredentialDetail;
  /** A credential is being deleted: Seam has accepted it; `acsCredential` is as it was. */
  'seam-credential-deleted': CredentialDetail;
  /** A mobile key was made; whether it has reached phones, the element goes on to show. */
  'seam-credential-issued': { userIdentityId: string; acsCredentialId: string; acsCredential: AcsCredential };
  /** An instant key was made; its address is in no event. */
  'seam-instant-key-created': InstantKeyIds & { instantKey: InstantKeyWithoutUrl };
  /** An instant key was deleted. */
  'seam-instant-key-deleted': InstantKeyIds;
  /** An enrollment automation was launched. */
  'seam-enrollment-automation-launched': EnrollmentAutomationDetail;
  /** An enrollment automation is being deleted: Seam has accepted it. */
  'seam-enrollment-automation-deleted': EnrollmentAutomationDetail;
  /** A person was given access to a device. */
  'seam-device-access-granted': DeviceAccessDetail;
  /** Access to a device was taken away. */
  'seam-device-access-revoked': DeviceAccessDetail;
  /** A device was locked from here. */
  'seam-device-locked': { deviceId: string };
  /** A device was unlocked from here. */
  'seam-device-unlocked': { deviceId: string };
  /** A client session was created; its token is in no event. */
  'seam-client-session-created': ClientSessionIds;
  /** A client session was ended. */
  'seam-client-session-revoked': ClientSessionIds;
  /** A client session was ended and removed. */
  'seam-client-session-deleted': ClientSessionIds;
  /** An ACS user was linked to a person. */
  'seam-acs-user-linked': AcsUserDetail;
  /** An ACS user no longer belongs to a person; `acsUser` is as it was. */
  'seam-acs-user-unlinked': AcsUserDetail;
  /** An ACS user was created, and linked to a person. */
  'seam-acs-user-created': AcsUserDetail;
  /** An ACS user was suspended or unsuspended. */
  'seam-acs-user-updated': AcsUserDetail;
  /** An access system was told to delete an ACS user; `acsUser` is as it was. */
  'seam-acs-user-deleted': AcsUserDetail;
}

/** Acts that a host may stop by `preventDefault()` before anything is sent. */
export interface SeamVetoDetails {
  /** A person is about to be created, or changed where there is an id; `values` are what is sent. */
  'seam-before-user-identity-saved': {
    userIdentityId: string | null;
    values: Readonly<Record<string, string | null>>;
  };
  /** A phone is about to be deactivated, for good. */
  'seam-before-phone-deactivated': PhoneIds;
  /** A credential is about to be deleted, and its phones' with it. */
  'seam-before-credential-deleted': CredentialDetail;
  /** A mobile key is about to be issued; `params` are what is asked for. */
  'seam-before-credential-issued': { userIdentityId: string; params: Readonly<IssueParams> };
  /** An instant key is about to be deleted: whoever has its address is locked out. */
  'seam-before-instant-key-deleted': InstantKeyIds;
  /** An enrollment automation is about to be deleted. */
  'seam-before-enrollment-automation-deleted': EnrollmentAutomationDetail;
  /** Access to a device is about to be taken away. */
  'seam-before-device-access-revoked': DeviceAccessDetail;
  /** A client session is about to be ended. */
  'seam-before-client-session-revoked': ClientSessionIds;
  /** A client session is about to be ended and removed. */
  'seam-before-client-session-deleted': ClientSessionIds;
  /** People are about to be removed. */
  'seam-before-user-identity-deleted': { userIdentityIds: readonly string[] };
  /** An ACS user is about to be unlinked from a person. */
  'seam-before-acs-user-unlinked': AcsUserDetail;
  /** An ACS user is about to be deleted from its access system. */
  'seam-before-acs-user-deleted': AcsUserDetail;
}

export interface PhoneIds {
  userIdentityId: string;
  deviceId: string;
}

export interface CredentialDetail {
  userIdentityId: string;
  acsCredentialId: string;
  acsCredential?: AcsCredential;
}

export interface InstantKeyIds {
  userIdentityId: string;
  instantKeyId: string;
}

/** Whoever has the address of an instant key can open doors, so it goes nowhere. */
export type InstantKeyWithoutUrl = Omit<InstantKey, 'instant_key_url'>;

export interface EnrollmentAutomationDetail {
  userIdentityId: string;
  enrollmentAutomationId: string;
  enrollmentAutomation: EnrollmentAutomation;
}

export interface DeviceAccessDetail {
  userIdentityId: string;
  deviceId: string;
  device: Device;
}

export interface ClientSessionIds {
  userIdentityId: string;
  clientSessionId: string;
}

/** An ACS user, and the person it is or was linked to. */
export interface AcsUserDetail {
  userIdentityId: string;
  acsUserId: string;
  acsSystemId: string;
  acsUser: AcsUser;
}

/** The events as the DOM hands them out. */
export type SeamEventMap = {
  [Name in keyof AllDetails]: CustomEvent<AllDetails[Name]>;
};

type AllDetails = SeamEventDetails & SeamVetoDetails;

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merging is the only way to type addEventListener
  interface HTMLElementEventMap extends SeamEventMap {}
}

/** Events bubble and cross shadow roots, so that a host listens wherever it likes. */
export function emit<Name extends keyof SeamEventDetails>(
  element: HTMLElement,
  name: Name,
  detail: SeamEventDetails[Name],
): void {
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

/** Asks the host first. @returns false if it stops the act */
export const emitCancelable = <Name extends keyof SeamVetoDetails>(
  element: HTMLElement,
  name: Name,
  detail: SeamVetoDetails[Name],
): boolean =>
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));

/** For events of a part that would be taken for those of the whole. */
export const keepInside = (event: Event): void => event.stopPropagation();
