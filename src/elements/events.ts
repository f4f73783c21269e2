import type { UserIdentity } from '../api/contract.gen.js';
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
}

/** The events as the DOM hands them out. */
export type SeamEventMap = {
  [Name in keyof SeamEventDetails]: CustomEvent<SeamEventDetails[Name]>;
};

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
): boolean =>
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
