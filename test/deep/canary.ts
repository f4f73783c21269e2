import type { EndpointPath } from '../../src/api/contract.gen.js';
import { definitions, endpointSchemas, type JsonSchema } from '../../src/api/schemas.gen.js';

/*
 * Answers of Seam's with everything in them that the contract declares, each text being a mark. They are laid over
 * what the sandbox answers, so that ids and owners are as they must be for a row to take the object for the caller's.
 */

export type Fields = Record<string, unknown>;

/** What stands in an answer, and where. */
export interface Place {
  /** The kind of object that it is in, such as `device`; null in what is around it. */
  kind: string | null;
  /** From the object on, such as `properties.battery.level` or `errors[].message`. */
  field: string;
}

export interface Filling {
  /** The text in each place. */
  mark(place: Place): string;
  /** Whether a place keeps what Seam really answers there, if there is something. */
  keeps(place: Place): boolean;
}

/** What tells a row whose an object is and which, and what it is sorted by. */
const identifying: Readonly<Record<string, readonly string[]>> = {
  acs_access_group: ['acs_access_group_id', 'acs_system_id'],
  acs_credential: ['acs_credential_id', 'acs_system_id', 'acs_user_id', 'user_identity_id'],
  acs_entrance: ['acs_entrance_id', 'acs_system_id'],
  acs_system: ['acs_system_id'],
  acs_user: ['acs_user_id', 'acs_system_id', 'user_identity_id'],
  action_attempt: ['action_attempt_id'],
  client_session: ['client_session_id', 'user_identity_id', 'user_identity_ids[]', 'workspace_id'],
  device: ['device_id', 'device_type'],
  enrollment_automation: ['enrollment_automation_id', 'user_identity_id'],
  event: ['event_id', 'event_type', 'device_id', 'user_identity_id'],
  instant_key: ['instant_key_id', 'user_identity_id', 'client_session_id'],
  phone: ['device_id', 'device_type'],
  user_identity: ['user_identity_id'],
};

export const keepsIdentity = ({ kind, field }: Place): boolean =>
  kind === null ||
  identifying[kind]?.includes(field) === true ||
  field === 'created_at' ||
  field === 'expires_at';

export const filledAnswer = (path: EndpointPath, body: Fields, filling: Filling): Fields =>
  filled(endpointSchemas[path].answer, body, { kind: null, field: '' }, filling) as Fields;

function filled(schema: JsonSchema, real: unknown, place: Place, filling: Filling): unknown {
  if (schema.$ref) {
    const kind = schema.$ref.slice('#/$defs/'.length);
    // A cursor that is none of Seam's would only be refused by the sandbox.
    if (kind === 'pagination')
      return { ...(real as Fields), next_page_url: filling.mark({ kind, field: 'next_page_url' }) };
    return filled(definitions[kind]!, real, { kind, field: '' }, filling);
  }
  if (schema.anyOf) {
    const all = schema.anyOf.map((branch) => filled(branch, real, place, filling));
    return all.every((one) => typeof one === 'object') ? Object.assign({}, ...(all as object[])) : all[0];
  }
  if (schema.items) {
    const inList = { ...place, field: `${place.field}[]` };
    const isKept = filling.keeps(inList) && Array.isArray(real);
    const items = Array.isArray(real) && (real.length > 0 || isKept) ? (real as unknown[]) : [undefined];
    // A list of objects holds what Seam answers there and no more, so that none is without an owner.
    const isOfObjects = schema.items.$ref !== undefined;
    return (isOfObjects ? ((real ?? []) as unknown[]) : items).map((item) =>
      filled(schema.items!, item, inList, filling),
    );
  }
  if (schema.properties) {
    const inner = place.field === '' ? '' : `${place.field}.`;
    return Object.fromEntries(
      Object.entries(schema.properties).flatMap(([name, one]) => {
        const there = { ...place, field: inner + name };
        const value = (real as Fields | null | undefined)?.[name];
        // An owner is not made up where Seam names none.
        const isLeftOut = place.kind !== null && filling.keeps(there) && value === undefined;
        return isLeftOut ? [] : [[name, filled(one, value, there, filling)]];
      }),
    );
  }
  if (schema.additionalProperties)
    return {
      canary: filled(
        schema.additionalProperties,
        undefined,
        { ...place, field: `${place.field}.*` },
        filling,
      ),
    };
  if (real !== undefined && real !== null && filling.keeps(place)) return real;
  const type = [schema.type].flat()[0];
  return type === 'boolean'
    ? (real ?? true)
    : type === 'string'
      ? filling.mark(place)
      : type === 'array'
        ? []
        : (real ?? 1);
}

/** Every place of an answer that holds something, each with what it holds. */
export function placesIn(path: EndpointPath, body: Fields): (Place & { value: unknown })[] {
  const found: (Place & { value: unknown })[] = [];
  const look = (schema: JsonSchema | undefined, value: unknown, { kind, field }: Place): void => {
    if (value === null || value === undefined) return;
    if (schema?.$ref) {
      const name = schema.$ref.slice('#/$defs/'.length);
      return look(definitions[name], value, { kind: name, field: '' });
    }
    if (Array.isArray(value)) {
      const item = schema?.items ?? schema?.anyOf?.find(({ items }) => items)?.items;
      for (const one of value) look(item, one, { kind, field: `${field}[]` });
    } else if (typeof value === 'object') {
      const properties = Object.assign(
        {},
        ...[schema, ...(schema?.anyOf ?? [])].map((one) => one?.properties),
      ) as Record<string, JsonSchema>;
      for (const [name, one] of Object.entries(value)) {
        const isDeclared = Object.hasOwn(properties, name);
        const inner = `${field === '' ? '' : `${field}.`}${isDeclared ? name : '*'}`;
        look(properties[name] ?? schema?.additionalProperties, one, { kind, field: inner });
      }
    } else found.push({ kind, field, value });
  };
  look(endpointSchemas[path].answer, body, { kind: null, field: '' });
  return found;
}

/** Whether an answer has a field of one of these names, wherever in it. */
export function declaresAny(path: EndpointPath, names: readonly string[]): boolean {
  const declares = (schema: JsonSchema): boolean =>
    schema.$ref !== undefined
      ? declares(definitions[schema.$ref.slice('#/$defs/'.length)]!)
      : [schema.items, ...(schema.anyOf ?? [])].some((inner) => inner !== undefined && declares(inner)) ||
        Object.entries(schema.properties ?? {}).some(
          ([name, inner]) => names.includes(name) || declares(inner),
        );
  return declares(endpointSchemas[path].answer);
}
