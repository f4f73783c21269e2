import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema';
import type { EndpointPath } from '../../api/contract.gen.js';
import { endpointSchemas, type JsonSchema } from '../../api/schemas.gen.js';
import { orLate, readUpTo } from './read-body.js';
import { invalidInput, Refusal } from './http-error.js';

const longestReadMs = 10_000;

/**
 * Reads the body of a request.
 * @throws {Refusal} 413 if it is too long, 408 if it takes longer than 10 seconds, 400 if it cannot be read
 */
export async function readBody(request: Request, mostBytes: number): Promise<string> {
  const tooLong = () => new Refusal(413, 'payload_too_large', `The body is longer than ${mostBytes} bytes.`);
  const body = bodyOf(request).then((stream) => readUpTo(stream, mostBytes, tooLong));
  try {
    return await orLate(body, longestReadMs, slow);
  } catch (error) {
    throw error instanceof Refusal ? error : invalidInput({ path: [], message: 'The body cannot be read.' });
  }
}

/** In Firefox, where a page can run a gateway in front of a sandbox, requests have no `body`. */
const bodyOf = async (request: Request & { body?: Request['body'] }): Promise<Request['body']> =>
  request.body === undefined ? new Response(await request.arrayBuffer()).body : request.body;

const slow = () => new Refusal(408, 'request_timeout', 'The body took too long to arrive.');

const validators = new Map<EndpointPath, Validator>();

/**
 * Checks parameters against the contract. Parameters that the contract does not name are refused.
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
 * Checks the parameters of one of the gateway's own endpoints.
 * @throws {Refusal}
 */
export const checkAgainst = (schema: JsonSchema, params: Record<string, unknown>): void =>
  validate(new Validator(strict(schema), '2020-12', false), params);

function validate(validator: Validator, params: Record<string, unknown>): void {
  const { valid, errors } = validator.validate(params);
  if (!valid) throw invalidInput(...distinct(errors.flatMap(faultsOf)));
}

/** The contract sets no maximum page size. */
const limitSchema: Schema = { type: 'integer', minimum: 1, maximum: 1000 };

function strict({ properties, items, anyOf, additionalProperties, ...rest }: JsonSchema): Schema {
  const schema: Schema = { ...(rest as Schema) };
  if (items) schema.items = strict(items);
  // Alternatives in the contract name no properties: they only say what is required, or list the allowed strings.
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

/** Converts one finding of the validator to Seam's words; none if another finding is more exact. */
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

/** The names in a JSON pointer, given as a URI fragment. */
const namesIn = (location: string): string[] =>
  decodeURI(location)
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));

const distinct = (faults: Fault[]): Fault[] => [
  ...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values(),
];
