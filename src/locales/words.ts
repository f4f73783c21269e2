import type * as en from './en.js';

/** The same tree, with any string for each phrase. */
type Translated<Tree> = {
  readonly [Name in keyof Tree]: Tree[Name] extends string
    ? string
    : Tree[Name] extends (...values: infer Values) => string
      ? (...values: Values) => string
      : Translated<Tree[Name]>;
};

/** Every word of the suite, in one locale. */
export type Words = Translated<typeof en>;
