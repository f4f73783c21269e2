import type { AcsCredential, AcsEntrance, AcsSystem, ParamsOf } from '../../api/contract.gen.js';
import { acsCredentialFields, emit } from './events.js';
import { filterRows, type Store } from '../store/store.js';
import type { StoredAcsCredential, StoredPhone } from '../store/stored.js';

type CreateParams = ParamsOf<'/acs/credentials/create'>;
export type HotelKeyParams = Pick<
  CreateParams,
  'visionline_metadata' | 'assa_abloy_vostio_metadata' | 'hotek_metadata'
>;

/** The effects of a new key in a hotel's access system. */
interface HotelKey {
  /** Metadata for the credential. Seam publishes none for Hotek. */
  fields: Pick<AcsCredential, 'visionline_metadata' | 'assa_abloy_vostio_metadata'>;
  /** The rooms where the keys of all other guests stop working. */
  overriddenRoomIds: readonly string[];
}

/** Computes the effects of a new key. Keys of other access systems override nothing. */
export function hotelKey(
  store: Store,
  { acs_system_id, external_type }: AcsSystem,
  entranceIds: readonly string[],
  params: HotelKeyParams,
): HotelKey {
  const rooms = roomIds(store, entranceIds);
  const others = () => liveKeysTo(store, acs_system_id, rooms).filter(isRunning(store));
  switch (external_type) {
    case 'visionline_system':
      return visionlineKey(store, entranceIds, rooms, others, params.visionline_metadata);
    case 'assa_abloy_vostio':
      return vostioKey(store, entranceIds, rooms, others, params.assa_abloy_vostio_metadata);
    case 'hotek_site': {
      // With `auto_join` a key overrides only in rooms without other keys, so there is nothing to override.
      const { override = false, auto_join = false } = params.hotek_metadata ?? {};
      return { fields: {}, overriddenRoomIds: override && !auto_join ? rooms : [] };
    }
    default:
      return { fields: {}, overriddenRoomIds: [] };
  }
}

function visionlineKey(
  store: Store,
  entranceIds: readonly string[],
  rooms: string[],
  others: () => AcsCredential[],
  params: CreateParams['visionline_metadata'] = {},
): HotelKey {
  const { auto_join = false, card_function_type = 'guest', override, is_override_key } = params;
  const joined = auto_join ? others().map(({ acs_credential_id }) => acs_credential_id) : [];
  const joiner_acs_credential_ids = params.joiner_acs_credential_ids ?? joined;
  const visionline_metadata: NonNullable<AcsCredential['visionline_metadata']> = {
    auto_join,
    card_function_type,
    credential_id: store.newId(),
    is_valid: true,
    guest_acs_entrance_ids: rooms,
    common_acs_entrance_ids: entranceIds.filter((id) => !rooms.includes(id)),
    ...(joiner_acs_credential_ids.length > 0 && { joiner_acs_credential_ids }),
  };
  return {
    fields: { visionline_metadata },
    overriddenRoomIds: override || is_override_key ? rooms : [],
  };
}

/** A key joins the keys that it does not override. With `auto_join` it overrides if there is no other key. */
function vostioKey(
  store: Store,
  entranceIds: readonly string[],
  rooms: string[],
  others: () => AcsCredential[],
  params: CreateParams['assa_abloy_vostio_metadata'] = {},
): HotelKey {
  const { auto_join = false, override_all_guest_acs_entrances, override_guest_acs_entrance_ids } = params;
  const overridesAll = auto_join ? others().length === 0 : override_all_guest_acs_entrances;
  const chosen = auto_join ? [] : override_guest_acs_entrance_ids;
  const overriddenRoomIds = overridesAll ? rooms : rooms.filter((id) => chosen?.includes(id));
  const doorName = (id: string) => store.acsEntrances.get(id)?.assa_abloy_vostio_metadata?.door_name ?? [];
  const assa_abloy_vostio_metadata = {
    auto_join,
    door_names: entranceIds.flatMap(doorName),
    key_issuing_request_id: store.newId(),
    override_guest_acs_entrance_ids: overriddenRoomIds,
  };
  return { fields: { assa_abloy_vostio_metadata }, overriddenRoomIds };
}

