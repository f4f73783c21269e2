import type { Endpoint, EndpointPath, ParamsOf } from '../../api/contract.gen.js';
import { isSeamError } from '../../api/errors.js';
import type { Attempts } from './action-attempts.js';
import { idsIn, type Trail } from './audit.js';
import type { Caller } from './authenticate.js';
import type { Spend } from '../http/rate-limit.js';
import { Refusal, refusalOf } from '../http/http-error.js';
import type { Upstream } from '../http/seam-upstream.js';

/** Functions that an {@link Errand} calls after certain changes. */
export interface HostHooks {
  onUserIdentityCreated?: ((caller: string, userIdentityId: string) => void | Promise<void>) | undefined;
  /** Called after Seam has made a change, or may have made it. */
  onChange(path: EndpointPath, params: object): void;
}

export type Fields = Record<string, unknown>;

/** One request of one caller while it runs. */
export interface Errand {
  readonly caller: Caller;
  readonly hooks: HostHooks;
  readonly attempts: Attempts;
  /** The ids that were found so far in the lists of the caller's own people. */
  readonly proven: ProvenIds;
  /**
   * Sends a request to Seam with the API key, and so without a scope. Responses of reads are reused until the next
   * change. Before a change, it checks that the caller may hand out everything the change opens, and it records the
   * change in the trail.
   * @throws {Refusal}
   */
  ask<Path extends EndpointPath>(
    endpoint: Endpoint<Path>,
    params: ParamsOf<Path>,
    options?: AskOptions,
  ): Promise<Fields>;
  readonly trail: Trail;
}

interface AskOptions {
  /**
   * False for the next pages of a list with other people's rows. The caller's rate limit would otherwise show how many
   * of these rows exist. Default true.
   */
  readonly charged?: boolean;
}

/** A set of ids, by kind of resource. */
export class ProvenIds {
  private readonly ids = new Set<string>();

  add(kind: string, id: unknown): void {
    this.ids.add(`${kind} ${String(id)}`);
  }

  readonly has = (kind: string, id: unknown): boolean =>
    typeof id === 'string' && this.ids.has(`${kind} ${id}`);
}

/** The part of a {@link Row} that checks what a change lets somebody open. */
interface ChecksChange {
  requireToHandOut(errand: Errand, params: object): void | Promise<void>;
}

export function createErrand(
  upstream: Upstream,
  caller: Caller,
  { requireToHandOut }: ChecksChange,
  trail: Trail,
  { hooks, attempts, spend }: Pick<Errand, 'hooks' | 'attempts'> & { spend: Spend },
  signal: AbortSignal,
): Errand {
  const asked = new Map<string, Promise<Fields>>();
  const ask: Errand['ask'] = async (endpoint, params, { charged = true } = {}) => {
    if (signal.aborted) throw new Refusal(408, 'request_cancelled', 'The caller has left.');
    if (!endpoint.reads) await requireToHandOut(errand, params);
    // After a change has been sent, the rate limit no longer stops the rest of the request.
    if (charged) spend(caller.account, { refuses: trail.outcome === 'refused' });
    if (!endpoint.reads) trail.outcome = 'unknown';
    try {
      // A sent change is not aborted when the caller leaves, because the audit record needs its outcome.
      const answer = await upstream(endpoint.path, params, endpoint.reads ? { signal } : {});
      trail.requestId = answer.requestId;
      if (!endpoint.reads) noteDone(trail, endpoint, answer.body);
      return answer.body;
    } catch (error) {
      if (!isSeamError(error)) throw error;
      trail.requestId = error.requestId;
      if (!endpoint.reads && error.status! >= 400 && error.status! < 500) trail.outcome = 'refused';
      throw refusalOf(error);
    } finally {
      if (!endpoint.reads) asked.clear();
      if (!endpoint.reads && trail.outcome !== 'refused') hooks.onChange(endpoint.path, params);
    }
  };
  const errand: Errand = {
    caller,
    hooks,
    attempts,
    proven: new ProvenIds(),
    trail,
    ask(endpoint, params, options) {
      const question = JSON.stringify([endpoint.path, params]);
      const answer = asked.get(question) ?? ask(endpoint, params, options);
      if (endpoint.reads) asked.set(question, answer);
      return answer;
    },
  };
  return errand;
}

/** Finds the created resource under the response key: for `user_identity`, the id is `user_identity_id`. */
function noteDone(trail: Trail, { responseKey }: Endpoint, body: Fields): void {
  trail.outcome = 'done';
  const made = responseKey === null ? undefined : body[responseKey];
  if (typeof made !== 'object' || made === null) return;
  const name = `${responseKey}_id`;
  Object.assign(trail.ids, idsIn({ [name]: (made as Fields)[name] }));
}
