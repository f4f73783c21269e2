import type {
  AcsCredential,
  ClientSession,
  Device,
  EndpointPath,
  ParamsOf,
  ResultOf,
} from '../../api/contract.gen.js';
import type { Scope } from '../model/session-scope.js';
import type { Store } from '../store/store.js';
import type { StoredClientSession } from '../store/stored.js';

/** The authenticated caller of a request. */
export type Caller =
  | { kind: 'api_key' }
  | { kind: 'publishable_key' }
  | { kind: 'client_session'; session: StoredClientSession };

/** The data that a route gets in addition to its parameters. */
export interface RequestContext {
  readonly method: string;
  /** The parameters as received, with unknown ones. */
  readonly given: unknown;
  readonly caller: Caller;
  readonly scope: Scope;
  readonly store: Store;
}

/** Responses with more fields than the contract's result. Their routes return the whole response without `ok`. */
export interface WholeAnswers {
  '/acs/credentials/assign': { acs_credential: AcsCredential };
  '/acs/credentials/unassign': { acs_credential: AcsCredential };
  '/acs/credentials/update': { acs_credential: AcsCredential };
  '/client_sessions/grant_access': { client_session: ClientSession };
  '/user_identities/list_accessible_devices': { devices: Device[]; accessible_devices: Device[] };
}

type Handler<Path extends EndpointPath> = (
  params: ParamsOf<Path>,
  context: RequestContext,
) => Path extends keyof WholeAnswers ? WholeAnswers[Path] : ResultOf<Path>;

/** One route for each endpoint of the contract. */
export type Routes = { readonly [Path in EndpointPath]: Handler<Path> };

/** The routes of all endpoints whose paths match the pattern. */
export type RoutesUnder<Pattern extends string> = Pick<Routes, Extract<EndpointPath, Pattern>>;
