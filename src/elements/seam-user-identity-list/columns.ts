import type { UserIdentity } from '../../api/contract.gen.js';
import type { ColumnName } from '../base/list-view-state.js';

/** The value that each column shows and sorts by. Null sorts last in both directions. */
export const columns: Readonly<Record<ColumnName, (person: UserIdentity) => string | null>> = {
  name: (person) => person.display_name,
  email: (person) => person.email_address,
  phone: (person) => person.phone_number,
  key: (person) => person.user_identity_key,
  created: (person) => person.created_at,
};
