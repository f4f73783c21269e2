import fc from 'fast-check';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { endpointSchemas, type JsonSchema } from '../../src/api/schemas.gen.js';
import type { Params } from './requests-of.js';

/** The values of generated parameters. */
export interface Pools {
  /** For a parameter with this name; lists have plural names. */
  ids(name: string): fc.Arbitrary<string>;
  texts: fc.Arbitrary<string>;
  dates: fc.Arbitrary<string>;
  numbers: fc.Arbitrary<number>;
  /** Sometimes replaces any value. */
  wild?: fc.Arbitrary<unknown>;
  /** Replaces the values from the schema. */
  named?: Readonly<Record<string, fc.Arbitrary<unknown>>>;
}

/** A value that mostly follows the contract. */
export function valueOf(schema: JsonSchema, pools: Pools, name = ''): fc.Arbitrary<unknown> {
  const tame = pools.named?.[name] ?? tameValueOf(schema, pools, name);
  return pools.wild ? fc.oneof({ weight: 12, arbitrary: tame }, { weight: 1, arbitrary: pools.wild }) : tame;
}

function tameValueOf(schema: JsonSchema, pools: Pools, name: string): fc.Arbitrary<unknown> {
  const { type, format, enum: words, items, properties, anyOf } = schema;
  if (anyOf && !properties) return fc.oneof(...anyOf.map((one) => tameValueOf(one, pools, name)));
  if (words) return fc.constantFrom(...words);
  if (items) return fc.array(tameValueOf(items, pools, name), { maxLength: 3 });
  if (properties)
    return fc.record(
      Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, valueOf(inner, pools, key)])),
      { requiredKeys: [] },
    );
  if (format === 'uuid' || /_ids?$/.test(name)) return pools.ids(name);
  if (format === 'date-time') return pools.dates;
  switch ([type].flat()[0]) {
    case 'boolean':
      return fc.boolean();
    case 'number':
    case 'integer':
      return pools.numbers;
    case 'object':
      return fc.constant({});
    default:
      return pools.texts;
  }
}

/** A limited number of an endpoint's parameters, without the excluded ones. */
export function someParamsOf(
  path: EndpointPath,
  pools: Pools,
  { most = 3, leftOut = [], added = [] }: { most?: number; leftOut?: string[]; added?: string[] } = {},
): fc.Arbitrary<Params> {
  const { properties = {} } = endpointSchemas[path].params;
  const names = [...Object.keys(properties), ...added].filter((name) => !leftOut.includes(name));
  return fc
    .subarray(names, { maxLength: Math.min(most, names.length) })
    .chain((some) =>
      fc.record(
        Object.fromEntries(
          some.map((name) => [name, valueOf(properties[name] ?? { type: 'string' }, pools, name)]),
        ),
      ),
    );
}

/** Ids by kind of resource, such as `device_id`. */
export type KnownIds = Readonly<Record<string, readonly string[]>>;

/** Ids for a parameter, of the right kind if the name shows the kind. */
export function idsFor(own: KnownIds, foreign: KnownIds = {}): Pools['ids'] {
  const kinds = Object.keys(own);
  return (name) => {
    const singular = name.replace(/s$/, '');
    const kind = kinds.find((one) => singular === one || singular.endsWith(`_${one}`));
    const known = kind === undefined ? Object.values(own).flat() : own[kind]!;
    const others = (kind !== undefined && foreign[kind]) || [];
    return fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...known) },
      ...(others.length > 0 ? [{ weight: 4, arbitrary: fc.constantFrom(...others) }] : []),
      { weight: 1, arbitrary: fc.constant('00000000-0000-4000-8000-000000000000') },
    );
  };
}
