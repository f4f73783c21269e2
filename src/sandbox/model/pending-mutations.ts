import type { AcsUser } from '../../api/contract.gen.js';
import { schedule, type Store } from '../store/store.js';
import type { StoredAcsUser } from '../store/stored.js';
import type { Vendor } from './vendors.js';

type PendingMutation = NonNullable<AcsUser['pending_mutations']>[number];
type Mutation = Pick<PendingMutation, 'from' | 'to'> & { mutation_code: keyof typeof messages };

/** Without `deferring_group_membership_update`: no endpoint of the contract schedules a change of access groups. */
const messages = {
  creating: 'Seam is in the process of pushing an access system user creation to the access system.',
  deleting: 'Seam is in the process of pushing an access system user deletion to the access system.',
  deferring_creation:
    'The access system user is created on the access system when a credential is issued to it.',
  updating_user_information:
    'Seam is in the process of pushing updated access system user information to the access system.',
  updating_access_schedule:
    'Seam is in the process of pushing an updated access schedule to the access system.',
  updating_suspension_state:
    'Seam is in the process of pushing an updated suspension state to the access system.',
  updating_group_membership:
    'Seam is in the process of pushing an updated access group membership to the access system.',
  updating_credential_assignment:
    'Seam is in the process of pushing an updated credential assignment to the access system.',
} as const;

/** The first pending mutation of a new ACS user. If it is deferred, `createDeferred` ends it with the first key. */
export const creation = (store: Store, { createsUsersWithCredentials }: Vendor): PendingMutation =>
  pendingMutation(store, {
    mutation_code: createsUsersWithCredentials ? 'deferring_creation' : 'creating',
  });

/** Adds pending mutations, and schedules their end. An ACS user that its system does not have yet gets none. */
export function withPending(store: Store, acsUser: StoredAcsUser, ...mutations: Mutation[]): StoredAcsUser {
  const { acs_user_id, pending_mutations } = acsUser;
  if (mutations.length === 0 || isDeferred(acsUser)) return acsUser;
  schedule(store, { kind: 'sync_acs_user', acs_user_id, asked_at: store.now() });
  const added = mutations.map((mutation) => pendingMutation(store, mutation));
  return { ...acsUser, pending_mutations: [...pending_mutations, ...added] };
}

export const withoutPending = (
  acsUser: StoredAcsUser,
  isDone: (mutation: PendingMutation) => boolean,
): StoredAcsUser => ({
  ...acsUser,
  pending_mutations: acsUser.pending_mutations.filter((mutation) => !isDone(mutation)),
});

/** Ends the deferred creation of an ACS user, when its first credential is issued. */
export function createDeferred(store: Store, acsUserId: string | undefined): void {
  const acsUser = acsUserId === undefined ? undefined : store.acsUsers.get(acsUserId);
  if (!acsUser || !isDeferred(acsUser)) return;
  const created = { ...withoutPending(acsUser, isDeferral), last_successful_sync_at: store.now() };
  store.acsUsers.set(acsUser.acs_user_id, created);
}

const isDeferral = ({ mutation_code }: PendingMutation): boolean => mutation_code === 'deferring_creation';
const isDeferred = ({ pending_mutations }: StoredAcsUser): boolean => pending_mutations.some(isDeferral);

export const pendingMutation = (store: Store, mutation: Mutation): PendingMutation => ({
  ...mutation,
  message: messages[mutation.mutation_code],
  created_at: store.now(),
});

type Fields = NonNullable<PendingMutation['from']>;

/** The mutation from one state to another; an empty list if both are equal. */
export const mutationOf = (mutation_code: Mutation['mutation_code'], from: Fields, to: Fields): Mutation[] =>
  JSON.stringify(from) === JSON.stringify(to) ? [] : [{ mutation_code, from, to }];
