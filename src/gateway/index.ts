import { createApp, endpointPathOf } from './app.js';
import { addressOf } from './http/address.js';
import { createAttempts } from './access/action-attempts.js';
import { createAuthenticate, withoutLogin } from './access/authenticate.js';
import { timed } from './http/host-function.js';
import { createKeys } from './access/crypto.js';
import { createLimiter } from './http/rate-limit.js';
import { createLog } from './http/log.js';
import { readOptions, type GatewayOptions } from './options.js';
import { createHostCheck, createOriginCheck } from './http/origin.js';
import { createSessions } from './access/client-sessions.js';
import { createUpstream } from './http/seam-upstream.js';

export type { Permission } from '../api/permissions.js';
export type { AuditRecord } from './access/audit.js';
export type { Authorize } from './access/authenticate.js';
export type { Limits } from './http/rate-limit.js';
export type { LogLine, OnLog } from './http/log.js';
export type { GatewayOptions } from './options.js';
export type { Scope } from './access/scope.js';
export type { KnownSession } from './access/client-sessions.js';

export interface Gateway {
  /** Answers a request; never throws. Paths and bodies are Seam's own, below `basePath`. */
  fetch(request: Request): Promise<Response>;
}

/**
 * Lets pages do what needs the API key, each caller within its own scope.
 *
 * It needs no store, so any number of copies may run side by side; limits are counted by each copy.
 * @throws {TypeError} on options that cannot be meant
 */
export function createGateway(options: GatewayOptions): Gateway {
  const { apiKey, endpoint, fetch, authorize, clientKey, basePath, limits, ...rest } = readOptions(options);
  const keys = createKeys(apiKey);
  const upstream = createUpstream({ endpoint, fetch, apiKey });
  const { enter, spend } = createLimiter(limits);
  const sessions = createSessions(upstream, { enter: createLimiter(limits).enter, spend });
  const log = createLog(rest.onLog, (request) => endpointPathOf(basePath, request));
  const app = createApp({
    basePath,
    isAllowedHost: createHostCheck(rest.allowedHosts),
    checkOrigin: createOriginCheck(rest.allowedOrigins),
    authenticate: createAuthenticate(
      sessions,
      keys,
      authorize,
      (request) => (clientKey ? clientKey(withoutLogin(request)) : addressOf(request)) ?? '',
    ),
    enter,
    spend,
    bodyBytes: limits.bodyBytes,
    keys,
    upstream,
    attempts: createAttempts(),
    onAudit: inTime('onAudit', rest.onAudit),
    fail: log.fail,
    hooks: {
      onUserIdentityCreated: inTime('onUserIdentityCreated', rest.onUserIdentityCreated),
      onChange: sessions.noteChange,
    },
  });
  return { fetch: log.logged(async (request) => app.fetch(request)) };
}

const inTime = <Args extends unknown[]>(
  name: string,
  call: ((...args: Args) => void | Promise<void>) | undefined,
) => call && timed(call, () => new Error(`${name}() has not answered within 10 seconds.`));
