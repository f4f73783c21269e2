import type { Phrases } from '../phrases.js';
import { plurals } from '../plurals.js';

const plural = plurals('en');

export const links = {
  title: 'Access systems',
  count: (count: string, n: number) =>
    `${count} ${plural(n, { one: 'access system', other: 'access systems' })}`,
  empty: 'In no access system yet',
  emptyHelp: 'Link the user that an access system already has for this person, or create one there.',
  link: 'Link user',
  create: 'Create user',
  unknownSystem: 'Unnamed access system',
  thisPerson: 'this person',
  mismatch: 'An access system has other details for this person.',
  profile: (details: string) => `This person’s own profile says: ${details}`,
  suspended: 'Suspended',
  scheduled: (from: string, until: string) => `From ${from} until ${until}`,
  scheduledFrom: (from: string) => `From ${from}, without an end`,
  mutations: {
    creating: 'Being added',
    deleting: 'Being deleted',
    deferring_creation: 'Will be added later',
    updating_user_information: 'Details are changing',
    updating_access_schedule: 'Schedule is changing',
    updating_suspension_state: 'Suspension is changing',
    updating_group_membership: 'Access groups are changing',
    deferring_group_membership_update: 'Access groups will change later',
    updating_credential_assignment: 'Credentials are changing',
  },
  addedAt: (time: string) => `Will be added on ${time}`,
  suspending: 'Being suspended',
  unsuspending: 'Being unsuspended',
  joining: 'Will join an access group later',
  leaving: 'Will leave an access group later',
  changes: (what: string, from: string, to: string) => `${what}: ${from} → ${to}`,
  changesTo: (what: string, to: string) => `${what}: ${to}`,
  errors: {
    deleted_externally: 'Deleted in the access system itself, not by Seam',
    salto_ks_subscription_limit_exceeded: 'The Salto KS site has no subscription left for this user',
    failed_to_create_on_acs_system:
      'Could not be added. The access system may already have a user with this email',
    failed_to_update_on_acs_system: 'The last change did not reach the access system',
    failed_to_delete_on_acs_system: 'Could not be deleted from the access system',
    latch_conflict_with_resident_user: 'Clashes with a resident that Latch manages',
  },
  warnings: {
    being_deleted: 'Being deleted',
    salto_ks_user_not_subscribed: 'Has no Salto KS subscription now, as before the access starts',
    acs_user_inactive: 'Inactive in the access system',
    latch_resident_user: 'A resident that Latch manages',
  },
  systemErrors: {
    seam_bridge_disconnected: 'Seam Bridge is disconnected',
    bridge_disconnected: 'The bridge to the access system is disconnected',
    visionline_instance_unreachable: 'The Visionline server cannot be reached',
    salto_ks_subscription_limit_exceeded: 'The Salto KS site is full',
    acs_system_disconnected: 'The access system is disconnected',
    account_disconnected: 'The account of the access system is disconnected. Reconnect it',
    salto_ks_certification_expired: 'The Salto KS certification has expired',
    provider_service_unavailable: 'The maker’s service is down. Seam keeps trying',
  },
  systemWarnings: {
    salto_ks_subscription_limit_almost_reached: 'The Salto KS site is almost full',
    time_zone_does_not_match_location: 'The time zone does not fit the location',
    setup_required: 'The access system is not fully set up',
  },
  acts: { unlink: 'Unlink', suspend: 'Suspend', unsuspend: 'Unsuspend', delete: 'Delete' },
  isBeingDeleted: 'It is being deleted.',
} as const satisfies Phrases;
