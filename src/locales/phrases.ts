/** Words for people: plain, or made from what is only known later. */
export interface Phrases {
  [name: string]: string | ((...values: never[]) => string) | Phrases;
}
