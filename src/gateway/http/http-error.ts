import { isAboutCaller, type SeamError } from '../../api/errors.js';
import type { Permission } from '../../api/permissions.js';
import { definitions } from '../../api/schemas.gen.js';

/** Messages by place, as Seam sends them: each level has its own `_errors`, its other keys are parameters. */
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
  /** Whether type and words are Seam's own. */
  isFromSeam?: boolean;
}

/** A request that is not fulfilled, in the words the caller may hear. */
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

/** The same for what does not exist and for what is somebody else's, so neither can be told from the other. */
export const notFound = (thing: string, details?: RefusalDetails) =>
  new Refusal(404, `${thing}_not_found`, 'Not found, or not in scope.', details);

export const notPermitted = (permission: Permission) =>
  new Refusal(403, 'not_permitted', `This needs the permission ${permission}.`);

export const loginRequired = () => new Refusal(401, 'gateway_login_required', 'Log in first.');

export const mismatchedPage = () =>
  new Refusal(400, 'mismatched_page_parameters', 'This page_cursor was not made for these parameters.');

/** @param path names of the parameter, outermost first; none for the request as a whole */
export function invalidInput(...faults: { path: readonly string[]; message: string }[]): Refusal {
  const tree = emptyTree();
  for (const { path, message } of faults) {
    // The tree's own word: a parameter of that name has no place in it, so it is named in the level around it.
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
 * What the caller hears of a failure at Seam: type and message of what Seam says of the request itself, and of
 * anything else only that it failed. Seam refusing the gateway's own key is no end of the caller's session.
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

/** A type is a word of a protocol; what does not look like one may be anything. */
const typeOf = (type = ''): string => (/^[a-z][\w.-]{0,79}$/i.test(type) ? withoutSecrets(type) : 'unknown');

/** Keys and tokens of Seam's, the host's console sessions, and links, which may open something. */
const secretForms = /seam_[\w-]+|\bey[\w-]+\.[\w.-]+|\bhttps?:\/\/\S+|\b[\w-]+(?:\.[\w-]+)+\/\S+/gi;

const withoutSecrets = (text: string): string => text.replace(secretForms, '…');

const things = new Set(Object.keys(definitions));

/** The message of a refusal by Seam for a limited scope: Seam's own words may name anybody. */
const ownWords: Readonly<Record<string, string>> = {
  full_name_required: 'A full name is required.',
  not_supported: 'The access system cannot do this.',
  workspace_not_sandbox: 'This works in sandbox workspaces only.',
};

/**
 * For a limited scope: a refusal by Seam in words of the gateway's own.
 * @param sent the parameters, whose names alone may be named
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

/** No parameter lies deeper. */
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

/** Every answer of the gateway is one of these. */
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
