import {
  acsAccessGroupsList,
  acsCredentialsList,
  acsEntrancesList,
  acsSystemsList,
  acsSystemsListCompatibleCredentialManagerAcsSystems,
  acsUsersList,
  phonesList,
  userIdentitiesGet,
  userIdentitiesListAcsUsers,
  type AcsSystem,
  type AcsUser,
} from '../../api/contract.gen.js';
import type { Permission } from '../../api/permissions.js';
import { vendorOf } from '../../operations/vendors.js';
import type { SeamElement } from '../base/seam-element.js';
import { Query } from '../data/query.js';
import type { Values } from './form-values.js';

type Host = SeamElement & { userIdentityId: string | undefined };

/** The data of the form: the user identity, the access systems, and the resources of the chosen system. */
export class Facts {
  readonly person: Query<'/user_identities/get'>;
  readonly systems: Query<'/acs/systems/list'>;
  readonly acsUsers: Query<'/user_identities/list_acs_users'>;
  readonly phones: Query<'/phones/list'>;
  readonly managers: Query<'/acs/systems/list_compatible_credential_manager_acs_systems'>;
  readonly groups: Query<'/acs/access_groups/list'>;
  readonly ownGroups: Query<'/acs/access_groups/list'>;
  readonly entrances: Query<'/acs/entrances/list'>;
  readonly credentials: Query<'/acs/credentials/list'>;
  readonly candidates: Query<'/acs/users/list'>;

  /** @param search the text that the user typed to find an ACS user to link */
  constructor(
    private readonly host: Host,
    private readonly values: () => Values,
    search: () => string,
  ) {
    // If the permissions could not be read, the requests run and report the error.
    const may = (permission: Permission) =>
      host.session.client?.hasGateway === true &&
      (host.session.info === null || host.session.info?.permissions?.includes(permission));
    const ofPerson = () => (may('credentials.issue') ? host.userIdentityId : undefined);
    const ofSystem = () => (ofPerson() ? this.system?.acs_system_id : undefined);

    this.person = new Query(host, () => {
      // Also requested while permissions are unknown: otherwise nothing would report that reading them failed.
      const isUnknown = host.session.client?.hasGateway === true && !host.session.info;
      const user_identity_id = isUnknown ? host.userIdentityId : ofPerson();
      return user_identity_id ? { endpoint: userIdentitiesGet, params: { user_identity_id } } : undefined;
    });
    this.systems = new Query(host, () => (ofPerson() ? { endpoint: acsSystemsList, params: {} } : undefined));
    this.acsUsers = new Query(host, () => {
      const user_identity_id = ofPerson();
      return user_identity_id
        ? { endpoint: userIdentitiesListAcsUsers, params: { user_identity_id } }
        : undefined;
    });
    this.phones = new Query(host, () => {
      const owner_user_identity_id = may('phones.read') && ofPerson();
      return owner_user_identity_id
        ? { endpoint: phonesList, params: { owner_user_identity_id } }
        : undefined;
    });
    this.managers = new Query(host, () => {
      const acs_system_id = ofSystem();
      return acs_system_id
        ? { endpoint: acsSystemsListCompatibleCredentialManagerAcsSystems, params: { acs_system_id } }
        : undefined;
    });
    this.groups = new Query(host, () => {
      const acs_system_id = ofSystem();
      const isNeeded = this.system && vendorOf(this.system).doors !== 'entrances';
      return acs_system_id && isNeeded
        ? { endpoint: acsAccessGroupsList, params: { acs_system_id } }
        : undefined;
    });
    this.ownGroups = new Query(host, () => {
      const acs_user_id = ofSystem() && this.acsUser?.acs_user_id;
      return acs_user_id && this.doorsKind === 'access_groups'
        ? { endpoint: acsAccessGroupsList, params: { acs_user_id } }
        : undefined;
    });
    this.entrances = new Query(host, () => {
      const acs_system_id = ofSystem();
      return acs_system_id && this.doorsKind === 'entrances'
        ? { endpoint: acsEntrancesList, params: { acs_system_id } }
        : undefined;
    });
    this.credentials = new Query(host, () => {
      const acs_system_id = may('credentials.read') && ofSystem();
      const isNeeded = this.system && vendorOf(this.system).fields.some(({ kind }) => kind === 'credentials');
      return acs_system_id && isNeeded
        ? { endpoint: acsCredentialsList, params: { acs_system_id, is_multi_phone_sync_credential: true } }
        : undefined;
    });
    this.candidates = new Query(host, () => {
      const acs_system_id = ofSystem();
      const isNeeded = this.acsUsers.state.data && !this.acsUser && values().member === 'link';
      return acs_system_id && isNeeded
        ? {
            endpoint: acsUsersList,
            params: { acs_system_id, limit: 100, ...(search() && { search: search() }) },
            keepPrevious: true,
          }
        : undefined;
    });
  }

