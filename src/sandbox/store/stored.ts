import type {
  AcsAccessGroup,
  AcsCredential,
  AcsSystem,
  AcsUser,
  ActionAttempt,
  ClientSession,
  Phone,
  SeamEvent,
} from '../../api/contract.gen.js';

/** A resource, with data that Seam knows but does not include in a response. */
export type Stored<Resource, Internal> = Resource & { readonly internal: Internal };

/** The resource as it appears in a response. */
export function told<Resource extends object>(row: Stored<Resource, unknown>): Resource {
  const { internal: _, ...resource } = row;
  return resource as unknown as Resource;
}

/** Without the device count, which each response computes. */
export type StoredClientSession = Omit<ClientSession, 'device_count'>;

export type StoredPhone = Stored<Phone, { owner_user_identity_id: string }>;

export type StoredAcsSystem = Stored<
  AcsSystem & Required<Pick<AcsSystem, 'external_type'>>,
  {
    compatible_credential_manager_ids: readonly string[];
    /** The number of users of a Salto KS site who can have access at the same time; unlimited by default. */
    subscription_limit?: number;
  }
>;

export type StoredAcsAccessGroup = Stored<AcsAccessGroup, { acs_entrance_ids: readonly string[] }>;

/** A response adds the profile of the user identity. */
export type StoredAcsUser = Stored<
  AcsUser & Required<Pick<AcsUser, 'full_name' | 'pending_mutations'>>,
  {
    acs_access_group_ids: readonly string[];
    /** The entrances granted directly, not by access groups. */
    acs_entrance_ids: readonly string[];
  }
>;

/** A response adds the user identity, which is that of the ACS user. */
export type StoredAcsCredential = Stored<
  AcsCredential,
  {
    acs_entrance_ids: readonly string[];
    credential_manager_acs_system_id?: string;
    /** The phone of a child credential. */
    device_id?: string;
    /** Whether another guest's key has overridden this one. */
    is_overridden?: boolean;
  }
>;

export type StoredActionAttempt = Stored<
  ActionAttempt,
  { device_id?: string; acs_entrance_id?: string; started_at: string }
>;

/** An event stores its user identity, because the resource it names may be deleted before a caller reads the event. */
export type StoredEvent = Stored<SeamEvent, { user_identity_id?: string }>;
