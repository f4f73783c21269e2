import type { EndpointPath } from '../../api/contract.gen.js';
import type { JsonSchema } from '../../api/schemas.gen.js';
import { ApiError } from '../model/errors.js';

/** The names in Seam's older guides, and their present names. A dot leads into an object. */
const currentNames: Partial<Record<EndpointPath, Readonly<Record<string, string>>>> = {
  '/acs/credentials/create': {
    card_format: 'visionline_metadata.card_format',
    'visionline_metadata.cardFormat': 'visionline_metadata.card_format',
  },
  '/client_sessions/delete': { session_id: 'client_session_id' },
  '/client_sessions/get': { session_id: 'client_session_id' },
  '/client_sessions/revoke': { session_id: 'client_session_id' },
  '/phones/deactivate': { phone_id: 'device_id' },
  '/phones/get': { phone_id: 'device_id' },
  '/phones/list': { user_identity_id: 'owner_user_identity_id' },
};

/**
 * Reads the parameters of a request from its query and body, without validation.
 * @throws {ApiError} 400 if the body is not JSON
 */
export async function readParameters(
  request: Request,
  path: EndpointPath,
  schema: JsonSchema,
  takesOldNames: boolean,
): Promise<unknown> {
  const names = takesOldNames ? Object.entries(currentNames[path] ?? {}) : [];
  const query = new URL(request.url).searchParams;
  for (const [oldName, name] of names) {
    const text = query.get(oldName);
    if (text !== null && !query.has(name)) query.set(name, text);
  }
  const body = await bodyOf(request);
  if (!isObject(body)) return body;
  const given = { ...queryParameters(query, schema), ...body };
  return names.reduce(
    (params, [oldName, name]) => renamed(params, oldName.split('.'), name.split('.')),
    given,
  );
}

type Params = Record<string, unknown>;

/** Copies the value of an old name to its present name, unless that has a value already. */
function renamed(params: Params, oldPath: string[], path: string[]): Params {
  const value = oldPath.reduce<unknown>((level, key) => (isObject(level) ? level[key] : undefined), params);
  return value === undefined ? params : withDefault(params, path, value);
}

function withDefault(params: Params, [key = '', ...rest]: string[], value: unknown): Params {
  if (rest.length === 0) return { ...params, [key]: params[key] ?? value };
  const inner = params[key];
  return { ...params, [key]: withDefault(isObject(inner) ? inner : {}, rest, value) };
}

/** Accepts an empty body of any content type, because Seam's own client 1.x sends an empty form when it reads. */
async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === '') return {};
  if (!request.headers.get('content-type')?.includes('application/json')) {
    throw new ApiError(
      400,
      'invalid_content_type',
      `${request.method} requests must have Content-Type header with "application/json"`,
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, 'invalid_input', 'Error while parsing input');
  }
}

/** A query contains only text, so the contract's schema defines each type. `_strict` is not a parameter. */
function queryParameters(query: URLSearchParams, schema: JsonSchema): Record<string, unknown> {
  const params = new Map<string, unknown>(query);
  params.delete('_strict');
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (hasType(property, 'array')) {
      const texts = [...query.getAll(name), ...query.getAll(`${name}[]`)];
      params.delete(`${name}[]`);
      if (texts.length > 0)
        params.set(
          name,
          texts.flatMap((text) => (text === '' ? [] : text.split(','))),
        );
    } else if (hasType(property, 'object')) {
      const entries = [...query].filter(([key]) => key.startsWith(`${name}.`));
      for (const [key] of entries) params.delete(key);
      if (entries.length > 0)
        params.set(
          name,
          Object.fromEntries(entries.map(([key, value]) => [key.slice(name.length + 1), value])),
        );
    } else {
      const text = query.get(name);
      if (text !== null) params.set(name, scalarOf(text, property));
    }
  }
  return Object.fromEntries(params);
}

function scalarOf(text: string, property: JsonSchema): unknown {
  if (text === '' && hasType(property, 'null')) return null;
  if (hasType(property, 'boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if ((hasType(property, 'number') || hasType(property, 'integer')) && text !== '') {
    const number = Number(text);
    return Number.isNaN(number) ? text : number;
  }
  return text;
}

const hasType = ({ type }: JsonSchema, name: string): boolean =>
  type === name || (type?.includes(name) ?? false);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
