import { sandboxApiKey, tokenKind } from '../api/token-kind.js';
import type { AuditRecord } from './access/audit.js';
import type { Authorize } from './access/authenticate.js';
import type { Limits } from './http/rate-limit.js';
import type { OnLog } from './http/log.js';
import type { FetchRequest } from './http/seam-upstream.js';

export interface GatewayOptions {
  /** A Seam API key. It is sent only to Seam, and no error contains it. */
  apiKey: string;
  /** Base URL of the Seam API. Default `https://connect.getseam.com`. */
  endpoint?: string | undefined;
  /** Sends requests to Seam, for example the `fetch` of a sandbox. Default: the global `fetch`. */
  fetch?: FetchRequest;
  /**
   * Finds the scope of a caller. Default: only client sessions are accepted, each for its own user identity. They may
   * read, and change what Seam allows a client session to change.
   */
  authorize?: Authorize;
  /**
   * Called after `caller` has created a user identity, and before the response is sent. Add the user identity to the
   * caller's scope here. Without this function, callers with a limited scope cannot create user identities. The
   * gateway waits 10 seconds at most.
   */
  onUserIdentityCreated?: (caller: string, userIdentityId: string) => void | Promise<void>;
  /**
   * Origins of pages that may use the gateway, such as `https://admin.example.com`, in addition to the gateway's own.
   * If a proxy changes the host or the scheme, add the public origin here. Default none.
   */
  allowedOrigins?: readonly string[];
  /**
   * Host names of the gateway, such as `admin.example.com`, without ports. Set them if the network or a client
   * certificate is the login: otherwise a page of another site could point its own host name at the gateway and use
   * that login (DNS rebinding). Default: any.
   */
  allowedHosts?: readonly string[];
  /**
   * Returns the address of the client, for example from a header that your own proxy sets. It is the key for the rate
   * limit of unknown client session tokens. Default: with `gateway/node`, the address of the connection; on other
   * platforms all clients share one limit. The gateway itself trusts no header.
   * @param request without its body, and without its login
   */
  clientKey?: (request: Request) => string | undefined;
  /** The path at which the gateway is mounted, such as `/seam-gateway`. Default: the root. */
  basePath?: string;
  limits?: Limits;
  /**
   * Called with one record for every change that a known caller requests, before the response is sent. If it throws,
   * or takes longer than 10 seconds, the response is an error, although the change may have been made. To ignore
   * errors, catch them inside.
   */
  onAudit?: (record: AuditRecord) => void | Promise<void>;
  /**
   * Called with one line for every request, when its response is ready. Default: only errors of the host's functions
   * and bugs of the gateway are written, to `console.error`.
   */
  onLog?: OnLog;
}

const defaultEndpoint = 'https://connect.getseam.com';

/**
 * Checks the options at start, so that the developer sees mistakes at once.
 * @throws {TypeError} without the wrong value in its message, because that may be a secret
 */
export function readOptions(options: GatewayOptions) {
  checkApiKey(options.apiKey);
  if (isBrowser() && !(options.fetch && options.apiKey === sandboxApiKey))
    throw new TypeError('createGateway() holds an API key and so runs on a server, never in a browser.');
  const {
    requestsPerMinute = 600,
    concurrent = 20,
    bodyBytes = 65_536,
    seamRequestsPerMinute = 3000,
  } = options.limits ?? {};
  return {
    ...options,
    fetch: readFetch(options),
    endpoint: readEndpoint(options),
    allowedOrigins: readOrigins(options.allowedOrigins ?? []),
    allowedHosts: options.allowedHosts && readHosts(options.allowedHosts),
    basePath: readBasePath(options.basePath ?? ''),
    limits: readLimits({ requestsPerMinute, concurrent, bodyBytes, seamRequestsPerMinute }),
  };
}

function checkApiKey(apiKey: unknown): void {
  if (typeof apiKey !== 'string') throw new TypeError('createGateway() needs an apiKey.');
  const kind = tokenKind(apiKey);
  if (kind !== 'api_key' || !/^[\w-]+$/.test(apiKey))
    throw new TypeError(`createGateway() needs an API key as apiKey; this is ${kindNames[kind]}.`);
}

const kindNames: Readonly<Record<ReturnType<typeof tokenKind>, string>> = {
  api_key: 'one with characters that no API key has',
  client_session_token: 'a client session token',
  publishable_key: 'a publishable key',
  personal_access_token: 'a personal access token',
  console_session_token: 'a console session',
  unknown: 'something else',
};

/** The global `fetch` gets the arguments as they are, because it would copy a given Request once more. */
const readFetch = ({ fetch: fetchRequest }: GatewayOptions): typeof fetch =>
  fetchRequest
    ? (input, init) => fetchRequest(new Request(input, init))
    : (input, init) => fetch(input, init);

function readEndpoint({ endpoint = defaultEndpoint, apiKey }: GatewayOptions): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    throw new TypeError('The endpoint of createGateway() is not a plain http(s) URL.');
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol === 'http:' && !isLoopback && apiKey !== sandboxApiKey)
    throw new TypeError('The endpoint of createGateway() must be https: the API key would travel in clear.');
  return url.href.replace(/\/+$/, '');
}

function readOrigins(origins: readonly string[]): readonly string[] {
  origins.forEach((origin, at) => {
    const isOrigin =
      /^https?:[^*]+$/.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin;
    if (!isOrigin)
      throw new TypeError(
        `allowedOrigins[${at}] of createGateway() is not an origin such as https://admin.example.com, all in ` +
          'lower case and without a path. There is no wildcard: a login of the host travels with each request.',
      );
  });
  return origins;
}

function readHosts(hosts: readonly string[]): readonly string[] {
  hosts.forEach((host, at) => {
    const url = `http://${host}/`;
    if (host.includes('*') || !URL.canParse(url) || new URL(url).hostname !== host)
      throw new TypeError(
        `allowedHosts[${at}] of createGateway() is not a host name such as admin.example.com, all in lower case and ` +
          'without a port.',
      );
  });
  return hosts;
}

function readBasePath(basePath: string): string {
  const trimmed = basePath.replace(/\/+$/, '');
  if (!/^(?:\/[\w.~-]+)*$/.test(trimmed) || /\/\.\.?(?:\/|$)/.test(trimmed))
    throw new TypeError('The basePath of createGateway() is not a path such as /seam-gateway.');
  return trimmed;
}

function readLimits(limits: Required<Limits>): Required<Limits> {
  for (const [name, value] of Object.entries(limits))
    if (typeof value !== 'number' || !(value >= 1))
      throw new TypeError(`limits.${name} of createGateway() is not a number from 1 to Infinity.`);
  return limits;
}

/** Whether this is a page or a worker in a browser, and not Node with a test DOM or a server runtime with web APIs. */
function isBrowser(): boolean {
  const { process, document, WorkerNavigator } = globalThis as Record<string, unknown>;
  const isNode = Object.prototype.toString.call(process) === '[object process]';
  return !isNode && (document !== undefined || WorkerNavigator !== undefined);
}
