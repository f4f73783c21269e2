const increment = 0x6d2b79f5;

/** Numbers from 0 to 2³² - 1 that look random and are the same every time (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + increment) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** Valid UUIDs, version 4 by their looks, the same every time; the first so many may be left out. */
export function createIds(seed: number, leftOut = 0): () => string {
  // Each draw of a number adds the same to the state, and an id takes four.
  const random = createRandom((seed + Math.imul(leftOut * 4, increment)) | 0);
  return () => {
    const [a, b, c, d] = [random(), random(), random(), random()];
    const version = (b & 0xffff0fff) | 0x4000;
    const variant = (c & 0x3fffffff) | 0x80000000;
    return `${high(a)}${low(a)}-${high(b)}-${low(version)}-${high(variant)}-${low(c)}${high(d)}${low(d)}`;
  };
}

// From a table: a big seed needs hundreds of thousands of these.
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const high = (word: number) => `${hex[word >>> 24]}${hex[(word >>> 16) & 0xff]}`;
const low = (word: number) => `${hex[(word >>> 8) & 0xff]}${hex[word & 0xff]}`;
