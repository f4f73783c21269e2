import assert from 'node:assert/strict';
import { Validator, type Schema } from '@cfworker/json-schema';
import { openapi } from '@seamapi/types/connect';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { endpointSchemas } from '../../src/api/schemas.gen.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';

export interface Answer {
  status: number;
  headers: Headers;
  // Loosely typed, because tests read many shapes. Assertions and Seam's own schema check the values.
  body: Json;
}

export interface Json {
  [key: string]: Json;
}

interface CallOptions {
  token?: string | null;
  method?: string;
  headers?: Record<string, string>;
  query?: string;
}

export type Call = (path: EndpointPath, params?: unknown, options?: CallOptions) => Promise<Answer>;

/** Calls a sandbox, by default with its API key. Checks each successful response against Seam's schema. */
export function callerOf(
  sandbox: Sandbox,
  defaultToken: string = sandbox.credentials.apiKey,
  check: (path: EndpointPath, body: unknown) => void = assertAsPublished,
): Call {
  return async (path, params, { token = defaultToken, method = 'POST', headers = {}, query = '' } = {}) => {
    const answer = await sandbox.fetch(
      new Request(`https://connect.getseam.com${path}${query}`, {
        method,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(params !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(params !== undefined && { body: JSON.stringify(params) }),
      }),
    );
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('application/json');
    const body = (isJson ? JSON.parse(text) : { text }) as Json;
    if (answer.status === 200) check(path, body);
    return { status: answer.status, headers: answer.headers, body };
  };
}

export function demo(): { sandbox: Sandbox; call: Call } {
  const sandbox = createSandbox();
  return { sandbox, call: callerOf(sandbox) };
}

export function empty(): { sandbox: Sandbox; call: Call } {
  const sandbox = createSandbox({ seed: 'empty' });
  return { sandbox, call: callerOf(sandbox) };
}

export async function createSession(call: Call, params: object = {}): Promise<Json> {
  const { status, body } = await call('/client_sessions/create', params);
  assert.equal(status, 200);
  return body['client_session']!;
}

/** The id of the person with the demo's client session token. */
export async function guestOf(call: Call): Promise<string> {
  const { body } = await call('/user_identities/get', { user_identity_key: 'room-214' });
  return text(body['user_identity']?.['user_identity_id']);
}

export const ids = (list: Json | undefined, key: string): string[] => rows(list).map((row) => text(row[key]));
export const rows = (list: Json | undefined): Json[] => {
  assert.ok(Array.isArray(list));
  return list as Json[];
};
/** Selects fields of a resource as parameters, because an endpoint rejects unknown ones. */
export const only = (row: Json | undefined, ...names: string[]): Json =>
  Object.fromEntries(names.map((name) => [name, row![name]!]));
export const text = (value: unknown): string => {
  assert.equal(typeof value, 'string');
  return value as string;
};

export function assertError(
  { status, body }: Answer,
  expectedStatus: number,
  type: string,
  message?: string,
) {
  assert.equal(status, expectedStatus);
  assert.equal(body['ok'], false);
  assert.equal(body['error']?.['type'], type);
  if (message !== undefined) assert.equal(body['error']?.['message'], message);
}

interface Published {
  paths: Record<
    string,
    { post?: { responses: { 200: { content: { 'application/json': { schema: unknown } } } } } }
  >;
  components: { schemas: Record<string, unknown> };
}

/** Checks against Seam's published OpenAPI document, not against our generated schemas. */
function assertAsPublished(path: EndpointPath, body: unknown): void {
  const { valid, errors } = published.validate({ [path]: body });
  assert.ok(valid, errors.map((error) => `${error.instanceLocation} ${error.error}`).join('\n'));
}

// One schema for all paths, because resolving the references for each endpoint separately takes far longer.
const published = new Validator(publishedAnswers() as Schema, '2020-12', false);

function publishedAnswers(): unknown {
  const { paths, components } = openapi as unknown as Published;
  const properties = Object.fromEntries(
    Object.keys(endpointSchemas).map((path) => [
      path,
      paths[path]?.post?.responses[200].content['application/json'].schema,
    ]),
  );
  return jsonSchemaOf({ type: 'object', properties, components: { schemas: components.schemas } });
}

/** OpenAPI 3.0 uses `nullable`, JSON Schema the type `null`. */
function jsonSchemaOf(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(jsonSchemaOf);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, ...rest } = schema as Record<string, unknown>;
  const converted = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, jsonSchemaOf(value)]),
  );
  return nullable === true ? { anyOf: [converted, { type: 'null' }] } : converted;
}
