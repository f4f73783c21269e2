const increment = 0x6d2b79f5;

/** Creates a generator of pseudorandom numbers from 0 to 2³² - 1; the same seed gives the same numbers (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + increment) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/**
 * Creates a generator of UUIDs in the format of version 4; the same seed gives the same ids.
 * @param leftOut the number of ids to skip at the start
 */
export function createIds(seed: number, leftOut = 0): () => string {
  // Each number adds `increment` to the state, and an id needs four numbers.
  const random = createRandom((seed + Math.imul(leftOut * 4, increment)) | 0);
  return () => {
    const [a, b, c, d] = [random(), random(), random(), random()];
    const version = (b & 0xffff0fff) | 0x4000;
    const variant = (c & 0x3fffffff) | 0x80000000;
    return `${high(a)}${low(a)}-${high(b)}-${low(version)}-${high(variant)}-${low(c)}${high(d)}${low(d)}`;
  };
}

// A table is faster, and a big seed needs several 100,000 ids.
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const high = (word: number) => `${hex[word >>> 24]}${hex[(word >>> 16) & 0xff]}`;
const low = (word: number) => `${hex[(word >>> 8) & 0xff]}${hex[word & 0xff]}`;