/** Vostio gives each phone its own key issuing request and endpoint, so a child has its own metadata. */
export function onPhone(
  store: Store,
  { assa_abloy_vostio_metadata: metadata }: AcsCredential,
  { properties }: StoredPhone,
): Pick<AcsCredential, 'assa_abloy_vostio_metadata'> {
  if (!metadata) return {};
  const endpoint_id = properties.assa_abloy_credential_service_metadata?.endpoints?.[0]?.endpoint_id;
  return {
    assa_abloy_vostio_metadata: {
      ...metadata,
      key_issuing_request_id: store.newId(),
      ...(endpoint_id !== undefined && { endpoint_id }),
    },
  };
}

/** Only children get a `key_id`: a parent is not on any phone. */
export const whenIssued = (
  store: Store,
  { assa_abloy_vostio_metadata: metadata, is_multi_phone_sync_credential: isParent }: AcsCredential,
): Pick<AcsCredential, 'assa_abloy_vostio_metadata'> =>
  metadata && !isParent ? { assa_abloy_vostio_metadata: { ...metadata, key_id: store.newId() } } : {};

/** Ends the credentials of all other guests for these rooms. */
export function override(
  store: Store,
  by: AcsCredential,
  overriddenRoomIds: readonly string[],
  ownerOf: (row: StoredAcsCredential) => string | undefined,
): void {
  if (overriddenRoomIds.length === 0) return;
  for (const row of liveKeysTo(store, by.acs_system_id, overriddenRoomIds)) {
    if (row.acs_credential_id === by.acs_credential_id) continue;
    const { visionline_metadata: metadata } = row;
    store.acsCredentials.set(row.acs_credential_id, {
      ...row,
      ...(metadata && { visionline_metadata: { ...metadata, is_valid: false } }),
      internal: { ...row.internal, is_overridden: true },
    });
    emit(store, 'acs_credential.invalidated', acsCredentialFields(row), ownerOf(row));
  }
}

/** The guest keys to these rooms that no other key has overridden. A key neither overrides nor joins staff keys. */
const liveKeysTo = (store: Store, acsSystemId: string, rooms: readonly string[]): StoredAcsCredential[] => [
  ...filterRows(
    store.acsCredentials,
    ({ acs_system_id, visionline_metadata: metadata, internal }) =>
      acs_system_id === acsSystemId &&
      metadata?.is_valid !== false &&
      metadata?.card_function_type !== 'staff' &&
      internal.is_overridden !== true &&
      internal.acs_entrance_ids.some((id) => rooms.includes(id)),
  ),
];

/** Whether a new key can join this key. A child is not counted, because its parent is. */
const isRunning =
  (store: Store) =>
  ({ ends_at, parent_acs_credential_id, warnings }: AcsCredential): boolean =>
    parent_acs_credential_id === undefined &&
    (ends_at === undefined || ends_at > store.now()) &&
    !warnings.some(({ warning_code }) => warning_code === 'being_deleted');

/** Only guest rooms: a key does not override other keys at doors that all guests share. */
const roomIds = (store: Store, entranceIds: readonly string[]): string[] =>
  entranceIds.filter((id) => {
    const entrance = store.acsEntrances.get(id);
    return entrance !== undefined && isRoom(entrance);
  });

const isRoom = ({ visionline_metadata, assa_abloy_vostio_metadata, hotek_metadata }: AcsEntrance): boolean =>
  visionline_metadata?.door_category === 'guest' ||
  assa_abloy_vostio_metadata?.door_type === 'GuestDoor' ||
  hotek_metadata?.room_number !== undefined;
