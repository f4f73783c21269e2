import { isAboutCaller, type SeamError } from '../../api/errors.js';
import type { Permission } from '../../api/permissions.js';
import { definitions } from '../../api/schemas.gen.js';

/** Validation messages in Seam's format: each level has a list `_errors`, and its other keys are parameters. */
interface ErrorTree {
  _errors: string[];
  [parameter: string]: ErrorTree | string[];
}

interface RefusalDetails {
  validationErrors?: ErrorTree | undefined;
  /** Seconds. */
  retryAfter?: number | undefined;
  requestId?: string | undefined;
  cause?: unknown;
  /** Whether the type and the message come from Seam. */
  isFromSeam?: boolean;
}

/** An error response. Its message contains only what the caller may read. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    readonly details: RefusalDetails = {},
  ) {
    super(message, { cause: details.cause });
  }
}

/** The same response for a resource that does not exist and one that belongs to somebody else. */
export const notFound = (thing: string, details?: RefusalDetails) =>
  new Refusal(404, `${thing}_not_found`, 'Not found, or not in scope.', details);

export const notPermitted = (permission: Permission) =>
  new Refusal(403, 'not_permitted', `This needs the permission ${permission}.`);

export const loginRequired = () => new Refusal(401, 'gateway_login_required', 'Log in first.');

export const mismatchedPage = () =>
  new Refusal(400, 'mismatched_page_parameters', 'This page_cursor was not made for these parameters.');

/** @param faults `path`: names of the parameter, outermost first; empty for the whole request */
export function invalidInput(...faults: { path: readonly string[]; message: string }[]): Refusal {
  const tree = emptyTree();
  for (const { path, message } of faults) {
    // The tree itself uses the name `_errors`, so a parameter with that name is reported at the level above.
    const [place, beyond] = splitAt(path, path.indexOf('_errors'));
    placeIn(tree, place)._errors.push([beyond.join('.'), message].filter(Boolean).join(': '));
  }
  const sentences = faults.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
  const summary =
    sentences.length === 1 ? sentences[0]! : `${sentences.length} Input Errors: ${sentences.join(', ')}`;
  return new Refusal(400, 'invalid_input', summary, { validationErrors: tree });
}

const splitAt = (path: readonly string[], at: number) =>
  at < 0 ? ([path, []] as const) : ([path.slice(0, at), path.slice(at)] as const);

function placeIn(tree: ErrorTree, [name, ...rest]: readonly string[]): ErrorTree {
  if (name === undefined) return tree;
  return placeIn((tree[name] ??= emptyTree()) as ErrorTree, rest);
}

const emptyTree = (): ErrorTree => Object.assign(Object.create(null) as ErrorTree, { _errors: [] });

/**
 * Converts a failure at Seam to the caller's error response. It keeps Seam's type and message only if they are about
 * the request. If Seam refuses the gateway's own key, that does not end the caller's session.
 */
export function refusalOf(error: SeamError): Refusal {
  const { status = 0, type, requestId, cause } = error;
  const details = { requestId, cause, retryAfter: error.retryAfter ?? 1 };
  const isRefused = status >= 400 && status < 500 && status !== 401;
  const isFromSeam = true;
  if (status === 429) return new Refusal(429, 'too_many_requests', 'Seam asks for fewer requests.', details);
  if (isRefused && type?.endsWith('_not_found'))
    return notFound(typeOf(type.slice(0, -'_not_found'.length)), { requestId, isFromSeam });
  if (isRefused && !(type && isAboutCaller(type))) {
    const validationErrors = type === 'invalid_input' ? treeOf(error.fields) : undefined;
    const message = type ? withoutSecrets(error.message) : 'Seam refused this.';
    return new Refusal(type === 'invalid_input' ? 400 : status, typeOf(type), message, {
      requestId,
      validationErrors,
      isFromSeam,
    });
  }
  if (error.kind === 'unreachable' || error.kind === 'cancelled')
    return new Refusal(
      504,
      'upstream_unreachable',
      'Seam did not answer. A change may have happened.',
      details,
    );
  return new Refusal(
    status === 503 ? 503 : 502,
    'upstream_failed',
    'Seam failed. A change may have happened.',
    details,
  );
}

/** Keeps only types that look like an identifier. Other text may contain anything. */
const typeOf = (type = ''): string => (/^[a-z][\w.-]{0,79}$/i.test(type) ? withoutSecrets(type) : 'unknown');

/** Matches Seam's keys and tokens, console session tokens, and links, which may give access. */
const secretForms = /seam_[\w-]+|\bey[\w-]+\.[\w.-]+|\bhttps?:\/\/\S+|\b[\w-]+(?:\.[\w-]+)+\/\S+/gi;

const withoutSecrets = (text: string): string => text.replace(secretForms, '…');

const things = new Set(Object.keys(definitions));

/** Messages for a limited scope, by Seam's error type, because Seam's own message may name other people. */
const ownWords: Readonly<Record<string, string>> = {
  full_name_required: 'A full name is required.',
  not_supported: 'The access system cannot do this.',
  workspace_not_sandbox: 'This works in sandbox workspaces only.',
};

/**
 * For a limited scope: replaces Seam's error message by one of the gateway.
 * @param sent the parameters; the message contains only their names
 */
export function inOwnWords(error: unknown, sent: object): unknown {
  if (!(error instanceof Refusal) || error.details.isFromSeam !== true) return error;
  const { status, type, details } = error;
  const { requestId } = details;
  if (type.endsWith('_not_found')) {
    const thing = type.slice(0, -'_not_found'.length);
    return notFound(things.has(thing) ? thing : 'resource', { requestId });
  }
  if (type === 'invalid_input') {
    const named = Object.keys(details.validationErrors ?? {}).filter((name) => Object.hasOwn(sent, name));
    const paths = named.length > 0 ? named.map((name) => [name]) : [[]];
    const refusal = invalidInput(...paths.map((path) => ({ path, message: 'Not accepted' })));
    return new Refusal(400, type, refusal.message, { ...refusal.details, requestId });
  }
  if (status === 409)
    return new Refusal(409, 'conflict', 'This clashes with something that is there already.', { requestId });
  const words = Object.hasOwn(ownWords, type) ? ownWords[type] : undefined;
  return words
    ? new Refusal(status, type, words, { requestId })
    : new Refusal(status, 'refused', 'Seam refused this.', { requestId });
}

/** No parameter is nested more deeply. */
const deepest = 20;

const treeOf = (fields: SeamError['fields']): ErrorTree =>
  invalidInput(
    ...Object.entries(fields).flatMap(([name, messages]) =>
      messages.map((message) => ({
        path: name === '' ? [] : name.split('.', deepest),
        message: withoutSecrets(message),
      })),
    ),
  ).details.validationErrors!;

export const answerOf = ({ status, type, message, details }: Refusal): Response =>
  answer(
    status,
    {
      error: {
        type,
        message,
        ...(details.validationErrors && { validation_errors: details.validationErrors }),
      },
      ok: false,
    },
    {
      ...(details.requestId && { 'seam-request-id': details.requestId }),
      ...(details.retryAfter !== undefined && { 'retry-after': `${Math.ceil(details.retryAfter)}` }),
    },
  );

/** Creates the JSON response for every request except a preflight and a stream. */
export const answer = (status: number, body: object, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
  });
