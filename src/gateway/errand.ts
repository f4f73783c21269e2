import type { Endpoint, EndpointPath, ParamsOf } from '../api/contract.gen.js';
import { isSeamError } from '../api/errors.js';
import type { Attempts } from './attempts.js';
import { idsIn, type Trail } from './audit.js';
import type { Caller } from './authenticate.js';
import { Refusal } from './refusal.js';
import { asRefusal, type Upstream } from './upstream.js';

/** What the host wants to hear of, from {@link Errand}s that concern it. */
export interface HostHooks {
  onUserIdentityCreated?: ((caller: string, userIdentityId: string) => void | Promise<void>) | undefined;
  onClientSessionEnded(clientSessionId: string): void;
}

export type Fields = Record<string, unknown>;

/** One request of one caller, while it is carried out. */
export interface Errand {
  readonly caller: Caller;
  readonly hooks: HostHooks;
  readonly attempts: Attempts;
  /**
   * Asks Seam with the API key, and so without any scope. A change is noted on the trail.
   * @throws {Refusal}
   */
  ask<Path extends EndpointPath>(endpoint: Endpoint<Path>, params: ParamsOf<Path>): Promise<Fields>;
  readonly trail: Trail;
  /** Of the latest answer of Seam's. */
  requestId(): string | undefined;
}

export function createErrand(
  upstream: Upstream,
  caller: Caller,
  { hooks, attempts }: Pick<Errand, 'hooks' | 'attempts'>,
  signal: AbortSignal,
): Errand {
  const trail: Trail = { outcome: 'refused', ids: {} };
  let requestId: string | undefined;
  return {
    caller,
    hooks,
    attempts,
    trail,
    requestId: () => requestId,
    async ask(endpoint, params) {
      if (signal.aborted) throw new Refusal(408, 'request_cancelled', 'The caller has left.');
      if (!endpoint.reads) trail.outcome = 'unknown';
      try {
        // A change, once sent, is seen to its end even if the caller leaves: somebody must know how it went.
        const answer = await upstream(endpoint.path, params, endpoint.reads ? { signal } : {});
        requestId = answer.requestId;
        if (!endpoint.reads) noteDone(trail, endpoint, answer.body);
        return answer.body;
      } catch (error) {
        if (!isSeamError(error)) throw error;
        requestId = error.requestId;
        if (!endpoint.reads && error.status! >= 400 && error.status! < 500) trail.outcome = 'refused';
        throw asRefusal(error);
      }
    },
  };
}

/** What was made is named in the answer: a person under `user_identity`, with its `user_identity_id`. */
function noteDone(trail: Trail, { responseKey }: Endpoint, body: Fields): void {
  trail.outcome = 'done';
  const made = responseKey === null ? undefined : body[responseKey];
  if (typeof made !== 'object' || made === null) return;
  const name = `${responseKey}_id`;
  Object.assign(trail.ids, idsIn({ [name]: (made as Fields)[name] }));
}
