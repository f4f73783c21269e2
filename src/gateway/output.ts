import type { EndpointPath } from '../api/contract.gen.js';
import { definitions, endpointSchemas, type JsonSchema } from '../api/schemas.gen.js';
import { notFound } from './refusal.js';
import { isLimited, reaches, type Reach } from './scope.js';

type Fields = Record<string, unknown>;

/** An answer of Seam's, with nothing in it but what the contract declares and `hidden` does not name. */
export function shape(path: EndpointPath, body: Fields, hidden: readonly string[] = []): Fields {
  const shown = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shown);
    if (!isFields(value)) return value;
    return Object.fromEntries(Object.entries(value).filter(([name]) => !hidden.includes(name)));
  };
  const declared = partOf(endpointSchemas[path].answer, body) as Fields;
  return Object.fromEntries(Object.entries(declared).map(([key, value]) => [key, shown(value)]));
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
      if (Array.isArray(value)) return [key, value.filter((item) => !isForeign(item, reach))];
      if (isForeign(value, reach)) throw notFound(key);
      return [key, value];
    }),
  );
}

function isForeign(item: unknown, { userIdentities }: Reach): boolean {
  if (!isFields(item)) return false;
  const { user_identity_id, user_identity_ids, device_type } = item;
  const owners = [user_identity_id, user_identity_ids].flat().filter((id) => typeof id === 'string');
  if (owners.some((id) => !reaches(userIdentities, id))) return true;
  // A phone is a device too, but a person's: its name alone says whose.
  return 'device_id' in item && /^(?:ios|android)_phone$/.test(String(device_type));
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
