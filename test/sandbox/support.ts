import assert from 'node:assert/strict';
import { Validator, type Schema } from '@cfworker/json-schema';
import { openapi } from '@seamapi/types/connect';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';

export interface Answer {
  status: number;
  headers: Headers;
  // Tests look into many shapes; what they find is checked by assertions, and by Seam's own schema.
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

/** Calls a sandbox, as the holder of its API key unless told otherwise. Checks each success against Seam's schema. */
export function callerOf(sandbox: Sandbox, defaultToken: string = sandbox.credentials.apiKey): Call {
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
    if (answer.status === 200) assertAsPublished(path, body);
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

export const ids = (list: Json | undefined, key: string): string[] => rows(list).map((row) => text(row[key]));
export const rows = (list: Json | undefined): Json[] => {
  assert.ok(Array.isArray(list));
  return list as Json[];
};
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

const validators = new Map<string, Validator>();

/** Against the OpenAPI document as Seam publishes it, not what we generate from it. */
export function assertAsPublished(path: EndpointPath, body: unknown): void {
  let validator = validators.get(path);
  if (!validator) {
    validator = new Validator(publishedSchema(path), '2020-12', false);
    validators.set(path, validator);
  }
  const { valid, errors } = validator.validate(body);
  assert.ok(
    valid,
    `${path}: ${errors.map((error) => `${error.instanceLocation} ${error.error}`).join('\n')}`,
  );
}

interface PublishedPath {
  post: { responses: { 200: { content: { 'application/json': { schema: unknown } } } } };
}

function publishedSchema(path: EndpointPath): Schema {
  const { paths, components } = openapi as unknown as {
    paths: Record<string, PublishedPath>;
    components: { schemas: Record<string, unknown> };
  };
  const answer = paths[path]?.post.responses[200].content['application/json'].schema;
  return jsonSchemaOf({ ...(answer as object), components: { schemas: components.schemas } }) as Schema;
}

/** OpenAPI 3.0 says `nullable` where JSON Schema has a type `null`. */
function jsonSchemaOf(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(jsonSchemaOf);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, ...rest } = schema as Record<string, unknown>;
  const converted = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, jsonSchemaOf(value)]),
  );
  return nullable === true ? { anyOf: [converted, { type: 'null' }] } : converted;
}
