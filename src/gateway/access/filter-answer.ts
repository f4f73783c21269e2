import type { EndpointPath } from '../../api/contract.gen.js';
import type { Permission } from '../../api/permissions.js';
import { definitions, endpointSchemas, type JsonSchema } from '../../api/schemas.gen.js';
import { notFound } from '../http/http-error.js';
import { isLimited, reaches, type Reach } from './scope.js';
import { hiddenFromLimited, shownToLimited } from './shown-fields.js';

type Fields = Record<string, unknown>;

/**
 * Fields that give access to anybody who knows them, and the permission to see each. A field with null is only in the
 * one response that hands it out.
 */
const secrets = {
  /** The code of a credential or an access code, to type at the door. */
  code: 'codes.read',
  card_number: 'codes.read',
  /** Opens the client session together with a publishable key, and every page contains that key. */
  user_identifier_key: 'user_identifier_keys.read',
  token: null,
  client_session_token: null,
  instant_key_url: null,
  publishable_key: null,
} satisfies Record<string, Permission | null>;

export type Secret = keyof typeof secrets;

/** The reader of a response. Without a reach, the response contains no secrets. */
export interface Audience {
  readonly reach?: Reach | undefined;
  /** The secret that this response hands out. */
  readonly handsOut?: Secret | undefined;
}

/** Copies from Seam's response only the fields that the contract declares and the audience may see. */
export function shape(path: EndpointPath, body: Fields, { reach, handsOut }: Audience = {}): Fields {
  const isForLimited = reach !== undefined && isLimited(reach);
  const keptBack = (Object.keys(secrets) as Secret[]).filter(
    (secret) => secret !== handsOut && !mayBeShown(secret, reach),
  );
  const key = [path, isForLimited, ...keptBack].join(' ');
  let partOf = parts.get(key);
  // Stryker disable next-line all: it only saves work, and stays filled from one test to the next.
  if (!partOf) {
    partOf = partBy(endpointSchemas[path].answer, { keptBack: new Set(keptBack), isForLimited });
    parts.set(key, partOf);
  }
  return partOf(body) as Fields;
}

function mayBeShown(secret: Secret, reach: Reach | undefined): boolean {
  const permission = secrets[secret];
  return permission !== null && reach !== undefined && reach.permissions.has(permission);
}

/** Copies the part of a value that the audience may see; undefined if there is none. */
type PartOf = (value: unknown) => unknown;

const parts = new Map<string, PartOf>();

interface Rules {
  /** Names of hidden fields, at any depth. */
  readonly keptBack: ReadonlySet<string>;
  readonly isForLimited?: boolean;
  /** Within a shared resource, for a limited scope: the visible paths, and the path of the current value. */
  readonly shown?: { readonly paths: readonly string[]; readonly at: string };
}

/** Compiles a schema to a function, because every field of every response passes through it. */
export function partBy(schema: JsonSchema, rules: Rules): PartOf {
  if (schema.$ref) return partByResource(schema.$ref.slice('#/$defs/'.length), rules);
  if (schema.anyOf) return partByAny(schema.anyOf.map((branch) => partBy(branch, rules)));
  const partOfItem = schema.items && partBy(schema.items, rules);
  const partOfFields = partByFields(schema, rules);
  const types = new Set([schema.type].flat().map((type) => (type === 'integer' ? 'number' : type)));
  return (value) => {
    if (value === null) return null;
    if (Array.isArray(value))
      return partOfItem && value.map((item) => partOfItem(item)).filter((item) => item !== undefined);
    if (isFields(value)) return partOfFields?.(value);
    return types.has(typeof value) ? value : undefined;
  };
}

function partByResource(name: string, rules: Rules): PartOf {
  const schema = definitions[name]!;
  if (!rules.isForLimited) return partBy(schema, rules);
  const paths = shownToLimited[name];
  return partBy(schema, {
    ...rules,
    keptBack: new Set([...rules.keptBack, ...(hiddenFromLimited[name] ?? [])]),
    ...(paths && { shown: { paths, at: '' } }),
  });
}

const partByAny =
  (branches: readonly PartOf[]): PartOf =>
  (value) => {
    const [first, ...others] = branches
      .map((partOf) => partOf(value))
      .filter((candidate) => candidate !== undefined);
    return isFields(first) ? Object.assign({}, first, ...others) : first;
  };

