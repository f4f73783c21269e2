import type { Endpoint, EndpointPath, ParamsOf } from '../api/contract.gen.js';
import type { Permission } from '../api/permissions.js';
import type { Errand, Fields } from './errand.js';
import type { Secret } from './output.js';

type Act<Path extends EndpointPath> = (errand: Errand, params: ParamsOf<Path>) => Promise<Fields>;

/** How the gateway carries out one endpoint. */
export interface Row<Path extends EndpointPath = EndpointPath> {
  readonly endpoint: Endpoint<Path>;
  readonly permission: Permission;
  /** Parameters that look beyond a scope: refused, unless the scope is everybody. */
  readonly onlyForAll: readonly string[];
  /** The secret that the answer is made to hand out. */
  readonly handsOut?: Secret;
  /** Fields of the result that a limited scope is not shown, however deep in it. */
  readonly hiddenFromLimited: readonly string[];
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
  handsOut?: Secret;
  hiddenFromLimited?: readonly string[];
  forAll?: Act<Path>;
  forLimited: Act<Path> | 'forward';
}

export function row<Path extends EndpointPath>(options: RowOptions<Path>): Row<Path> {
  const forward: Act<Path> = (errand, params) => errand.ask(options.endpoint, params);
  return {
    onlyForAll: [],
    hiddenFromLimited: [],
    forAll: forward,
    ...options,
    forLimited: options.forLimited === 'forward' ? forward : options.forLimited,
  };
}

export const noRow = (none: string): NoRow => ({ none });
