import { sandboxApiKey, tokenKind } from '../api/token-kind.js';
import type { AuditRecord } from './access/audit.js';
import type { Authorize } from './access/authenticate.js';
import type { Limits } from './http/rate-limit.js';
import type { OnLog } from './http/log.js';
import type { FetchRequest } from './http/seam-upstream.js';

export interface GatewayOptions {
  /** A Seam API key. It never leaves the server, and no error names it. */
  apiKey: string;
  /** Base URL of the Seam API. Default `https://connect.getseam.com`. */
  endpoint?: string | undefined;
  /** How to reach Seam, such as a sandbox's `fetch`. Default the platform's. */
  fetch?: FetchRequest;
  /**
   * Without it only client sessions are let in, each for its own user identity, to read and to change what Seam lets
   * a client session change.
   */
  authorize?: Authorize;
  /**
   * Puts a user identity that `caller` has just created into its scope, before the caller hears of it. Callers
   * with a limited scope can create none without it.
   */
  onUserIdentityCreated?: (caller: string, userIdentityId: string) => void | Promise<void>;
  /**
   * Origins of pages that may use the gateway, such as `https://admin.example.com`, beside the gateway's own.
   * Behind a proxy that changes host or scheme, name the public origin here.
   */
  allowedOrigins?: readonly string[];
  /**
   * Host names under which browsers may reach the gateway, such as `admin.example.com`, without ports. Name them where
   * the network or a client certificate is the login: there another site's page, whose own name is made to lead to the
   * gateway, would be let in. Default any.
   */
  allowedHosts?: readonly string[];
  /**
   * Names from where a request comes, such as the address that a proxy of yours puts into a header: look-ups of client
   * sessions that the gateway has not seen before are counted by it. Default the address of the connection, where
   * `gateway/node` serves; elsewhere all count as one. No header is trusted unless you read it here.
   * @param request without its body, and without its login
   */
  clientKey?: (request: Request) => string | undefined;
  /** Where the gateway is mounted, such as `/seam-gateway`. Default the root. */
  basePath?: string;
  limits?: Limits;
  /**
   * Takes one record for every change that a known caller asks for, before the answer goes out. If it throws, the
   * answer is a failure, even though the change may have been made; to go on regardless, catch inside.
   */
  onAudit?: (record: AuditRecord) => void | Promise<void>;
  /**
   * Takes one line for every request, once it is answered. Without it, only faults of the host's functions and of the
   * gateway are told, to `console.error`.
   */
  onLog?: OnLog;
}

const defaultEndpoint = 'https://connect.getseam.com';

/**
 * Checks what can be seen to be wrong at the start, when the one who set it up is looking.
 * @throws {TypeError} never with the value in it, since it may be a secret in the wrong place
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

/** The platform's would make a second request of one that it is given. */
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

/** A page or a browser's worker. Node with a DOM for tests is none, nor is a server runtime made of web parts. */
function isBrowser(): boolean {
  const { process, document, WorkerNavigator } = globalThis as Record<string, unknown>;
  const isNode = Object.prototype.toString.call(process) === '[object process]';
  return !isNode && (document !== undefined || WorkerNavigator !== undefined);
}
