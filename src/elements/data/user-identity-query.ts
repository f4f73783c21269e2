import { userIdentitiesGet, userIdentitiesList, type UserIdentity } from '../../api/contract.gen.js';
import type { SeamElement } from '../base/seam-element.js';
import { Query } from './query.js';

/** Reads one person. Without a gateway, Seam returns a client session's own person only in the list. */
export class PersonQuery extends Query<'/user_identities/get' | '/user_identities/list'> {
  constructor(
    host: SeamElement,
    private readonly personId: () => string | undefined,
  ) {
    super(host, () => {
      const id = personId();
      if (!id) return undefined;
      return host.session.client?.hasGateway
        ? { endpoint: userIdentitiesGet, params: { user_identity_id: id } }
        : { endpoint: userIdentitiesList, params: { user_identity_ids: [id] } };
    });
  }

  get found(): UserIdentity | undefined {
    const { data } = this.state;
    return Array.isArray(data) ? data.find((one) => one.user_identity_id === this.personId()) : data;
  }

  /** Whether the person does not exist, or the session may not see them. */
  get isMissing(): boolean {
    return this.state.data !== undefined && !this.found;
  }
}
