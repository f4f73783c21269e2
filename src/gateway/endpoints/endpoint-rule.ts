import type { Endpoint, EndpointPath, ParamsOf } from '../../api/contract.gen.js';
import type { Permission } from '../../api/permissions.js';
import type { Errand, Fields } from '../access/request-context.js';
import type { Secret } from '../access/filter-answer.js';

type Act<Path extends EndpointPath> = (errand: Errand, params: ParamsOf<Path>) => Promise<Fields>;

/** How the gateway runs one endpoint. */
export interface Row<Path extends EndpointPath = EndpointPath> {
  readonly endpoint: Endpoint<Path>;
  readonly permission: Permission;
  /** Parameters that can reach beyond a limited scope. They are refused there. */
  readonly onlyForAll: readonly string[];
  /** The secret that the response hands out. */
  readonly handsOut?: Secret;
  /**
   * Checks what a change lets somebody open. Called just before the request to Seam, with the parameters for Seam.
   * @throws {Refusal} unless the caller may hand out everything the change opens
   */
  requireToHandOut(errand: Errand, params: ParamsOf<Path>): void | Promise<void>;
  /** Runs the endpoint for a scope of everybody. */
  forAll(errand: Errand, params: ParamsOf<Path>): Promise<Fields>;
  /** Runs the endpoint for a limited scope. A parameter `user_identity_id` has already been checked. */
  forLimited(errand: Errand, params: ParamsOf<Path>): Promise<Fields>;
}

/** An endpoint that the gateway does not offer, and the reason. */
export interface NoRow {
  readonly none: string;
}

interface RowOptions<Path extends EndpointPath> {
  endpoint: Endpoint<Path>;
  permission: Permission;
  onlyForAll?: readonly (keyof ParamsOf<Path> & string)[];
  forAll?: Act<Path>;
  forLimited: Act<Path> | 'forward';
}

interface ChangeOptions<Path extends EndpointPath> extends RowOptions<Path> {
  handsOut?: Secret;
  /** `'nothing'` if the change lets nobody open anything, or else the check {@link Row.requireToHandOut}. */
  opens: 'nothing' | Row<Path>['requireToHandOut'];
}

/** Creates the row of an endpoint that only reads. */
export const readRow = <Path extends EndpointPath>(options: RowOptions<Path>): Row<Path> =>
  rowOf(options, true);

/** Creates the row of an endpoint that changes something. The row must declare what the change opens. */
export const changeRow = <Path extends EndpointPath>({
  opens,
  ...options
}: ChangeOptions<Path>): Row<Path> => ({
  ...rowOf(options, false),
  ...(opens !== 'nothing' && { requireToHandOut: opens }),
});

function rowOf<Path extends EndpointPath>(options: RowOptions<Path>, reads: boolean): Row<Path> {
  const { endpoint, forLimited } = options;
  if (endpoint.reads !== reads) throw new TypeError(`${endpoint.path} is in the wrong kind of row.`);
  const forward: Act<Path> = (errand, params) => errand.ask(endpoint, params);
  return {
    onlyForAll: [],
    requireToHandOut: () => undefined,
    forAll: forward,
    ...options,
    forLimited: forLimited === 'forward' ? forward : forLimited,
  };
}

export const noRow = (none: string): NoRow => ({ none });
