import type { Phone } from '../api/contract.gen.js';

interface Resource {
  readonly warnings: readonly { readonly warning_code: string }[];
  readonly pending_mutations?: readonly { readonly mutation_code: string }[];
}

/** Whether a resource says itself that it is on its way out. */
export const isBeingDeleted = ({ warnings, pending_mutations = [] }: Resource): boolean =>
  warnings.some(({ warning_code }) => warning_code === 'being_deleted') ||
  pending_mutations.some(({ mutation_code }) => mutation_code === 'deleting');

/** Whether a phone says that it can take keys; undefined where it does not say. */
export function canTakeKeys({ properties }: Phone): boolean | undefined {
  const signs = [
    properties.assa_abloy_credential_service_metadata?.has_active_endpoint,
    properties.salto_space_credential_service_metadata?.has_active_phone,
  ];
  if (signs.includes(true)) return true;
  return signs.includes(false) ? false : undefined;
}
