/** Whether a resource says itself that it is on its way out. */
export const isBeingDeleted = ({ warnings }: { warnings: readonly { warning_code: string }[] }): boolean =>
  warnings.some(({ warning_code }) => warning_code === 'being_deleted');
