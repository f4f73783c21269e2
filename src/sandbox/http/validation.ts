import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema';
import type { EndpointPath, ParamsOf } from '../../api/contract.gen.js';
import { endpointSchemas, type JsonSchema } from '../../api/schemas.gen.js';
import { ApiError, type ValidationTree } from '../model/errors.js';

interface Issue {
  path: string[];
  message: string;
}

interface Check {
  schema: JsonSchema;
  validator: Validator;
}

/** Created on first use, because most sandboxes use only a few endpoints. */
const checks = new Map<EndpointPath, Check>();

/** Limits that Seam applies to parameters with these names, but does not publish for every endpoint. */
const unpublishedLimits: Readonly<Record<string, JsonSchema>> = {
  limit: { exclusiveMinimum: 0 },
  user_identity_key: { pattern: '\\S' },
};

/**
 * Validates the parameters of an endpoint, removes unknown ones, and adds defaults.
 * @param refusesUnknown whether an unknown parameter is an error
 * @throws {ApiError} 400 `invalid_input`
 */
export function validate<Path extends EndpointPath>(
  path: Path,
  given: unknown,
  refusesUnknown: boolean,
): ParamsOf<Path> {
  const { schema, validator } = checkOf(path);
  const params = takeKnown(schema, given);
  const { errors } = validator.validate(params);
  const unknown = refusesUnknown ? unknownNames(path, given) : [];
  const issues = [
    ...unknown.map((name) => ({ path: name, message: 'Unrecognized key' })),
    ...issuesOf(errors, schema, params),
  ];
  if (issues.length > 0) throw invalidParameters(issues);
  return params as ParamsOf<Path>;
}

/** The parameter names that the endpoint does not have, each as a path into objects and lists. */
export const unknownNames = (path: EndpointPath, given: unknown): string[][] =>
  unknownNamesIn(endpointSchemas[path].params, given);

function unknownNamesIn({ items, properties }: JsonSchema, value: unknown): string[][] {
  if (Array.isArray(value))
    return items ? value.flatMap((item, index) => under(String(index), unknownNamesIn(items, item))) : [];
  if (!isObject(value) || !properties) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    Object.hasOwn(properties, name) ? under(name, unknownNamesIn(properties[name]!, inner)) : [[name]],
  );
}

const under = (name: string, paths: string[][]): string[][] => paths.map((path) => [name, ...path]);

function checkOf(path: EndpointPath): Check {
  let check = checks.get(path);
  if (!check) {
    const schema = withLimits(endpointSchemas[path].params);
    check = { schema, validator: new Validator(schema as Schema, '2020-12', false) };
    checks.set(path, check);
  }
  return check;
}

const withLimits = (schema: JsonSchema): JsonSchema => ({
  ...schema,
  properties: Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [
      name,
      { ...property, ...unpublishedLimits[name] },
    ]),
  ),
});

function takeKnown(schema: JsonSchema, value: unknown): unknown {
  if (Array.isArray(value)) return schema.items ? value.map((item) => takeKnown(schema.items!, item)) : value;
  if (!isObject(value) || !schema.properties) return value;
  const known: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties)) {
    if (value[name] !== undefined) known[name] = takeKnown(property, value[name]);
    else if (property.default !== undefined) known[name] = property.default;
  }
  return known;
}

/** Creates the error in Seam's format: all issues in one line of text, and as a tree. */
function invalidParameters(issues: Issue[]): ApiError {
  const lines = issues.map(({ path, message }) => {
    const name = path.join('.');
    if (name === '') return message;
    return message === 'Required' ? `${name} is required` : `${message} for "${name}"`;
  });
  const message = lines.length === 1 ? lines[0]! : `${lines.length} Input Errors: ${lines.join(', ')}`;
  return new ApiError(400, 'invalid_input', message, { validation_errors: treeOf(issues) });
}

function treeOf(issues: Issue[]): ValidationTree {
  const tree = emptyTree();
  for (const { path, message } of issues) {
    let level = tree;
    for (const key of path) {
      if (key === '_errors') break; // `_errors` is a key of the tree itself, so its issue goes to the level above
      level = (level[key] ??= emptyTree()) as ValidationTree;
    }
    level._errors.push(message);
  }
  return tree;
}

/** Has no prototype, so that a parameter can have any name. */
const emptyTree = (): ValidationTree => Object.assign(Object.create(null) as ValidationTree, { _errors: [] });

/** Zod's message for each keyword of JSON Schema that can fail. Keywords that only contain others have none. */
const messages: Readonly<Record<string, (expected: unknown, received: unknown) => string>> = {
  required: () => 'Required',
  type: (expected, received) => `Expected ${nameOf(expected)}, received ${typeNameOf(received)}`,
  format: (expected) =>
    `Invalid ${{ 'date-time': 'datetime', uri: 'url' }[String(expected)] ?? String(expected)}`,
  pattern: () => 'Invalid',
  enum: (expected, received) =>
    `Invalid enum value. Expected ${(expected as unknown[]).map((value) => `'${String(value)}'`).join(' | ')}, received '${String(received)}'`,
  minLength: (expected) => `String must contain at least ${String(expected)} character(s)`,
  maxLength: (expected) => `String must contain at most ${String(expected)} character(s)`,
  minItems: (expected) => `Array must contain at least ${String(expected)} element(s)`,
  maxItems: (expected) => `Array must contain at most ${String(expected)} element(s)`,
  minimum: (expected) => `Number must be greater than or equal to ${String(expected)}`,
  exclusiveMinimum: (expected) => `Number must be greater than ${String(expected)}`,
};

function issuesOf(errors: OutputUnit[], schema: JsonSchema, params: unknown): Issue[] {
  return errors.flatMap(({ keyword, keywordLocation, instanceLocation, error }) => {
    const messageOf = messages[keyword];
    if (!messageOf) return [];
    const path = pointerKeys(instanceLocation);
    const message = messageOf(valueAt(schema, pointerKeys(keywordLocation)), valueAt(params, path));
    // The validator names a missing parameter only in its message.
    const missing = keyword === 'required' ? /"(.*)"/.exec(error)?.[1] : undefined;
    return [{ path: missing === undefined ? path : [...path, missing], message }];
  });
}

const pointerKeys = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'));

const valueAt = (root: unknown, keys: string[]): unknown =>
  keys.reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], root);

/** The name of an expected type, without `null`: zod omits it as well. */
const nameOf = (type: unknown): string =>
  Array.isArray(type) ? type.filter((name) => name !== 'null').join(' | ') : String(type);

function typeNameOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
