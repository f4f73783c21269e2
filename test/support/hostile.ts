import fc from 'fast-check';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { definitions, endpointSchemas, type JsonSchema } from '../../src/api/schemas.gen.js';

// Responses that no server should send: Seam's own, with texts, types or fields that a page cannot expect.

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** An element that none of our templates renders. */
export const hostileTag = 'x-hostile';

const attack = 'globalThis.pwned=true';
const attacks = [
  `<${hostileTag}></${hostileTag}>`,
  `<img src=x onerror="${attack}">`,
  `"><script>${attack}</script><${hostileTag}>`,
  `' onmouseover='${attack}' autofocus onfocus='${attack}`,
  `javascript:${attack}`,
  `data:text/html,<script>${attack}</script>`,
  `\${${attack}}`,
  '<!--', ']]>', '</style></textarea></title>',
  '__proto__', 'constructor', 'toString', 'hasOwnProperty',
  'x'.repeat(10_000), 'word '.repeat(2_000), '🧑‍🚒'.repeat(1_000),
  '\u0000\u0001\u001b[31m\u007f', '\u202eevil\u2066\u200f', '\ud800', 'a\udfffb', '\ufeff\u200b',
  '', ' ', '0', '-1', 'null', 'undefined', 'NaN', '=cmd|calc!A1',
  '9999-99-99T99:99:99Z', '+275760-09-14T00:00:00Z', '0000-01-01', 'unheard_of_value',
]; // prettier-ignore

const texts = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...attacks) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
const values: fc.Arbitrary<Json> = fc.oneof(
  texts,
  fc.constantFrom<Json>(null, true, false, 0, -1, 1e21, 0.1, [], {}, [null], [[]], { '': '' }),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
);

/** How responses are changed. */
export interface Spoiling {
  /** Replaces texts by other texts, changes types, or removes and adds fields. */
  readonly how: 'texts' | 'types' | 'fields';
  /** The share of a response that is changed, 0…1. */
  readonly share: number;
  readonly seed: number;
  /** Whether the caller and its permissions are changed too. */
  readonly isOfSession: boolean;
}

export const spoilings: fc.Arbitrary<Spoiling> = fc.record({
  how: fc.constantFrom('texts', 'types', 'fields'),
  share: fc.constantFrom(0.02, 0.15, 1),
  seed: fc.nat(),
  isOfSession: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
});

/** Changes a response. The same request gives the same result, so that a run can be repeated. */
export function spoil(answer: Json, path: string, question: string, spoiling: Spoiling): Json {
  const schema = path in endpointSchemas ? endpointSchemas[path as EndpointPath].answer : {};
  const seed = spoiling.seed ^ hashOf(path + question);
  const draw = drawing(seed);
  return draw((gen) => spoiled(answer, schema, spoiling, gen));
}

type Draw = fc.GeneratorValue;

/** Makes something from random values that depend only on the seed. */
const drawing =
  (seed: number) =>
  <Made>(make: (gen: Draw) => Made): Made =>
    fc.sample(fc.gen().map(make), { seed, numRuns: 1 })[0]!;

/**
 * Ids do not change, because otherwise nothing would be requested about the resources that they name. The caller does
 * not change, because the gateway also sends it in a header.
 */
const isId = (name: string) => /(_ids?|cursor|caller)$/.test(name);

function spoiled(value: Json, schema: JsonSchema, spoiling: Spoiling, gen: Draw, name = ''): Json {
  const { how, share } = spoiling;
  const { properties = {}, items = {} } = resolved(schema);
  const isHit = gen(fc.double, { min: 0, max: 1, noNaN: true, maxExcluded: true }) < share;
  if (Array.isArray(value)) {
    if (isHit && how === 'types') return gen(() => values);
    const rows = (value as Json[]).map((item) => spoiled(item, items, spoiling, gen, name));
    // Sometimes adds a row that is hostile in every field.
    return isHit && items.$ref ? [...rows, gen(() => fromSchema(items, how))] : rows;
  }
  if (typeof value === 'object' && value !== null) {
    if (isHit && how === 'types' && name) return gen(() => values);
    const fields = Object.entries(value as Record<string, Json>).map(
      ([key, field]) => [key, spoiled(field, properties[key] ?? {}, spoiling, gen, key)] as const,
    );
    if (how !== 'fields') return Object.fromEntries(fields);
    const kept = fields.filter(
      ([key]) => isId(key) || gen(fc.double, { min: 0, max: 1, noNaN: true }) >= share / 2,
    );
    const absent = Object.keys(properties).filter((key) => !(key in value));
    const added = isHit
      ? absent.map((key) => [key, gen(() => fromSchema(properties[key]!, how))] as const)
      : [];
    return Object.fromEntries([...kept, ...added, ['extra', gen(() => values)]]);
  }
  if (!isHit || isId(name)) return value;
  if (how === 'types') return gen(() => values);
  return typeof value === 'string' ? gen(() => texts) : value;
}

/** Creates a value that follows the schema, but is as hostile as possible. */
function fromSchema(schema: JsonSchema, how: Spoiling['how'], depth = 0): fc.Arbitrary<Json> {
  const { type, properties, items, anyOf, required = [] } = resolved(schema);
  if (anyOf?.length) return fc.oneof(...anyOf.map((one) => fromSchema(one, how, depth)));
  const [kind] = [type ?? 'object'].flat();
  if (depth > 4 || (how === 'types' && depth > 0)) return values;
  switch (kind) {
    case 'string':
      return texts;
    case 'array':
      return fc.array(fromSchema(items ?? {}, how, depth + 1), { maxLength: 3 });
    case 'object': {
      const fields = Object.entries(properties ?? {}).map(
        ([name, field]) => [name, fromSchema(field, how, depth + 1)] as const,
      );
      const requiredKeys = how === 'fields' ? [] : (required as string[]);
      return fc.record(Object.fromEntries(fields), { requiredKeys }) as fc.Arbitrary<Json>;
    }
    case 'boolean':
      return fc.boolean();
    default:
      return fc.constantFrom(0, -1, 1e21, 0.1);
  }
}

const resolved = (schema: JsonSchema): JsonSchema =>
  schema.$ref ? definitions[schema.$ref.split('/').at(-1)!]! : schema;

function hashOf(text: string): number {
  let hash = 0;
  for (const unit of text) hash = (Math.imul(hash, 31) + unit.codePointAt(0)!) | 0;
  return hash;
}
