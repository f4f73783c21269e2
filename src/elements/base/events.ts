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

/** The `detail` of each event. */
export interface SeamEventDetails {
  /** The element shows its first data. */
  'seam-ready': Record<string, never>;
  /** Something failed. */
  'seam-error': SeamError;
  /** A person was opened. */
  'seam-user-identity-selected': { userIdentityId: string; userIdentity: UserIdentity };
  /** A person was created. */
  'seam-user-identity-created': { userIdentityId: string; userIdentity: UserIdentity };
  /** A person was changed. */
  'seam-user-identity-updated': { userIdentityId: string; userIdentity: UserIdentity };
  /** A person was removed permanently. */
  'seam-user-identity-deleted': { userIdentityId: string };
  /** The result of a removal was closed: the ids of the people who were removed, and of those who still exist. */
  'seam-user-identity-removal-finished': { removed: readonly string[]; left: readonly string[] };
  /** The user cancelled before anything was removed. */
  'seam-user-identity-removal-cancelled': Record<string, never>;
  /** The user cancelled a form; the input was discarded. */
  'seam-user-identity-form-cancelled': Record<string, never>;
  /** The user opened another section of a person. */
  'seam-section-changed': { section: string };
  /** The user changed the search, the sort order, the selection or the open person. */
  'seam-view-state-changed': PeopleViewState;
  /** Seam has accepted the deactivation of a phone, which may take effect later. */
  'seam-phone-deactivated': PhoneIds;
  /** A credential was changed. */
  'seam-credential-updated': CredentialDetail;
  /** Seam has accepted the deletion of a credential; `acsCredential` is its state before. */
  'seam-credential-deleted': CredentialDetail;
  /** A mobile key was issued. It may not have reached the phones yet: the element shows when it has. */
  'seam-credential-issued': { userIdentityId: string; acsCredentialId: string; acsCredential: AcsCredential };
  /** An instant key was created. For security, no event contains its URL. */
  'seam-instant-key-created': InstantKeyIds & { instantKey: InstantKeyWithoutUrl };
  /** An instant key was deleted. */
  'seam-instant-key-deleted': InstantKeyIds;
  /** An enrollment automation was launched. */
  'seam-enrollment-automation-launched': EnrollmentAutomationDetail;
  /** Seam has accepted the deletion of an enrollment automation. */
  'seam-enrollment-automation-deleted': EnrollmentAutomationDetail;
  /** A person was given access to a device. */
  'seam-device-access-granted': DeviceAccessDetail;
  /** Access to a device was revoked. */
  'seam-device-access-revoked': DeviceAccessDetail;
  /** A device was locked with this element. */
  'seam-device-locked': { deviceId: string };
  /** A device was unlocked with this element. */
  'seam-device-unlocked': { deviceId: string };
  /** A client session was created. For security, no event contains its token. */
  'seam-client-session-created': ClientSessionIds;
  /** A client session was revoked. */
  'seam-client-session-revoked': ClientSessionIds;
  /** A client session was deleted. */
  'seam-client-session-deleted': ClientSessionIds;
  /** An ACS user was linked to a person. */
  'seam-acs-user-linked': AcsUserDetail;
  /** An ACS user was unlinked from a person; `acsUser` is its state before. */
  'seam-acs-user-unlinked': AcsUserDetail;
  /** An ACS user was created, and linked to a person. */
  'seam-acs-user-created': AcsUserDetail;
  /** An ACS user was suspended or unsuspended. */
  'seam-acs-user-updated': AcsUserDetail;
  /** Seam has accepted the deletion of an ACS user; `acsUser` is its state before. */
  'seam-acs-user-deleted': AcsUserDetail;
}

/** The `detail` of each cancelable event. It fires before a request is sent; `preventDefault()` stops the action. */
export interface SeamVetoDetails {
  /** A person is about to be created (`userIdentityId` is null) or changed; `values` is the request. */
  'seam-before-user-identity-saved': {
    userIdentityId: string | null;
    values: Readonly<Record<string, string | null>>;
  };
  /** A phone is about to be deactivated permanently. */
  'seam-before-phone-deactivated': PhoneIds;
  /** A credential is about to be deleted, together with the credentials of its phones. */
  'seam-before-credential-deleted': CredentialDetail;
  /** A mobile key is about to be issued; `params` is the request. */
  'seam-before-credential-issued': { userIdentityId: string; params: Readonly<IssueParams> };
  /** An instant key is about to be deleted: its URL will no longer open any door. */
  'seam-before-instant-key-deleted': InstantKeyIds;
  /** An enrollment automation is about to be deleted. */
  'seam-before-enrollment-automation-deleted': EnrollmentAutomationDetail;
  /** Access to a device is about to be revoked. */
  'seam-before-device-access-revoked': DeviceAccessDetail;
  /** A client session is about to be revoked. */
  'seam-before-client-session-revoked': ClientSessionIds;
  /** A client session is about to be deleted. */
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

/** Anybody who has the URL of an instant key can open doors, so it is in no event. */
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

/** An ACS user, and the person that it is or was linked to. */
export interface AcsUserDetail {
  userIdentityId: string;
  acsUserId: string;
  acsSystemId: string;
  acsUser: AcsUser;
}

/** The events by name, as listeners receive them. */
export type SeamEventMap = {
  [Name in keyof AllDetails]: CustomEvent<AllDetails[Name]>;
};

type AllDetails = SeamEventDetails & SeamVetoDetails;

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merging is the only way to type addEventListener
  interface HTMLElementEventMap extends SeamEventMap {}
}

/** Fires an event. It bubbles and crosses shadow roots, so that a host can listen anywhere. */
export function emit<Name extends keyof SeamEventDetails>(
  element: HTMLElement,
  name: Name,
  detail: SeamEventDetails[Name],
): void {
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

/** Fires a cancelable event before an action. @returns false if the host stops the action */
export const emitCancelable = <Name extends keyof SeamVetoDetails>(
  element: HTMLElement,
  name: Name,
  detail: SeamVetoDetails[Name],
): boolean =>
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));

/** Stops an event of a part that a host could mistake for an event of the whole element. */
export const keepInside = (event: Event): void => event.stopPropagation();
