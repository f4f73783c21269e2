import type { ReactiveController } from 'lit';
import {
  acsCredentialsList,
  acsEntrancesList,
  acsSystemsList,
  acsUsersList,
  devicesList,
  userIdentitiesList,
  type Endpoint,
  type ParamsOf,
  type SeamEvent,
} from '../../api/contract.gen.js';
import type { Permission } from '../../api/permissions.js';
import type { Watched } from '../../client/cache.js';
import type { SeamElement } from '../base/seam-element.js';
import { Query } from '../data/query.js';

type ListPath =
  | '/acs/credentials/list'
  | '/acs/entrances/list'
  | '/acs/systems/list'
  | '/acs/users/list'
  | '/devices/list'
  | '/user_identities/list';

/** The most ids in one list request. Each lookup makes only one request. */
const most = 500;

interface LookUp<Path extends ListPath> {
  /** The event field with the ids to look up. */
  field: keyof SeamEvent;
  permission: Permission;
  endpoint: Endpoint<Path>;
  paramsFor: (ids: string[]) => ParamsOf<Path>;
  namesOf: (data: Watched<Path>) => (readonly [id: string, name: string])[];
}

/** Names for the ids in events. Makes at most one list request per kind of resource, after the events load. */
export class Names implements ReactiveController {
  /** Increases with each new name, so that a render can tell whether names have changed. */
  version = 0;
  /** Keeps the name of a resource after the resource is gone. */
  private readonly known = new Map<string, string>();
  private taken = new WeakSet<object>();
  private readonly takers: (() => void)[] = [];

  constructor(
    private readonly host: SeamElement,
    private readonly events: () => readonly SeamEvent[],
    person: () => string | undefined,
  ) {
    const ofPerson = () => {
      const id = person();
      return id ? { user_identity_id: id } : {};
    };
    this.lookUp({
      field: 'user_identity_id',
      permission: 'user_identities.read',
      endpoint: userIdentitiesList,
      paramsFor: (ids) => ({ user_identity_ids: ids }),
      namesOf: (data) => data.map((one) => [one.user_identity_id, one.display_name]),
    });
    this.lookUp({
      field: 'device_id',
      permission: 'devices.read',
      endpoint: devicesList,
      paramsFor: (ids) => ({ device_ids: ids }),
      namesOf: (data) => data.map((one) => [one.device_id, one.display_name]),
    });
    this.lookUp({
      field: 'acs_entrance_id',
      permission: 'access_systems.read',
      endpoint: acsEntrancesList,
      paramsFor: (ids) => ({ acs_entrance_ids: ids }),
      namesOf: (data) => data.map((one) => [one.acs_entrance_id, one.display_name]),
    });
    this.lookUp({
      field: 'acs_system_id',
      permission: 'access_systems.read',
      endpoint: acsSystemsList,
      paramsFor: () => ({}),
      namesOf: (data) => data.map((one) => [one.acs_system_id, one.name]),
    });
    this.lookUp({
      field: 'acs_user_id',
      permission: 'acs_users.read',
      endpoint: acsUsersList,
      paramsFor: ofPerson,
      namesOf: (data) => data.map((one) => [one.acs_user_id, one.display_name]),
    });
    this.lookUp({
      field: 'acs_credential_id',
      permission: 'credentials.read',
      endpoint: acsCredentialsList,
      paramsFor: ofPerson,
      namesOf: (data) => data.map((one) => [one.acs_credential_id, one.display_name]),
    });
    host.addController(this); // after the queries, because it reads their data
  }

  of(id: string): string | undefined {
    return this.known.get(id);
  }

  forget(): void {
    this.known.clear();
    this.taken = new WeakSet();
    this.version++;
  }

  hostUpdate() {
    for (const take of this.takers) take();
  }

  private lookUp<Path extends ListPath>(options: LookUp<Path>) {
    const { field, permission, endpoint, paramsFor, namesOf } = options;
    const idsIn = once((events: readonly SeamEvent[]) => {
      const ids = new Set<string>();
      for (const event of events) {
        const id = event[field];
        if (typeof id === 'string' && ids.size < most) ids.add(id);
      }
      return [...ids].sort();
    });
    const query = new Query(
      this.host,
      () => {
        const ids = idsIn(this.events());
        if (ids.length === 0 || this.host.session.refusalOf(permission) !== null) return undefined;
        return { endpoint, params: paramsFor(ids), keepPrevious: true };
      },
      false,
    );
    this.takers.push(() => {
      const { data } = query.state;
      if (data === undefined || this.taken.has(data)) return;
      this.taken.add(data);
      for (const [id, name] of namesOf(data)) this.known.set(id, name);
      this.version++;
    });
  }
}

/** Caches the result for the last input. */
function once<Input, Output>(make: (input: Input) => Output): (input: Input) => Output {
  let last: { input: Input; output: Output } | undefined;
  return (input) => {
    if (last?.input !== input) last = { input, output: make(input) };
    return last.output;
  };
}
