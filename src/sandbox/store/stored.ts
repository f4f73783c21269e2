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

/** A resource together with what Seam knows of it and does not tell. */
export type Stored<Resource, Internal> = Resource & { readonly internal: Internal };

/** The resource as Seam tells it. */
export function told<Resource extends object>(row: Stored<Resource, unknown>): Resource {
  const { internal: _, ...resource } = row;
  return resource as unknown as Resource;
}

/** The devices are counted when the session is shown. */
export type StoredClientSession = Omit<ClientSession, 'device_count'>;

export type StoredPhone = Stored<Phone, { owner_user_identity_id: string }>;

export type StoredAcsSystem = Stored<
  AcsSystem & Required<Pick<AcsSystem, 'external_type'>>,
  {
    compatible_credential_manager_ids: readonly string[];
    /** How many users of a Salto KS site can have access at once; as many as there are if left out. */
    subscription_limit?: number;
  }
>;

export type StoredAcsAccessGroup = Stored<AcsAccessGroup, { acs_entrance_ids: readonly string[] }>;

/** Their user identity's profile is added when they are shown. */
export type StoredAcsUser = Stored<
  AcsUser & Required<Pick<AcsUser, 'full_name' | 'pending_mutations'>>,
  {
    acs_access_group_ids: readonly string[];
    /** Those granted to the person directly. */
    acs_entrance_ids: readonly string[];
  }
>;

/** Their user identity is that of their ACS user, and added when they are shown. */
export type StoredAcsCredential = Stored<
  AcsCredential,
  {
    acs_entrance_ids: readonly string[];
    credential_manager_acs_system_id?: string;
    /** The phone that a child was issued to. */
    device_id?: string;
    /** Whether another guest's key has ended it. */
    is_overridden?: boolean;
  }
>;

export type StoredActionAttempt = Stored<
  ActionAttempt,
  { device_id?: string; acs_entrance_id?: string; started_at: string }
>;

/** Whom an event is about, if anybody: what it names may be gone by the time it is read. */
export type StoredEvent = Stored<SeamEvent, { user_identity_id?: string }>;
