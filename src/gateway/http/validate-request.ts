import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema';
import type { EndpointPath } from '../../api/contract.gen.js';
import { endpointSchemas, type JsonSchema } from '../../api/schemas.gen.js';
import { orLate, readUpTo } from './read-body.js';
import { invalidInput, Refusal } from './http-error.js';

const longestReadMs = 10_000;

/** Reads a request's body, which must be short and come soon. */
export async function readBody(request: Request, mostBytes: number): Promise<string> {
  const tooLong = () => new Refusal(413, 'payload_too_large', `The body is longer than ${mostBytes} bytes.`);
  const body = bodyOf(request).then((stream) => readUpTo(stream, mostBytes, tooLong));
  try {
    return await orLate(body, longestReadMs, slow);
  } catch (error) {
    throw error instanceof Refusal ? error : invalidInput({ path: [], message: 'The body cannot be read.' });
  }
}

/** Firefox, where a gateway stands in front of a sandbox in the page, has no `body` on requests. */
const bodyOf = async (request: Request & { body?: Request['body'] }): Promise<Request['body']> =>
  request.body === undefined ? new Response(await request.arrayBuffer()).body : request.body;

const slow = () => new Refusal(408, 'request_timeout', 'The body took too long to arrive.');

const validators = new Map<EndpointPath, Validator>();

/**
 * Checks parameters against the contract, which is taken strictly: what it does not name is refused.
 * @throws {Refusal}
 */
export function checkParams(path: EndpointPath, params: Record<string, unknown>): void {
  let validator = validators.get(path);
  if (!validator) {
    validator = new Validator(strict(endpointSchemas[path].params), '2020-12', false);
    validators.set(path, validator);
  }
  validate(validator, params);
}

/**
 * Checks parameters of an endpoint of the gateway's own.
 * @throws {Refusal}
 */
export const checkAgainst = (schema: JsonSchema, params: Record<string, unknown>): void =>
  validate(new Validator(strict(schema), '2020-12', false), params);

function validate(validator: Validator, params: Record<string, unknown>): void {
  const { valid, errors } = validator.validate(params);
  if (!valid) throw invalidInput(...distinct(errors.flatMap(faultsOf)));
}

/** The contract leaves pages unbounded. */
const limitSchema: Schema = { type: 'integer', minimum: 1, maximum: 1000 };

function strict({ properties, items, anyOf, additionalProperties, ...rest }: JsonSchema): Schema {
  const schema: Schema = { ...(rest as Schema) };
  if (items) schema.items = strict(items);
  // Alternatives only say what is required, or which words a string may be: they name no properties.
  if (anyOf) schema.anyOf = anyOf as Schema[];
  if (properties)
    schema.properties = Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [
        name,
        name === 'limit' ? limitSchema : strict(value),
      ]),
    );
  if (schema.type === 'object')
    schema.additionalProperties = additionalProperties ? strict(additionalProperties) : false;
  return schema;
}

interface Fault {
  path: string[];
  message: string;
}

/** Seam's names for what the validator found; nothing where another finding says it better. */
function faultsOf({ keyword, keywordLocation, instanceLocation, error }: OutputUnit): Fault[] {
  const path = namesIn(instanceLocation);
  if (/\/anyOf\/\d/.test(keywordLocation)) return [];
  switch (keyword) {
    case 'properties':
    case 'items':
    case 'additionalProperties':
      return [];
    case 'required':
      return [{ path: [...path, /"(.*)"/.exec(error)?.[1] ?? ''], message: 'Required' }];
    case 'false':
      return [{ path, message: 'Unrecognized key' }];
    case 'type':
      return [{ path, message: 'Invalid type' }];
    case 'format':
      return [{ path, message: `Invalid ${/format "(.*)"/.exec(error)?.[1] ?? 'value'}` }];
    default:
      return [{ path, message: 'Invalid value' }];
  }
}

/** From a JSON pointer in a URI fragment. */
const namesIn = (location: string): string[] =>
  decodeURI(location)
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));

const distinct = (faults: Fault[]): Fault[] => [
  ...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values(),
];
