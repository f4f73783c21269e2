import type { ParamsOf } from '../../api/contract.gen.js';
import type { RoutesUnder } from '../http/context.js';
import { invalidInput, notFound } from '../model/errors.js';
import { filterRows } from '../store/store.js';
import { told, type StoredEvent } from '../store/stored.js';

export const eventRoutes: RoutesUnder<`/events/${string}`> = {
  // Seam does not document which of several events it returns. Here it is the newest.
  '/events/get': ({ event_id, event_type, device_id }, { store, scope }) => {
    if (event_id === undefined && event_type === undefined && device_id === undefined) {
      throw invalidInput('Must specify event_id, event_type or device_id');
    }
    const event = [
      ...filterRows(
        store.events,
        (row) =>
          scope.hasEvent(row) &&
          is(row.event_id, event_id) &&
          is(row.event_type, event_type) &&
          is(row.device_id, device_id),
      ),
    ].at(-1);
    if (!event) throw notFound('event');
    return told(event);
  },

  // Seam does not document the order. Here the oldest event comes first.
  '/events/list': (params, { store, scope }) => {
    const isInTime = timeFilter(params);
    const { limit = 500, unstable_offset: offset = 0 } = params;
    const rows = filterRows(
      store.events,
      (row) => isInTime(row) && scope.hasEvent(row) && matchesFilters(row, params),
    );
    return [...rows].slice(offset, offset + limit).map(told);
  },
};

type EventFilters = ParamsOf<'/events/list'>;

/** Both bounds are exclusive. */
function timeFilter({ since, between }: EventFilters): (event: StoredEvent) => boolean {
  if (since === undefined && between === undefined) {
    throw invalidInput('Must specify either since or between');
  }
  if (since !== undefined && between !== undefined) {
    throw invalidInput('Must specify only one of since or between');
  }
  const [after = NaN, before = Infinity] = (between ?? [since!]).map((time) => Date.parse(time));
  if (Number.isNaN(after) || Number.isNaN(before)) {
    throw invalidInput(`Invalid datetime for "${between ? 'between' : 'since'}"`);
  }
  return ({ created_at }) => Date.parse(created_at) > after && Date.parse(created_at) < before;
}

const idFilters = [
  'access_code_id',
  'access_grant_id',
  'access_method_id',
  'acs_access_group_id',
  'acs_credential_id',
  'acs_encoder_id',
  'acs_entrance_id',
  'acs_system_id',
  'acs_user_id',
  'connect_webview_id',
  'connected_account_id',
  'customer_key',
  'device_id',
  'event_type',
  'space_id',
] as const;

const idListFilters = {
  access_code_ids: 'access_code_id',
  access_grant_ids: 'access_grant_id',
  access_method_ids: 'access_method_id',
  acs_system_ids: 'acs_system_id',
  device_ids: 'device_id',
  event_ids: 'event_id',
  event_types: 'event_type',
  space_ids: 'space_id',
} as const;

const matchesFilters = (event: StoredEvent, filters: EventFilters): boolean =>
  idFilters.every((name) => is(event[name], filters[name])) &&
  (Object.keys(idListFilters) as (keyof typeof idListFilters)[]).every((name) => {
    const wanted: readonly string[] | undefined = filters[name];
    return wanted === undefined || wanted.includes(event[idListFilters[name]] ?? '');
  }) &&
  is(event.internal.user_identity_id, filters.user_identity_id);

const is = (value: unknown, wanted: unknown): boolean => wanted === undefined || value === wanted;
