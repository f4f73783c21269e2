// Generates src/api/*.gen.ts and src/api/endpoints from Seam's published OpenAPI.
// `node scripts/contract.mjs` writes them; test/api/contract.test.ts fails if they are stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const included = [
  /^\/user_identities\//,
  /^\/client_sessions\//,
  /^\/phones\//,
  /^\/acs\/(users|credentials|systems|entrances)\//,
  /^\/acs\/access_groups\/(list|list_accessible_entrances)$/,
  /^\/devices\/(get|list)$/,
  /^\/events\//,
  /^\/locks\/(lock|unlock)_door$/,
  /^\/action_attempts\/get$/,
  /^\/instant_keys\//,
  /^\/workspaces\/get$/,
];
const excluded = [/\/unmanaged\//, /\/report_devices$/, /\/create_offline_code$/];

/** Here Seam returns the same list under two keys; the other key is the older spelling. */
const responseKeys = { '/user_identities/list_accessible_devices': 'devices' };

/** Parameters that are in Seam's guides, but not in its published schema. */
const unpublished = {
  '/acs/credentials/create': { visionline_metadata: { label: { type: 'string' } } },
};

/** Seam has more action types, but the endpoints above start only these. */
const actionTypes = ['LOCK_DOOR', 'UNLOCK_DOOR'];

/** The name `Event` would hide the platform's type. */
const typeNames = { event: 'SeamEvent' };

const pascal = (text) =>
  text
    .split(/[/_]/)
    .filter(Boolean)
    .map((word) => word[0].toUpperCase() + word.slice(1))
    .join('');
const camel = (text) => {
  const name = pascal(text);
  return name[0].toLowerCase() + name.slice(1);
};
const typeName = (schemaName) => typeNames[schemaName] ?? pascal(schemaName);
const refName = (schema) => schema.$ref?.replace('#/components/schemas/', '');

/** Only customer portals may call such an endpoint; a plain API key or client session may not. */
const isPortalOnly = (operation) => !operation.security.some((scheme) => 'api_key' in scheme);

function selectEndpoints(openapi) {
  return Object.keys(openapi.paths)
    .sort()
    .filter(
      (path) =>
        included.some((pattern) => pattern.test(path)) &&
        !excluded.some((pattern) => pattern.test(path)) &&
        openapi.paths[path].post !== undefined &&
        !isPortalOnly(openapi.paths[path].post),
    )
    .map((path) => {
      const methods = openapi.paths[path];
      const { post } = methods;
      const answer = post.responses['200'].content['application/json'].schema;
      return {
        path,
        name: camel(path),
        summary: post['x-title'] ?? path,
        methods: Object.keys(methods)
          .map((method) => method.toUpperCase())
          .sort(),
        responseKey: responseKeys[path] ?? post['x-response-key'] ?? null,
        answer,
        paginated: 'pagination' in (answer.properties ?? {}),
        reads: 'get' in methods,
        auth: post.security
          .map((scheme) => Object.keys(scheme)[0])
          .filter((scheme) => ['api_key', 'client_session', 'publishable_key'].includes(scheme))
          .sort(),
        params: withUnpublished(path, post.requestBody?.content['application/json'].schema),
      };
    });
}

function withUnpublished(path, schema = { type: 'object', properties: {} }) {
  const properties = { ...schema.properties };
  for (const [name, added] of Object.entries(unpublished[path] ?? {})) {
    const property = properties[name];
    properties[name] = { ...property, properties: { ...property.properties, ...added } };
  }
  return path in unpublished ? { ...schema, properties } : schema;
}

// ---- Several objects as one --------------------------------------------------------------

/**
 * Turns `allOf`, and `oneOf` over objects, into one object. A property that every variant requires stays required, and
 * all others become optional, so that a variant that Seam adds later still fits.
 */
function mergeObjects(schema) {
  if (schema.allOf) {
    const parts = schema.allOf.map(mergeObjects);
    return {
      ...schema,
      allOf: undefined,
      type: 'object',
      properties: mergeProperties(parts),
      required: [...new Set(parts.flatMap((part) => part.required ?? []))],
      alternatives: parts.flatMap((part) => part.alternatives ?? []),
    };
  }
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants?.every((variant) => variant.properties || variant.allOf || variant.oneOf)) {
    const parts = variants.map(mergeObjects);
    const [first, ...others] = parts.map((part) => part.required ?? []);
    return {
      ...schema,
      oneOf: undefined,
      anyOf: undefined,
      discriminator: undefined,
      type: 'object',
      properties: mergeProperties(parts),
      required: first.filter((key) => others.every((list) => list.includes(key))),
      alternatives: parts.map((part) => part.required ?? []),
    };
  }
  return schema;
}

