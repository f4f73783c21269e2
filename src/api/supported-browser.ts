/** Newest of what is used without a substitute, by name. All browsers of the guide "Browsers" have them. */
const needed: Readonly<Record<string, () => unknown>> = {
  'AbortController.reason': () => 'reason' in AbortSignal.prototype,
  'Array.at': () => Array.prototype.at,
  'Object.hasOwn': () => Object.hasOwn,
  'Intl.ListFormat': () => Intl.ListFormat,
  'adopted style sheets': () => typeof document === 'undefined' || 'adoptedStyleSheets' in document,
};

/** What this browser does not have and the elements cannot do without. */
export const missingFeatures = (): string[] => Object.keys(needed).filter((name) => !needed[name]!());
