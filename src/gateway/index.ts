import { createApp, endpointPathOf } from './app.js';
import { createAttempts } from './attempts.js';
import { createAuthenticate } from './authenticate.js';
import { createKeys } from './keys.js';
import { createLimiter } from './limits.js';
import { createLog } from './log.js';
import { readOptions, type GatewayOptions } from './options.js';
import { createOriginCheck } from './origin.js';
import { createSessions } from './sessions.js';
import { createPeopleMemory } from './people-memory.js';
import { createUpstream } from './upstream.js';

export type { Permission } from '../api/permissions.js';
export type { AuditRecord } from './audit.js';
export type { Authorize } from './authenticate.js';
export type { Limits } from './limits.js';
export type { LogLine, OnLog } from './log.js';
export type { GatewayOptions } from './options.js';
export type { Scope } from './scope.js';
export type { KnownSession } from './sessions.js';

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
  const { apiKey, endpoint, fetch, authorize, allowedOrigins, basePath, limits, ...rest } =
    readOptions(options);
  const keys = createKeys(apiKey);
  const upstream = createUpstream({ endpoint, fetch, apiKey });
  const sessions = createSessions(upstream, createLimiter(limits));
  const log = createLog(rest.onLog, (request) => endpointPathOf(basePath, request));
  const app = createApp({
    basePath,
    checkOrigin: createOriginCheck(allowedOrigins),
    authenticate: createAuthenticate(sessions, keys, authorize),
    enter: createLimiter(limits),
    bodyBytes: limits.bodyBytes,
    keys,
    upstream,
    attempts: createAttempts(),
    people: createPeopleMemory(),
    onAudit: rest.onAudit,
    fail: log.fail,
    hooks: { onUserIdentityCreated: rest.onUserIdentityCreated, onClientSessionEnded: sessions.forget },
  });
  return { fetch: log.logged(async (request) => app.fetch(request)) };
}
