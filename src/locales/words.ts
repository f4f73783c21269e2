import type * as activity from './en/activity.js';
import type * as automations from './en/automations.js';
import type * as credentials from './en/credentials.js';
import type * as deactivation from './en/deactivation.js';
import type * as doors from './en/doors.js';
import type * as form from './en/form.js';
import type * as general from './en/general.js';
import type * as instantKeys from './en/instant-keys.js';
import type * as issuerForm from './en/issuer-form.js';
import type * as issuing from './en/issuing.js';
import type * as keys from './en/keys.js';
import type * as linkDialogs from './en/link-dialogs.js';
import type * as linking from './en/linking.js';
import type * as people from './en/people.js';
import type * as removing from './en/removing.js';
import type * as sessions from './en/sessions.js';

/** The same tree, with any string for each phrase. */
type Translated<Tree> = {
  readonly [Name in keyof Tree]: Tree[Name] extends string
    ? string
    : Tree[Name] extends (...values: infer Values) => string
      ? (...values: Values) => string
      : Translated<Tree[Name]>;
};

/** All texts in one locale, by area: a page fetches only the areas of its elements. */
export interface Words {
  general: Translated<typeof general>;
  /** User identities. */
  people: Translated<typeof people & typeof form>;
  /** ACS users: the records of people in access systems. */
  linking: Translated<typeof linking & typeof linkDialogs>;
  removing: Translated<typeof removing>;
  /** Phones and credentials. */
  keys: Translated<
    typeof keys & typeof deactivation & typeof credentials & typeof instantKeys & typeof automations
  >;
  issuing: Translated<typeof issuing & typeof issuerForm>;
  /** Device access, client sessions and events. */
  doors: Translated<typeof doors & typeof sessions & typeof activity>;
}

export type Area = keyof Words;

/** Any part of a tree. */
type Some<Tree> = {
  readonly [Name in keyof Tree]?: Tree[Name] extends string | ((...values: never[]) => string)
    ? Tree[Name]
    : Some<Tree[Name]>;
};

export type OwnWords = Some<Words>;

/** A host's phrases in place of ours, by language or by BCP 47 tag. */
export interface SeamWording {
  readonly [tag: string]: OwnWords;
}