function mergeProperties(parts) {
  const merged = {};
  for (const part of parts)
    for (const [key, schema] of Object.entries(part.properties ?? {}))
      merged[key] = key in merged ? mergeTwo(merged[key], schema) : schema;
  return merged;
}

function mergeTwo(left, right) {
  // Seam writes "always null" as a nullable without a type.
  if (isNull(left)) return { ...right, nullable: true };
  if (isNull(right)) return { ...left, nullable: true };
  if (JSON.stringify(bare(left)) === JSON.stringify(bare(right))) return left;
  if (left.enum && right.enum && left.type === right.type)
    return { ...left, enum: [...new Set([...left.enum, ...right.enum])] };
  const [a, b] = [mergeObjects(left), mergeObjects(right)];
  if (a.properties && b.properties)
    return { ...mergeObjects({ oneOf: [a, b] }), nullable: Boolean(a.nullable || b.nullable) };
  if (a.type === 'array' && b.type === 'array') return { ...a, items: mergeTwo(a.items, b.items) };
  if (a.type === b.type && a.type)
    return {
      type: a.type,
      ...(a.nullable || b.nullable ? { nullable: true } : {}),
      ...(a.format && a.format === b.format ? { format: a.format } : {}),
    };
  const variants = [...(left.variants ?? [left]), ...(right.variants ?? [right])];
  return { variants };
}

const isNull = ({ type, nullable, oneOf, allOf, $ref }) => nullable && !type && !oneOf && !allOf && !$ref;

const bare = (schema) =>
  JSON.parse(
    JSON.stringify(schema, (key, value) =>
      key === 'description' || key.startsWith('x-') ? undefined : value,
    ),
  );

// ---- TypeScript ----------------------------------------------------------------------------

const comment = (text, indent) => {
  const line = text
    ?.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\*\//g, '')
    .split(/(?<=\.)\s/)[0]
    .replace(/\s+/g, ' ')
    .trim();
  return line ? `${indent}/** ${line} */\n` : '';
};

/** @param open whether values that Seam adds later must fit: true for responses, false for parameters */
function typeOf(schema, open, indent = '') {
  const text = bareTypeOf(mergeObjects(schema), open, indent);
  return schema.nullable && text !== 'unknown' ? `${text} | null` : text;
}

function bareTypeOf(schema, open, indent) {
  if (schema.$ref) return typeName(refName(schema));
  const variants = schema.variants ?? schema.oneOf ?? schema.anyOf;
  if (variants) return [...new Set(variants.map((variant) => typeOf(variant, open, indent)))].join(' | ');
  if (schema.enum) {
    const values = schema.enum.map((value) => JSON.stringify(value)).join(' | ');
    return open && schema.type === 'string' ? `${values} | (string & {})` : values;
  }
  switch (schema.type) {
    case 'string':
      return 'string';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'array': {
      const item = typeOf(schema.items, open, indent);
      return / \| /.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
    }
    case 'object':
      if (schema.properties && Object.keys(schema.properties).length > 0)
        return objectType(schema, open, indent);
      if (schema.additionalProperties?.type || schema.additionalProperties?.oneOf)
        return `Record<string, ${typeOf(schema.additionalProperties, open, indent)}>`;
      return 'Record<string, unknown>';
    default:
      return 'unknown';
  }
}

function objectType(schema, open, indent) {
  const inner = `${indent}  `;
  const required = new Set(schema.required ?? []);
  const lines = Object.entries(schema.properties)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, property]) => {
      const mark = required.has(key) ? '' : '?';
      return `${comment(property.description, inner)}${inner}${JSON.stringify(key).replace(/^"(\w+)"$/, '$1')}${mark}: ${typeOf(property, open, inner)};\n`;
    });
  return `{\n${lines.join('')}${indent}}`;
}

