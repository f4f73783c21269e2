/** Whether any of the fields holds the text, in whatever case. */
export function matchesSearch(
  search: string | undefined,
  fields: readonly (string | null | undefined)[],
): boolean {
  if (!search) return true;
  const wanted = search.toLowerCase();
  return fields.some((field) => field?.toLowerCase().includes(wanted));
}
