import type { AcsCredential, ParamsOf } from '../api/contract.gen.js';
import { acsCredentialFields, emit } from './events.js';
import { filterRows, type Store } from './store.js';
import type { StoredAcsCredential } from './stored.js';

type Metadata = NonNullable<AcsCredential['visionline_metadata']>;
type MetadataParams = NonNullable<ParamsOf<'/acs/credentials/create'>['visionline_metadata']>;

/** Rooms are apart from the doors that all guests share: only rooms can be taken over. */
export function visionlineMetadata(
  store: Store,
  entranceIds: readonly string[],
  params: MetadataParams = {},
): Metadata {
  const { auto_join = false, card_function_type = 'guest', joiner_acs_credential_ids } = params;
  const isRoom = (id: string) => store.acsEntrances.get(id)?.visionline_metadata?.door_category === 'guest';
  return {
    auto_join,
    card_function_type,
    credential_id: store.newId(),
    is_valid: true,
    guest_acs_entrance_ids: entranceIds.filter(isRoom),
    common_acs_entrance_ids: entranceIds.filter((id) => !isRoom(id)),
    ...(joiner_acs_credential_ids && { joiner_acs_credential_ids }),
  };
}

/** Every other guest's credential for the same rooms stops working. */
export function invalidateOverridden(
  store: Store,
  by: StoredAcsCredential,
  ownerOf: (row: StoredAcsCredential) => string | undefined,
): void {
  const rooms = new Set(by.visionline_metadata?.guest_acs_entrance_ids);
  const overridden = filterRows(
    store.acsCredentials,
    ({ acs_credential_id, acs_system_id, visionline_metadata: metadata }) =>
      acs_credential_id !== by.acs_credential_id &&
      acs_system_id === by.acs_system_id &&
      metadata?.is_valid === true &&
      metadata.card_function_type === 'guest' &&
      (metadata.guest_acs_entrance_ids ?? []).some((id) => rooms.has(id)),
  );
  for (const row of [...overridden]) {
    store.acsCredentials.set(row.acs_credential_id, {
      ...row,
      visionline_metadata: { ...row.visionline_metadata, is_valid: false },
    });
    emit(store, 'acs_credential.invalidated', acsCredentialFields(row), ownerOf(row));
  }
}
