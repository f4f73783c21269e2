import type { EndpointPath } from '../../api/contract.gen.js';
import type { Permission } from '../../api/permissions.js';
import { definitions, endpointSchemas, type JsonSchema } from '../../api/schemas.gen.js';
import { notFound } from '../http/http-error.js';
import { isLimited, reaches, type Reach } from './scope.js';
import { hiddenFromLimited, shownToLimited } from './shown-fields.js';

type Fields = Record<string, unknown>;

/**
 * Fields that open something for anybody who knows them, and the permission that shows them. Those without one are
 * only in the answer that is made to hand them out.
 */
const secrets = {
  /** Of a credential or an access code: what is typed at the door. */
  code: 'codes.read',
  card_number: 'codes.read',
  /** With a publishable key, which is in pages, it opens the session. */
  user_identifier_key: 'user_identifier_keys.read',
  token: null,
  client_session_token: null,
  instant_key_url: null,
  publishable_key: null,
} satisfies Record<string, Permission | null>;

export type Secret = keyof typeof secrets;

/** Who an answer is for. Without a reach it holds no secret at all. */
export interface Audience {
  readonly reach?: Reach | undefined;
  /** The secret that this answer is made to hand out. */
  readonly handsOut?: Secret | undefined;
}

/** An answer of Seam's, with nothing in it but what the contract declares and the audience may see. */
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

/** The part of a value that may go out; undefined where nothing may. */
type PartOf = (value: unknown) => unknown;

const parts = new Map<string, PartOf>();

interface Rules {
  /** Names of fields that stay inside, at whatever depth. */
  readonly keptBack: ReadonlySet<string>;
  readonly isForLimited?: boolean;
  /** Within a shared resource for a limited scope: the paths that may go out, and where in it this is. */
  readonly shown?: { readonly paths: readonly string[]; readonly at: string };
}

/** Compiles a schema once, because every field of every answer goes through the result. */
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
  // An empty schema declares no fields, so it lets none out. What is shown of a shared resource has a name.
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

/** The rules for a field; undefined where it is not shown. */
function rulesWithin(rules: Rules, name: string): Rules | undefined {
  if (!rules.shown) return rules;
  const { paths, at } = rules.shown;
  const path = at === '' ? name : `${at}.${name}`;
  const isShown = paths.some((one) => one === path || one.startsWith(`${path}.`));
  return isShown ? { ...rules, shown: { paths, at: path } } : undefined;
}

/** Seam's sentence about a shared thing may name anybody, its code does not. */
function withOwnMessage(shaped: Fields): Fields {
  const code = shaped['error_code'] ?? shaped['warning_code'] ?? shaped['type'] ?? shaped['reason_code'];
  return code === undefined ? shaped : { ...shaped, message: code };
}

/** Whether something has been found among what the caller's own people have. */
export type IsProven = (kind: string, id: unknown) => boolean;

/**
 * An answer without what lies outside the caller's reach, whatever Seam made of the question.
 * @throws {Refusal} where the answer is a single object that lies outside
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

/** Resources that are one person's, by the key of an answer: each with its own id. */
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
  // What is not even a text is no id that is reached.
  const owners = [user_identity_id, user_identity_ids].flat().filter((id) => id != null) as string[];
  if (!owners.every((id) => reaches(userIdentities, id))) return true;
  // A list of owners in the place of one is not what the contract says.
  if (Array.isArray(user_identity_id)) return true;
  if (!own || owners.length > 0) return false;
  return !(isProven(own.kind, item[own.id]) || isProven('acs_user', item['acs_user_id']));
}

const phoneTypes = new Set<unknown>(['ios_phone', 'android_phone']);

/** A phone is a device too, but a person's: its name alone says whose. */
export const isPhone = (item: unknown): boolean =>
  isFields(item) &&
  (phoneTypes.has(item['device_type']) || [item['capabilities_supported']].flat().includes('phone'));

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
