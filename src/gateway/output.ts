import type { EndpointPath } from '../api/contract.gen.js';
import { definitions, endpointSchemas, type JsonSchema } from '../api/schemas.gen.js';
import { notFound } from './refusal.js';
import { isLimited, reaches, type Reach } from './scope.js';

type Fields = Record<string, unknown>;

/** Whoever has one of these can act with it, so no answer holds one but that which is made to hand it out. */
export const secrets = ['token', 'client_session_token', 'instant_key_url', 'publishable_key'] as const;

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
  const hiddenNames = new Set<string>([...secrets.filter((secret) => secret !== handsOut), ...hidden]);
  return without(hiddenNames, partOf(endpointSchemas[path].answer, body)) as Fields;
}

function without(names: ReadonlySet<string>, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => without(names, item));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) =>
      names.has(name) ? [] : [[name, without(names, field)]],
    ),
  );
}

/** The part of a value that its schema declares; undefined where the value is of another kind. */
function partOf(schema: JsonSchema, value: unknown): unknown {
  if (value === null) return null;
  if (schema.$ref) return partOf(definitions[schema.$ref.slice('#/$defs/'.length)]!, value);
  if (schema.anyOf) {
    const candidates = schema.anyOf.map((branch) => partOf(branch, value));
    return candidates.every(isFields)
      ? Object.assign({}, ...candidates)
      : candidates.find((it) => it !== undefined);
  }
  if (Array.isArray(value)) {
    if (!schema.items) return undefined;
    return value.map((item) => partOf(schema.items!, item)).filter((item) => item !== undefined);
  }
  if (isFields(value)) return shapedFields(schema, value);
  const types = [schema.type ?? []].flat();
  return types.some((type) => (type === 'integer' ? 'number' : type) === typeof value) ? value : undefined;
}

function shapedFields({ properties, additionalProperties }: JsonSchema, value: Fields): Fields | undefined {
  if (!properties && !additionalProperties) return undefined;
  const shaped: Fields = {};
  for (const [name, field] of Object.entries(value)) {
    const schema = properties && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    // An empty schema declares no fields, so it lets none out.
    const kept = schema && partOf(schema, field);
    if (kept !== undefined && name !== '__proto__') shaped[name] = kept;
  }
  return shaped;
}

/**
 * An answer without what lies outside the caller's reach, whatever Seam made of the question.
 * @throws {Refusal} where the answer is a single object that lies outside
 */
export function withinReach(body: Fields, reach: Reach): Fields {
  if (!isLimited(reach)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => {
      const foreign = (item: unknown) =>
        isForeign(item, reach) || (/^device|_devices$/.test(key) && isPhone(item));
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

/** A phone is a device too, but a person's: its name alone says whose. Among phones, it has been looked up. */
const isPhone = (item: unknown): boolean =>
  isFields(item) && /^(?:ios|android)_phone$/.test(String(item['device_type']));

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
