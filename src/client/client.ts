import { withAnySignal } from '../api/any-signal.js';
import { createCall, type Call } from '../api/call.js';
import type { Endpoint, EndpointPath, ParamsOf, ResultOf, SeamEvent } from '../api/contract.gen.js';
import { SeamError, isSeamError } from '../api/errors.js';
import { createCache, type Cache } from './cache.js';
import { createFeed } from './event-polling.js';
import { createSession, type SessionInfo, type SessionOptions } from './session.js';
import { takingTurns } from './concurrency-limit.js';

/** One session's way to the Seam API. */
export interface SeamClient extends Pick<Cache, 'query' | 'watch' | 'onSessionEnd'> {
  /**
   * Calls an endpoint, past the cache. After a change, whatever became of it, what it may have touched is fetched
   * again where it is watched; a long list at its turn, unless the changed thing is got, which puts it in its place.
   * @throws {SeamError}
   */
  call: Call;
  /**
   * Takes in an event of Seam's that has reached the page another way, such as a webhook that the host's server
   * passes on: what it touches is fetched again where it is watched. Nothing of the event itself is shown. The
   * same event may come twice, late, or again by the client's own asking: it counts once.
   */
  ingest(event: SeamEvent): void;
  /** Who calls and what they may do. Asked once. @throws {SeamError} */
  info(): Promise<SessionInfo>;
  /** How many calls were answered so far: after one more, what could not be asked for is worth asking again. */
  readonly answerCount: number;
  /** Whether calls go through a gateway, so that more than Seam allows a browser is possible. */
  readonly hasGateway: boolean;
  /** Tells when the session has become somebody else's. @returns how to stop listening */
  onCallerChange(listener: () => void): () => void;
  /** Ends every watch, call and timer. */
  close(): void;
}

/** A client whose options may change while it is in use. */
export interface PooledClient extends SeamClient {
  /** Goes on with other options for the same place; another caller empties everything. */
  setOptions(options: SessionOptions): void;
}

/** How many calls may be under way at once: a gateway refuses more than 20 of one caller's, who may have two tabs. */
const mostAtOnce = 10;

/**
 * @example
 * const client = createSeamClient({ gateway: '/seam' });
 * const { items } = await client.query(endpoints.userIdentitiesList, { search: 'jean' });
 */
export const createSeamClient = (options: SessionOptions): SeamClient => createPooledClient(options);

export function createPooledClient(options: SessionOptions): PooledClient {
  const session = createSession(options);
  const closing = new AbortController();
  const ask = takingTurns(createCall(session.transport), mostAtOnce);
  /** What was answered to somebody else is no news. */
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
  /** Whether the session has ended, as far as the answers tell. */
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
      // Refused for its session, nothing has happened yet: even a write may be sent again.
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
