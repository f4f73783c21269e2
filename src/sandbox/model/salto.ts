import type { AcsSystem, AcsUser } from '../../api/contract.gen.js';
import { filterRows, type Store } from '../store/store.js';
import type { StoredAcsSystem, StoredAcsUser } from '../store/stored.js';

type AcsUserState = Pick<StoredAcsUser, 'salto_ks_metadata' | 'salto_space_metadata' | 'errors' | 'warnings'>;

/**
 * The present state of an ACS user in a Salto system. On a Salto KS site an ACS user needs a subscription for access,
 * and has one while the access schedule runs, if the site has a free subscription.
 */
export function saltoState(store: Store, acsUser: StoredAcsUser): AcsUserState {
  const { errors, warnings, external_type, last_successful_sync_at, acs_user_id } = acsUser;
  if (last_successful_sync_at === null) return { errors, warnings };
  if (external_type === 'salto_space_user') {
    return { errors, warnings, salto_space_metadata: { user_id: acs_user_id, audit_openings: false } };
  }
  const system = store.acsSystems.get(acsUser.acs_system_id);
  if (system?.external_type !== 'salto_ks_site') return { errors, warnings };
  const isDue = isScheduled(store, acsUser);
  const is_subscribed = isDue && hasSubscription(store, system, acsUser);
  return {
    salto_ks_metadata: { is_subscribed },
    errors: isDue && !is_subscribed ? [...errors, limitExceeded(store, userLimitMessage)] : errors,
    warnings: is_subscribed ? warnings : [...warnings, notSubscribed(store)],
  };
}

/** Adds an error or a warning if a Salto KS site has no subscriptions left, or only a few. */
export function siteState(store: Store, system: StoredAcsSystem): Pick<AcsSystem, 'errors' | 'warnings'> {
  const { errors, warnings, internal } = system;
  const { subscription_limit: limit } = internal;
  if (limit === undefined) return { errors, warnings };
  const wanted = whoWantsSubscriptions(store, system).length;
  const isFull = wanted >= limit;
  return {
    errors: isFull ? [...errors, limitExceeded(store, siteLimitMessage)] : errors,
    warnings: !isFull && wanted > 0.8 * limit ? [...warnings, almostFull(store)] : warnings,
  };
}

function isScheduled(store: Store, { access_schedule: schedule }: AcsUser): boolean {
  if (!schedule) return true;
  const now = Date.parse(store.now());
  return (
    Date.parse(schedule.starts_at) <= now && (schedule.ends_at === null || Date.parse(schedule.ends_at) > now)
  );
}

function hasSubscription(store: Store, system: StoredAcsSystem, { acs_user_id }: AcsUser): boolean {
  const { subscription_limit: limit } = system.internal;
  if (limit === undefined) return true;
  const subscribed = whoWantsSubscriptions(store, system).slice(0, limit);
  return subscribed.some((row) => row.acs_user_id === acs_user_id);
}

/** The ACS users who need a subscription. The earlier an access schedule began, the earlier its user gets one. */
const whoWantsSubscriptions = (store: Store, { acs_system_id }: AcsSystem): StoredAcsUser[] =>
  [
    ...filterRows(
      store.acsUsers,
      (row) =>
        row.acs_system_id === acs_system_id &&
        row.last_successful_sync_at !== null &&
        isScheduled(store, row),
    ),
  ].sort((a, b) => begin(a) - begin(b));

const begin = ({ access_schedule, created_at }: AcsUser): number =>
  Math.max(Date.parse(created_at), Date.parse(access_schedule?.starts_at ?? created_at));

const userLimitMessage = 'The user could not be subscribed: the site has reached its subscription limit.';
const siteLimitMessage = 'The site has reached its subscription limit.';

const limitExceeded = (store: Store, message: string) => ({
  error_code: 'salto_ks_subscription_limit_exceeded' as const,
  message,
  created_at: store.now(),
});

const notSubscribed = (store: Store) => ({
  warning_code: 'salto_ks_user_not_subscribed' as const,
  message: 'The user is not subscribed on Salto KS, and cannot unlock anything.',
  created_at: store.now(),
});

const almostFull = (store: Store) => ({
  warning_code: 'salto_ks_subscription_limit_almost_reached' as const,
  message: 'The site has used more than 80% of its subscriptions.',
  created_at: store.now(),
});
