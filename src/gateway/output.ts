import type { EndpointPath } from '../api/contract.gen.js';
import { definitions, endpointSchemas, type JsonSchema } from '../api/schemas.gen.js';
import { notFound } from './refusal.js';
import { isLimited, reaches, type Reach } from './scope.js';

type Fields = Record<string, unknown>;

/** Whoever has one of these can act with it, so no answer holds one but that which is made to hand it out. */
const secrets = ['token', 'client_session_token', 'instant_key_url', 'publishable_key'] as const;

export type Secret = (typeof secrets)[number];

interface ShapeOptions {
  handsOut?: Secret | undefined;
  hidden?: readonly string[];
}

/** An answer of Seam's, with nothing in it but what the contract declares, and what is neither hidden nor secret. */
export function shape(
  path: EndpointPath,
  body: Fields,
  { handsOut, hidden = [] }: ShapeOptions = {},
): Fields {
  const keptBack = [...secrets.filter((secret) => secret !== handsOut), ...hidden];
  const key = [path, ...keptBack].join(' ');
  let partOf = parts.get(key);
  // Stryker disable next-line all: it only spares work, and stays filled from one test to the next.
  if (!partOf) {
    partOf = partBy(endpointSchemas[path].answer, new Set(keptBack));
    parts.set(key, partOf);
  }
  return partOf(body) as Fields;
}

/** The part of a value that may go out; undefined where nothing may. */
type PartOf = (value: unknown) => unknown;

const parts = new Map<string, PartOf>();

/** Reads a schema once, because every field of every answer goes through what comes of it. */
export function partBy(schema: JsonSchema, keptBack: ReadonlySet<string>): PartOf {
  if (schema.$ref) return partBy(definitions[schema.$ref.slice('#/$defs/'.length)]!, keptBack);
  if (schema.anyOf) return partByAny(schema.anyOf.map((branch) => partBy(branch, keptBack)));
  const partOfItem = schema.items && partBy(schema.items, keptBack);
  const partOfFields = partByFields(schema, keptBack);
  const types = new Set([schema.type].flat().map((type) => (type === 'integer' ? 'number' : type)));
  return (value) => {
    if (value === null) return null;
    if (Array.isArray(value))
      return partOfItem && value.map((item) => partOfItem(item)).filter((item) => item !== undefined);
    if (isFields(value)) return partOfFields?.(value);
    return types.has(typeof value) ? value : undefined;
  };
}

const partByAny =
  (branches: readonly PartOf[]): PartOf =>
  (value) => {
    const [first, ...others] = branches
      .map((partOf) => partOf(value))
      .filter((candidate) => candidate !== undefined);
    return isFields(first) ? Object.assign({}, first, ...others) : first;
  };

function partByFields({ properties, additionalProperties }: JsonSchema, keptBack: ReadonlySet<string>) {
  if (!properties && !additionalProperties) return undefined;
  const declared = new Map(
    Object.entries(properties ?? {}).map(([name, schema]) => [name, partBy(schema, keptBack)]),
  );
  // An empty schema declares no fields, so it lets none out.
  const partOfOther = additionalProperties && partBy(additionalProperties, keptBack);
  return (value: Fields): Fields => {
    const shaped: Fields = {};
    for (const name of Object.keys(value)) {
      if (keptBack.has(name) || name === '__proto__') continue;
      const kept = (declared.get(name) ?? partOfOther)?.(value[name]);
      if (kept !== undefined) shaped[name] = kept;
    }
    return shaped;
  };
}

/**
 * An answer without what lies outside the caller's reach, whatever Seam made of the question.
 * @throws {Refusal} where the answer is a single object that lies outside
 */
export function withinReach(body: Fields, reach: Reach): Fields {
  if (!isLimited(reach)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => {
      const foreign = (item: unknown) => isForeign(item, reach) || (key.includes('device') && isPhone(item));
      if (Array.isArray(value)) return [key, value.filter((item) => !foreign(item))];
      if (foreign(value)) throw notFound(key);
      return [key, value];
    }),
  );
}

function isForeign(item: unknown, { userIdentities }: Reach): boolean {
  if (!isFields(item)) return false;
  const { user_identity_id, user_identity_ids } = item;
  const owners = [user_identity_id, user_identity_ids].flat().filter((id) => typeof id === 'string');
  return owners.some((id) => !reaches(userIdentities, id));
}

const phoneTypes = new Set<unknown>(['ios_phone', 'android_phone']);

/** A phone is a device too, but a person's: its name alone says whose. Among phones, it has been looked up. */
const isPhone = (item: unknown): boolean => isFields(item) && phoneTypes.has(item['device_type']);

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
