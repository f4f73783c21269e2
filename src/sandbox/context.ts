import type { ClientSession, Device, EndpointPath, ParamsOf, ResultOf } from '../api/contract.gen.js';
import type { Scope } from './session-scope.js';
import type { Store, StoredClientSession } from './store.js';

/** Who is asking. */
export type Caller =
  | { kind: 'api_key' }
  | { kind: 'publishable_key' }
  | { kind: 'client_session'; session: StoredClientSession };

/** What a route knows beside its parameters. */
export interface RequestContext {
  readonly method: string;
  readonly caller: Caller;
  readonly scope: Scope;
  readonly store: Store;
}

/** Where an answer holds more than the contract's result, its route answers the whole of it, but for `ok`. */
export interface WholeAnswers {
  '/client_sessions/grant_access': { client_session: ClientSession };
  '/user_identities/list_accessible_devices': { devices: Device[]; accessible_devices: Device[] };
}

export type Handler<Path extends EndpointPath> = (
  params: ParamsOf<Path>,
  context: RequestContext,
) => Path extends keyof WholeAnswers ? WholeAnswers[Path] : ResultOf<Path>;

/** Routes of one or more resources, by path. */
export type Routes = { readonly [Path in EndpointPath]?: Handler<Path> };
