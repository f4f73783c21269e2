import type { AcsUser, Device, UserIdentity } from '../../api/contract.gen.js';
import { ApiError, notFound } from './errors.js';
import { saltoState } from './salto.js';
import { filterRows, findRow, type Store } from '../store/store.js';

/** The fields of a user identity that the host may set; null clears a value. */
export interface Profile {
  user_identity_key?: string | null;
  email_address?: string | null;
  phone_number?: string | null;
  full_name?: string | null;
}

export function newUserIdentity(store: Store, profile: Profile, createdAt = store.now()): UserIdentity {
  const { user_identity_key = null, email_address = null, phone_number = null, full_name = null } = profile;
  const user_identity_id = store.newId();
  return {
    user_identity_id,
    workspace_id: store.workspace.workspace_id,
    user_identity_key,
    email_address,
    phone_number,
    full_name,
    display_name: displayNameOf(profile) || user_identity_id,
    acs_user_ids: [],
    errors: [],
    warnings: [],
    created_at: createdAt,
  };
}

export function changedUserIdentity(userIdentity: UserIdentity, changes: Profile): UserIdentity {
  const changed = { ...userIdentity, ...changes };
  return { ...changed, display_name: displayNameOf(changed) || changed.user_identity_id };
}

/** Seam uses the first of these values that is present as the display name. */
const displayNameOf = ({ full_name, email_address, phone_number, user_identity_key }: Profile) =>
  full_name || email_address || phone_number || user_identity_key;

/** Adds the errors and warnings that a user identity gets from its ACS users. */
export function shownUserIdentity(store: Store, userIdentity: UserIdentity): UserIdentity {
  const acsUsers = userIdentity.acs_user_ids.map((id) => store.acsUsers.get(id)!);
  if (acsUsers.length === 0) return userIdentity;
  const mismatched = acsUsers.find((acsUser) => !hasSameProfile(userIdentity, acsUser));
  return {
    ...userIdentity,
    errors: acsUsers.flatMap((acsUser) => {
      const { acs_system_id, acs_user_id } = acsUser;
      const [error] = saltoState(store, acsUser).errors;
      if (!error) return [];
      return [
        {
          error_code: 'issue_with_acs_user',
          message: 'There is an issue with an access system user of this user identity.',
          acs_system_id,
          acs_user_id,
          created_at: error.created_at,
        },
      ];
    }),
    warnings: mismatched
      ? [
          ...userIdentity.warnings,
          {
            warning_code: 'acs_user_profile_does_not_match_user_identity',
            message: 'The profile of a linked access system user does not match this user identity.',
            created_at: mismatched.created_at,
          },
        ]
      : userIdentity.warnings,
  };
}

/** Seam does not document what it compares: here email address and phone number, if both sides have a value. */
const hasSameProfile = (userIdentity: UserIdentity, acsUser: AcsUser): boolean =>
  (['email_address', 'phone_number'] as const).every(
    (field) =>
      !userIdentity[field] ||
      !acsUser[field] ||
      comparableValue(field, userIdentity[field]) === comparableValue(field, acsUser[field]),
  );

export function findUserIdentity(store: Store, userIdentityId: string): UserIdentity {
  const userIdentity = store.userIdentities.get(userIdentityId);
  if (!userIdentity) throw notFound('user_identity');
  return userIdentity;
}

export function findDevice(store: Store, deviceId: string): Device {
  const device = store.devices.get(deviceId);
  if (!device) throw notFound('device');
  return device;
}

export function accessibleDevices(store: Store, userIdentityId: string): Device[] {
  const granted = new Set(store.deviceGrants.get(userIdentityId));
  return granted.size > 0 ? [...filterRows(store.devices, ({ device_id }) => granted.has(device_id))] : [];
}

const uniqueFields = ['user_identity_key', 'email_address', 'phone_number'] as const;

/**
 * Each of these values must be unique in a workspace. Seam does not publish the error for a duplicate: status and type
 * are the sandbox's own, so rely only on a 4xx status, never on the type.
 * @throws {ApiError} 409
 */
export function refuseTaken(store: Store, profile: Profile, ownId?: string): void {
  for (const field of uniqueFields) {
    const value = profile[field];
    if (!value) continue;
    const comparable = comparableValue(field, value);
    const holder = findRow(
      store.userIdentities,
      (row) =>
        row.user_identity_id !== ownId &&
        row[field] !== null &&
        comparableValue(field, row[field]) === comparable,
    );
    if (holder) {
      throw new ApiError(409, `duplicate_${field}`, `A user identity with this ${field} already exists`);
    }
  }
}

const comparableValue = (field: (typeof uniqueFields)[number], value: string): string =>
  field === 'email_address' ? value.toLowerCase() : value;
