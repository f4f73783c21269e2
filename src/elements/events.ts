import type { AcsUser, UserIdentity } from '../api/contract.gen.js';
import type { SeamError } from '../api/errors.js';
import type { PeopleViewState } from './seam-user-identity-list/view-state.js';

/** What each event carries in `detail`. */
export interface SeamEventDetails {
  /** The first data is drawn. */
  'seam-ready': Record<string, never>;
  /** Something failed. */
  'seam-error': SeamError;
  /** A person was opened. */
  'seam-user-identity-selected': { userIdentityId: string; userIdentity: UserIdentity };
  /** A person is about to be created, or changed where there is an id; `values` are what is sent. */
  'seam-before-user-identity-saved': {
    userIdentityId: string | null;
    values: Readonly<Record<string, string | null>>;
  };
  'seam-user-identity-created': { userIdentityId: string; userIdentity: UserIdentity };
  'seam-user-identity-updated': { userIdentityId: string; userIdentity: UserIdentity };
  'seam-user-identity-form-cancelled': Record<string, never>;
  /** The search, the order, the selection or the open person changed by the user's hand. */
  'seam-view-state-changed': PeopleViewState;
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
  /** An ACS user is about to be unlinked from a person. */
  'seam-before-acs-user-unlinked': AcsUserDetail;
  /** An ACS user is about to be deleted from its access system. */
  'seam-before-acs-user-deleted': AcsUserDetail;
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

/** Asks the page whether something may happen. @returns whether nobody has prevented it */
export const emitCancelable = <Name extends `seam-before-${string}` & keyof SeamEventDetails>(
  element: HTMLElement,
  name: Name,
  detail: SeamEventDetails[Name],
/** Asks the host first. @returns false if it stops the act */
export const emitCancelable = <Name extends keyof SeamVetoDetails>(
  element: HTMLElement,
  name: Name,
  detail: SeamVetoDetails[Name],
): boolean =>
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
