import type { Endpoint, EndpointPath, ParamsOf } from '../../api/contract.gen.js';
import type { Permission } from '../../api/permissions.js';
import type { Errand, Fields } from '../access/request-context.js';
import type { Secret } from '../access/filter-answer.js';

type Act<Path extends EndpointPath> = (errand: Errand, params: ParamsOf<Path>) => Promise<Fields>;

/** How the gateway carries out one endpoint. */
export interface Row<Path extends EndpointPath = EndpointPath> {
  readonly endpoint: Endpoint<Path>;
  readonly permission: Permission;
  /** Parameters that look beyond a scope: refused, unless the scope is everybody. */
  readonly onlyForAll: readonly string[];
  /** The secret that the answer is made to hand out. */
  readonly handsOut?: Secret;
  /**
   * Checks what a change would let somebody open, just before Seam is asked and with the parameters that Seam gets.
   * @throws {Refusal} unless the caller may hand out all of it
   */
  requireToHandOut(errand: Errand, params: ParamsOf<Path>): void | Promise<void>;
  /** For a scope of everybody. */
  forAll(errand: Errand, params: ParamsOf<Path>): Promise<Fields>;
  /** For a limited scope. A `user_identity_id` among the parameters has been found in scope already. */
  forLimited(errand: Errand, params: ParamsOf<Path>): Promise<Fields>;
}

/** An endpoint that the gateway does not have, and why. */
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
  /** Whether it lets somebody open something; if so, the check of {@link Row.requireToHandOut}. */
  opens: 'nothing' | Row<Path>['requireToHandOut'];
}

/** An endpoint that only reads. */
export const readRow = <Path extends EndpointPath>(options: RowOptions<Path>): Row<Path> =>
  rowOf(options, true);

/** An endpoint that changes something. Each has to say what it lets somebody open. */
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
