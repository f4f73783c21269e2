import { withAnySignal } from '../api/any-signal.js';
import { createCall, type Call } from '../api/call.js';
import type { Endpoint, EndpointPath, ParamsOf, ResultOf, SeamEvent } from '../api/contract.gen.js';
import { SeamError, isSeamError } from '../api/errors.js';
import { createCache, type Cache } from './cache.js';
import { createFeed } from './event-polling.js';
import { createSession, type SessionInfo, type SessionOptions } from './session.js';
import { takingTurns } from './concurrency-limit.js';

/** Calls the Seam API for one session, with a cache. */
export interface SeamClient extends Pick<Cache, 'query' | 'watch' | 'onSessionEnd'> {
  /**
   * Calls an endpoint without the cache. After a change, successful or not, watched responses that it may affect are
   * fetched again. A list of more than two pages waits for a later poll; to update its row at once, call the `get`
   * endpoint of the changed resource.
   * @throws {SeamError}
   */
  call: Call;
  /**
   * Takes in a Seam event that reached the page another way, such as a webhook that the host's server forwards.
   * Watched responses that it affects are fetched again; the event's own data are not shown. The same event may
   * arrive twice, late, or also from the client's own polls: it counts once.
   */
  ingest(event: SeamEvent): void;
  /** The caller and its permissions. Requested once. @throws {SeamError} */
  info(): Promise<SessionInfo>;
  /** How many calls have been answered. When it grows, a failed request is worth a retry. */
  readonly answerCount: number;
  /** Whether calls go through a gateway, which allows more than Seam allows a browser. */
  readonly hasGateway: boolean;
  /** Calls the listener when the session has another caller. @returns a function that removes the listener */
  onCallerChange(listener: () => void): () => void;
  /** Ends every watch, call and timer. */
  close(): void;
}

/** A client whose options can change while it is in use. */
export interface PooledClient extends SeamClient {
  /** Replaces the options; the endpoint and the gateway must stay the same. Another caller clears everything. */
  setOptions(options: SessionOptions): void;
}

/** The most calls at the same time. A gateway refuses more than 20 calls of a caller, who may have two tabs open. */
const mostAtOnce = 10;

/**
 * Creates a client for one session.
 * @example
 * const client = createSeamClient({ gateway: '/seam' });
 * const { items } = await client.query(endpoints.userIdentitiesList, { search: 'jean' });
 */
export const createSeamClient = (options: SessionOptions): SeamClient => createPooledClient(options);

export function createPooledClient(options: SessionOptions): PooledClient {
  const session = createSession(options);
  const closing = new AbortController();
  const ask = takingTurns(createCall(session.transport), mostAtOnce);
  /** A response to the previous caller does not change the cache. */
  const send: Call = async (endpoint, params, until) => {
    const { scope } = session;
    const learn = (answer: unknown) => {
      if (scope === session.scope) cache.learn(endpoint, params, answer);
    };
    try {
      const result = await ask(endpoint, params, until);
      learn(result);
      return result;
    } catch (error) {
      learn(error);
      throw error;
    }
  };
  /** Whether the last response said that the session has ended. */
  let hasEnded = false;
  let answerCount = 0;

  const call: Call = (endpoint, params, { signal } = {}) =>
    withAnySignal([signal, closing.signal], (ending) => callUntil(ending, endpoint, params));

  const callUntil = async <Path extends EndpointPath>(
    signal: AbortSignal,
    endpoint: Endpoint<Path>,
    params: ParamsOf<Path>,
  ): Promise<ResultOf<Path>> => {
    if (endpoint.caller === 'key' && !session.hasGateway)
      throw new SeamError('gateway_required', `${endpoint.path} needs an API key, so it needs a gateway.`);
    const until = { signal };
    const version = session.version;
    const sendAgain = async (error: unknown) => {
      // The request was refused because of its session, so nothing has happened: even a write may be sent again.
      if (!isEnd(error) || !(await session.renew(version))) throw error;
      return send(endpoint, params, until);
    };
    try {
      const result = await send(endpoint, params, until).catch(sendAgain);
      answerCount++;
      if (hasEnded) cache.recover();
      hasEnded = false;
      return result;
    } catch (error) {
      if (isEnd(error) && !hasEnded) {
        hasEnded = true;
        cache.withdraw(error);
      }
      throw error;
    } finally {
      if (!endpoint.reads && !closing.signal.aborted) {
        cache.changed(endpoint.path);
        feed.changed(endpoint.path);
      }
    }
  };

  const cache = createCache(call, session);
  const feed = createFeed(call, session, cache);
  return {
    call,
    query: cache.query,
    watch(endpoint, params, listener) {
      const watch = cache.watch(endpoint, params, listener);
      const leave = feed.follow();
      return {
        ...watch,
        close() {
          leave();
          watch.close();
        },
      };
    },
    ingest: feed.ingest,
    info: session.info,
    get answerCount() {
      return answerCount;
    },
    hasGateway: session.hasGateway,
    setOptions(next) {
      void session.setOptions(next).then((isKnown) => {
        if (!isKnown || !hasEnded) return;
        hasEnded = false;
        cache.recover();
      });
    },
    onCallerChange: session.onScopeChange,
    onSessionEnd: cache.onSessionEnd,
    close() {
      closing.abort();
      feed.close();
      cache.close();
      session.close();
    },
  };
}

const isEnd = (error: unknown): error is SeamError => isSeamError(error) && error.kind === 'session_ended';