  /** Whether the element makes no requests because the caller may not issue credentials. */
  get isRefused(): boolean {
    const { info } = this.host.session;
    return info ? !info.permissions?.includes('credentials.issue') : false;
  }

  /** Access systems with entrances. Credential managers have none. */
  get choosableSystems(): readonly AcsSystem[] {
    return (this.systems.state.data ?? []).filter((system) => !system.is_credential_manager);
  }

  /** The chosen system. Default: the only system, or the only one where the person has an ACS user. */
  get system(): AcsSystem | undefined {
    const systems = this.choosableSystems;
    const { acs_system_id } = this.values();
    if (acs_system_id) return systems.find((system) => system.acs_system_id === acs_system_id);
    const own = systems.filter((system) => this.acsUserIn(system));
    return systems.length === 1 ? systems[0] : own.length === 1 ? own[0] : undefined;
  }

  /** The person's ACS user in the chosen system. */
  get acsUser(): AcsUser | undefined {
    return this.system && this.acsUserIn(this.system);
  }

  /** Where the choice of doors comes from; `undefined` while it is not known. */
  get doorsKind(): 'entrances' | 'access_groups' | undefined {
    if (!this.system) return undefined;
    const groups = this.groups.state.data;
    return vendorOf(this.system).doors ?? (groups && (groups.length > 0 ? 'access_groups' : 'entrances'));
  }

  /** Whether choices of the chosen system are still loading. A submit must wait, so that it omits nothing. */
  get isIncomplete(): boolean {
    if (!this.system) return false;
    const doors = this.doorsKind === 'entrances' ? this.entrances : this.groups;
    const hasOwnGroups =
      this.acsUser === undefined || this.doorsKind === 'entrances' || this.ownGroups.state.data;
    return !this.doorsKind || !this.managers.state.data || !doors.state.data || !hasOwnGroups;
  }

  /** The chosen credential manager. The default is the system's default manager, or the only one. */
  get managerId(): string {
    const managers = this.managers.state.data ?? [];
    const ids = managers.map(({ acs_system_id }) => acs_system_id);
    const { credential_manager_acs_system_id: chosen } = this.values();
    const usual = this.system?.default_credential_manager_acs_system_id ?? '';
    if (ids.includes(chosen)) return chosen;
    return ids.includes(usual) ? usual : ids.length === 1 ? ids[0]! : '';
  }

  /** Whether a phone can receive ASSA ABLOY credentials, as an override requires; `undefined` while unknown. */
  get hasReadyPhone(): boolean | undefined {
    const phones = this.phones.state.data;
    return phones?.some(
      ({ properties }) => properties.assa_abloy_credential_service_metadata?.has_active_endpoint === true,
    );
  }

  private acsUserIn({ acs_system_id }: AcsSystem): AcsUser | undefined {
    return this.acsUsers.state.data?.find((acsUser) => acsUser.acs_system_id === acs_system_id);
  }
}