/** The file that all others import: types, and the endpoints as values. */
function contractFile(resources, version) {
  return `// Generated by scripts/contract.mjs from @seamapi/types ${version}. Do not edit.

export type * from './types.gen.js';
${resources.map((name) => `export * from './endpoints/${name}.gen.js';\n`).join('')}`;
}

function typesFile(endpoints, schemas, version) {
  const resources = [...schemas.keys()].sort().map((name) => {
    const schema = mergeObjects(schemas.get(name));
    return `${comment(schema.description, '')}export interface ${typeName(name)} ${objectType(schema, true, '')}\n`;
  });
  const operations = endpoints.map(({ path, params, responseKey, answer, paginated }) => {
    const merged = mergeObjects(params);
    const hasParams = Object.keys(merged.properties ?? {}).length > 0;
    const paramsType = hasParams ? objectType(merged, false, '    ') : 'Record<string, never>';
    const schema = responseKey && answer.properties[responseKey];
    const result = schema ? typeOf(schema, true, '    ') : 'void';
    const paged = paginated ? `Page<${result.replace(/\[\]$/, '')}>` : result;
    return `  '${path}': {\n    params: ${paramsType};\n    result: ${paged};\n  };\n`;
  });
  return `// Generated by scripts/contract.mjs from @seamapi/types ${version}. Do not edit.

/** An endpoint of the Seam API, as a value small enough to ship. */
export interface Endpoint<Path extends EndpointPath = EndpointPath> {
  readonly path: Path;
  /** Where the answer holds its result; null where it holds nothing but \`ok\`. */
  readonly responseKey: string | null;
  /** Whether the result comes in pages, each naming the next. */
  readonly paginated: boolean;
  /** Whether it only reads, and so may be asked again after a failure. */
  readonly reads: boolean;
  /** Who may call it: anyone with a client session, or only the holder of an API key. */
  readonly caller: 'session' | 'key';
}

/** One page of a list. */
export interface Page<Item> {
  items: Item[];
  /** What to send as \`page_cursor\` for the next page; null on the last. */
  nextCursor: string | null;
}

export type EndpointPath = keyof Operations;
export type ParamsOf<Path extends EndpointPath> = Operations[Path]['params'];
export type ResultOf<Path extends EndpointPath> = Operations[Path]['result'];

/** What each endpoint takes and gives. */
export interface Operations {
${operations.join('')}}

${resources.join('\n')}`;
}

/** The resource of a path such as `/acs/users/create`. */
const resourceOf = ({ path }) => path.split('/').slice(1, -1).join('-').replaceAll('_', '-');

/** Each resource has its own file, so that a page loads only the endpoints that its elements call. */
function endpointsFile(endpoints, version) {
  const values = endpoints.map(({ path, name, summary, responseKey, paginated, reads, auth }) => {
    const caller = auth.includes('client_session') ? 'session' : 'key';
    return `/** ${summary} */\nexport const ${name}: Endpoint<'${path}'> = { path: '${path}', responseKey: ${responseKey ? `'${responseKey}'` : 'null'}, paginated: ${paginated}, reads: ${reads}, caller: '${caller}' };\n`;
  });
  return `// Generated by scripts/contract.mjs from @seamapi/types ${version}. Do not edit.
import type { Endpoint } from '../types.gen.js';

${values.join('')}`;
}

// ---- JSON Schema ---------------------------------------------------------------------------

