/** Texts for users: constant, or functions of values that are known later. */
export interface Phrases {
  [name: string]: string | ((...values: never[]) => string) | Phrases;
}
