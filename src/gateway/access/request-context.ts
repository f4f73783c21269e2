import type { Endpoint, EndpointPath, ParamsOf } from '../../api/contract.gen.js';
import { isSeamError } from '../../api/errors.js';
import type { Attempts } from './action-attempts.js';
import { idsIn, type Trail } from './audit.js';
import type { Caller } from './authenticate.js';
import type { Spend } from '../http/rate-limit.js';
import { Refusal, refusalOf } from '../http/http-error.js';
import type { Upstream } from '../http/seam-upstream.js';

/** What the host wants to hear of, from {@link Errand}s that concern it. */
export interface HostHooks {
  onUserIdentityCreated?: ((caller: string, userIdentityId: string) => void | Promise<void>) | undefined;
  /** A change has been made, or may have been. */
  onChange(path: EndpointPath, params: object): void;
}

export type Fields = Record<string, unknown>;

/** One request of one caller, while it is carried out. */
export interface Errand {
  readonly caller: Caller;
  readonly hooks: HostHooks;
  readonly attempts: Attempts;
  /** What has been found among the things of the caller's own people, so far. */
  readonly proven: ProvenIds;
  /**
   * Asks Seam with the API key, and so without any scope. What only reads is asked once, until something is changed.
   * Before a change, what it would let somebody open is checked against what the caller may hand out; the change is
   * noted on the trail.
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
   * False for the further pages of a list that holds other people's rows too: what those cost the caller would tell how
   * many there are.
   */
  readonly charged?: boolean;
}

/** Ids by kind of resource. */
export class ProvenIds {
  private readonly ids = new Set<string>();

  add(kind: string, id: unknown): void {
    this.ids.add(`${kind} ${String(id)}`);
  }

  readonly has = (kind: string, id: unknown): boolean =>
    typeof id === 'string' && this.ids.has(`${kind} ${id}`);
}

/** Checks what a change would let somebody open, as a row of the table does. */
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
    // After a change the rest goes on, whatever it costs.
    if (charged) spend(caller.account, { refuses: trail.outcome === 'refused' });
    if (!endpoint.reads) trail.outcome = 'unknown';
    try {
      // A change, once sent, is seen to its end even if the caller leaves: somebody must know how it went.
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

/** What was made is named in the answer: a person under `user_identity`, with its `user_identity_id`. */
function noteDone(trail: Trail, { responseKey }: Endpoint, body: Fields): void {
  trail.outcome = 'done';
  const made = responseKey === null ? undefined : body[responseKey];
  if (typeof made !== 'object' || made === null) return;
  const name = `${responseKey}_id`;
  Object.assign(trail.ids, idsIn({ [name]: (made as Fields)[name] }));
}