function partByFields({ properties, additionalProperties }: JsonSchema, rules: Rules) {
  if (!properties && !additionalProperties) return undefined;
  const declared = new Map(
    Object.entries(properties ?? {}).flatMap(([name, schema]) => {
      const inner = rulesWithin(rules, name);
      return inner ? [[name, partBy(schema, inner)]] : [];
    }),
  );
  // An empty schema declares no fields, so it shows none. A shared resource shows only fields with listed names.
  const partOfOther = additionalProperties && !rules.shown ? partBy(additionalProperties, rules) : undefined;
  return (value: Fields): Fields => {
    const shaped: Fields = {};
    for (const name of Object.keys(value)) {
      if (rules.keptBack.has(name) || name === '__proto__') continue;
      const kept = (declared.get(name) ?? partOfOther)?.(value[name]);
      if (kept !== undefined) shaped[name] = kept;
    }
    return rules.shown && properties?.['message'] ? withOwnMessage(shaped) : shaped;
  };
}

/** The rules for a field; undefined if the field is hidden. */
function rulesWithin(rules: Rules, name: string): Rules | undefined {
  if (!rules.shown) return rules;
  const { paths, at } = rules.shown;
  const path = at === '' ? name : `${at}.${name}`;
  const isShown = paths.some((one) => one === path || one.startsWith(`${path}.`));
  return isShown ? { ...rules, shown: { paths, at: path } } : undefined;
}

/** Replaces Seam's message about a shared resource by its code, because the message may name other people. */
function withOwnMessage(shaped: Fields): Fields {
  const code = shaped['error_code'] ?? shaped['warning_code'] ?? shaped['type'] ?? shaped['reason_code'];
  return code === undefined ? shaped : { ...shaped, message: code };
}

/** Whether an id was found in the lists of the caller's own people. */
export type IsProven = (kind: string, id: unknown) => boolean;

/**
 * Removes from Seam's response all resources outside the caller's reach, even if Seam ignored a filter.
 * @throws {Refusal} if the response is a single object outside the reach
 */
export function withinReach(body: Fields, reach: Reach, isProven: IsProven): Fields {
  if (!isLimited(reach)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => {
      const foreign = (item: unknown) =>
        isForeign(key, item, reach, isProven) || (key.includes('device') && isPhone(item));
      if (Array.isArray(value)) return [key, value.filter((item) => !foreign(item))];
      if (foreign(value)) throw notFound(key);
      return [key, value];
    }),
  );
}

/** Resources that belong to one person, by response key, with the name of their id. */
const personal: Readonly<Record<string, { kind: string; id: string }>> = Object.fromEntries(
  [
    ['user_identity', 'user_identities', 'user_identity_id'],
    ['acs_user', 'acs_users', 'acs_user_id'],
    ['acs_credential', 'acs_credentials', 'acs_credential_id'],
    ['client_session', 'client_sessions', 'client_session_id'],
    ['instant_key', 'instant_keys', 'instant_key_id'],
    ['enrollment_automation', 'enrollment_automations', 'enrollment_automation_id'],
    ['phone', 'phones', 'device_id'],
  ].flatMap(([kind, kinds, id]) => [kind, kinds].map((key) => [key, { kind, id }])),
);

function isForeign(key: string, item: unknown, { userIdentities }: Reach, isProven: IsProven): boolean {
  const own = personal[key];
  if (!isFields(item)) return own !== undefined;
  const { user_identity_id, user_identity_ids } = item;
  if (user_identity_ids != null && !Array.isArray(user_identity_ids)) return true;
  // A value that is not a string is not an id in reach, so it counts as somebody else's.
  const owners = [user_identity_id, user_identity_ids].flat().filter((id) => id != null) as string[];
  if (!owners.every((id) => reaches(userIdentities, id))) return true;
  // The contract allows only one owner here, so a list is treated as somebody else's.
  if (Array.isArray(user_identity_id)) return true;
  if (!own || owners.length > 0) return false;
  return !(isProven(own.kind, item[own.id]) || isProven('acs_user', item['acs_user_id']));
}

const phoneTypes = new Set<unknown>(['ios_phone', 'android_phone']);

/** A phone is also a device, but it belongs to a person, and its name can show whose it is. */
export const isPhone = (item: unknown): boolean =>
  isFields(item) &&
  (phoneTypes.has(item['device_type']) || [item['capabilities_supported']].flat().includes('phone'));

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
