interface Resource {
  readonly warnings: readonly { readonly warning_code: string }[];
  readonly pending_mutations?: readonly { readonly mutation_code: string }[];
}

/** Whether a resource says itself that it is on its way out. */
export const isBeingDeleted = ({ warnings, pending_mutations = [] }: Resource): boolean =>
  warnings.some(({ warning_code }) => warning_code === 'being_deleted') ||
  pending_mutations.some(({ mutation_code }) => mutation_code === 'deleting');