/** @param strict parameters keep their enums and patterns; responses stay open to values that Seam adds later */
function jsonSchema(source, strict) {
  const schema = mergeObjects(source);
  if (schema.$ref) return { $ref: `#/$defs/${refName(schema)}` };
  const variants = schema.variants ?? schema.oneOf ?? schema.anyOf;
  if (variants) return { anyOf: variants.map((variant) => jsonSchema(variant, strict)) };
  const out = {};
  if (schema.type) out.type = schema.nullable ? [schema.type, 'null'] : schema.type;
  if (schema.type === 'object' && schema.properties) {
    out.properties = Object.fromEntries(
      Object.entries(schema.properties)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, property]) => [key, jsonSchema(property, strict)]),
    );
    if (schema.required?.length) out.required = [...schema.required].sort();
    const alternatives = (schema.alternatives ?? []).filter((list) => list.length > 0);
    if (strict && alternatives.length && alternatives.length === schema.alternatives.length)
      out.anyOf = alternatives.map((required) => ({ required }));
  }
  if (schema.additionalProperties && typeof schema.additionalProperties === 'object')
    out.additionalProperties = jsonSchema(schema.additionalProperties, strict);
  if (schema.items) out.items = jsonSchema(schema.items, strict);
  if (strict) {
    if (schema.enum) out.enum = schema.nullable ? [...schema.enum, null] : schema.enum;
    for (const key of ['format', 'pattern', 'minLength', 'maxLength', 'minItems', 'maxItems', 'default'])
      if (schema[key] !== undefined && schema.format !== 'float') out[key] = schema[key];
    if (schema.default !== undefined) out.default = schema.default;
    if (schema.minimum !== undefined)
      out[schema.exclusiveMinimum ? 'exclusiveMinimum' : 'minimum'] = schema.minimum;
  }
  return out;
}

function schemasFile(endpoints, schemas, version) {
  const rows = endpoints.map(
    ({ path, methods, auth, params, answer }) =>
      `  '${path}': ${JSON.stringify({ methods, auth, params: jsonSchema(params, true), answer: jsonSchema(answer, false) })},\n`,
  );
  const definitions = [...schemas.keys()]
    .sort()
    .map((name) => `  ${name}: ${JSON.stringify(jsonSchema(schemas.get(name), false))},\n`);
  return `// Generated by scripts/contract.mjs from @seamapi/types ${version}. Do not edit.
// For gateway, sandbox and tests: nothing that runs in a page may import it.
import type { EndpointPath } from './types.gen.js';

/** The part of JSON Schema (2020-12) that the contract uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly default?: unknown;
}

export interface EndpointSchema {
  readonly methods: readonly string[];
  readonly auth: readonly ('api_key' | 'client_session' | 'publishable_key')[];
  readonly params: JsonSchema;
  /** Enums are left out: Seam adds values. Resources are references into {@link definitions}. */
  readonly answer: JsonSchema;
}

export const definitions: Readonly<Record<string, JsonSchema>> = {
${definitions.join('')}};

export const endpointSchemas: Readonly<Record<EndpointPath, EndpointSchema>> = {
${rows.join('')}};
`;
}

// ---- Both files ----------------------------------------------------------------------------

const onlyOurActions = (schema) => ({
  ...schema,
  oneOf: schema.oneOf.filter((variant) => actionTypes.includes(variant.properties.action_type.enum[0])),
});

function usedSchemas(endpoints, all) {
  const used = new Map();
  const visit = (value) => {
    if (!value || typeof value !== 'object') return;
    const name = refName(value);
    if (name && !used.has(name)) {
      const schema = name === 'action_attempt' ? onlyOurActions(all[name]) : all[name];
      used.set(name, schema);
      visit(schema);
    }
    Object.values(value).forEach(visit);
  };
  endpoints.forEach(({ answer }) => visit(answer));
  return used;
}

/** @returns {Promise<Record<string, string>>} file name → text */
export async function generateContract() {
  const { openapi } = await import('@seamapi/types/connect');
  const packageFile = new URL('../node_modules/@seamapi/types/package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8'));
  const endpoints = selectEndpoints(openapi);
  const schemas = usedSchemas(endpoints, openapi.components.schemas);
  const resources = [...new Set(endpoints.map(resourceOf))];
  return {
    'src/api/contract.gen.ts': contractFile(resources, version),
    'src/api/types.gen.ts': typesFile(endpoints, schemas, version),
    ...Object.fromEntries(
      resources.map((resource) => [
        `src/api/endpoints/${resource}.gen.ts`,
        endpointsFile(
          endpoints.filter((endpoint) => resourceOf(endpoint) === resource),
          version,
        ),
      ]),
    ),
    'src/api/schemas.gen.ts': schemasFile(endpoints, schemas, version),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [file, text] of Object.entries(await generateContract()))
    writeFileSync(new URL(`../${file}`, import.meta.url), text);
