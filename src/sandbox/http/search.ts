/** Whether one of the fields contains the text. Upper and lower case are equal. */
export function matchesSearch(
  search: string | undefined,
  fields: readonly (string | null | undefined)[],
): boolean {
  if (!search) return true;
  const wanted = search.toLowerCase();
  return fields.some((field) => field?.toLowerCase().includes(wanted));
}
