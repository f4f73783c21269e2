import type { AcsCredential, AcsUser, Device, SeamEvent } from '../../api/contract.gen.js';
import type { Store } from '../store/store.js';

type EventFields = Partial<Omit<SeamEvent, 'event_id' | 'event_type' | 'workspace_id'>>;

/** Stores an event. The client sessions of its user identity can read it. */
export function emit(
  store: Store,
  event_type: SeamEvent['event_type'],
  fields: EventFields,
  userIdentityId?: string,
): void {
  const event_id = store.newId();
  store.events.set(event_id, {
    event_id,
    event_type,
    workspace_id: store.workspace.workspace_id,
    created_at: store.now(),
    occurred_at: store.now(),
    ...fields,
    internal: userIdentityId === undefined ? {} : { user_identity_id: userIdentityId },
  });
}

export const acsUserFields = ({ acs_user_id, acs_system_id, connected_account_id }: AcsUser) => ({
  acs_user_id,
  acs_system_id,
  connected_account_id,
});

export const acsCredentialFields = ({
  acs_credential_id,
  acs_system_id,
  connected_account_id,
}: AcsCredential) => ({ acs_credential_id, acs_system_id, connected_account_id });

export const deviceFields = ({ device_id, connected_account_id, custom_metadata }: Device) => ({
  device_id,
  connected_account_id,
  device_custom_metadata: custom_metadata,
});
