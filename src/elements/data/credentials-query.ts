import type { ReactiveController } from 'lit';
import {
  acsCredentialsList,
  acsEntrancesList,
  acsSystemsList,
  phonesList,
  type AcsCredential,
  type AcsEntrance,
  type AcsSystem,
  type Phone,
} from '../../api/contract.gen.js';
import type { Permission } from '../../api/permissions.js';
import { groupCredentials, type CredentialGroup } from '../../operations/credential-status.js';
import type { SeamElement } from '../base/seam-element.js';
import { Queries } from './query-map.js';
import { Query } from './query.js';

/** Reads a person's phones and credentials, with the phones that carry each credential, and the doors that it opens. */
export class PersonKeys implements ReactiveController {
  readonly phones: Query<'/phones/list'>;
  readonly credentials: Query<'/acs/credentials/list'>;
  readonly systems: Query<'/acs/systems/list'>;
  private readonly carriers: Queries<'/phones/list'>;
  private readonly doors: Queries<'/acs/entrances/list'>;
  private grouped: { data: readonly AcsCredential[]; groups: readonly CredentialGroup[] } | undefined;

  /** @param main which of the two the element shows */
  constructor(
    private readonly host: SeamElement,
    private readonly personId: () => string | undefined,
    main: 'phones' | 'credentials',
  ) {
    this.phones = new Query(
      host,
      () => {
        const id = personId();
        const isWanted = this.hasGateway && (main === 'phones' || this.may('phones.read'));
        return id && isWanted ? { endpoint: phonesList, params: { owner_user_identity_id: id } } : undefined;
      },
      main === 'phones',
    );
    this.credentials = new Query(
      host,
      () => {
        const id = personId();
        return id && (main === 'credentials' || this.may('credentials.read'))
          ? { endpoint: acsCredentialsList, params: { user_identity_id: id } }
          : undefined;
      },
      main === 'credentials',
    );
    this.systems = new Query(
      host,
      () =>
        personId() && this.may('access_systems.read') ? { endpoint: acsSystemsList, params: {} } : undefined,
      false,
    );
    const ofCredential = (acs_credential_id: string) => ({ acs_credential_id });
    this.carriers = new Queries(host, phonesList, ofCredential, () =>
      this.hasGateway && this.may('phones.read') ? idsOf(this.all.filter(isOnOnePhone)) : [],
    );
    this.doors = new Queries(host, acsEntrancesList, ofCredential, () =>
      this.may('access_systems.read') ? idsOf(this.groups.map(({ credential }) => credential)) : [],
    );
    host.addController(this);
  }

  get hasGateway(): boolean {
    return this.host.session.client?.hasGateway === true;
  }

  /** The credentials loaded so far. */
  get all(): readonly AcsCredential[] {
    return this.credentials.state.data ?? [];
  }

  get groups(): readonly CredentialGroup[] {
    const data = this.all;
    if (this.grouped?.data !== data) this.grouped = { data, groups: groupCredentials(data) };
    return this.grouped.groups;
  }

  /** The phones that carry a credential; undefined if that is unknown. */
  carriersOf({ acs_credential_id }: AcsCredential): readonly Phone[] | undefined {
    return this.carriers.of(acs_credential_id).data;
  }

  /**
   * The doors that a credential opens, sorted by name, because Seam does not sort them; undefined if they are
   * unknown.
   */
  doorsOf({ acs_credential_id }: AcsCredential): readonly AcsEntrance[] | undefined {
    const { compare } = this.host.language.format;
    const { data } = this.doors.of(acs_credential_id);
    return data && [...data].sort((a, b) => compare(a.display_name, b.display_name));
  }

  systemOf({ acs_system_id }: AcsCredential): AcsSystem | undefined {
    return this.systems.state.data?.find((system) => system.acs_system_id === acs_system_id);
  }

  /** Reads again data that others may have changed. */
  readonly look = (): void => {
    for (const query of [this.phones, this.credentials]) if (!query.state.isFetching) query.refetch();
    // A credential stays on its phone, so only those without a phone are read again.
    this.carriers.refetch(({ data, isFetching }) => data?.length === 0 && !isFetching);
  };

  hostUpdated() {
    // Child credentials can be assigned to their parents only when all pages are loaded.
    if (this.personId()) this.credentials.loadAhead(this.all.length, this.all.length);
  }

  private may(permission: Permission): boolean {
    return this.host.session.refusalOf(permission) === null;
  }
}

/** Whether a credential belongs to one phone. Only the phones say which one. */
export const isOnOnePhone = ({ access_method, is_multi_phone_sync_credential }: AcsCredential): boolean =>
  access_method === 'mobile_key' && is_multi_phone_sync_credential !== true;

const idsOf = (credentials: readonly AcsCredential[]) =>
  credentials.map(({ acs_credential_id }) => acs_credential_id);
