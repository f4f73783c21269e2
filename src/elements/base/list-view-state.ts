export const columnNames = ['name', 'email', 'phone', 'key', 'created'] as const;
export type ColumnName = (typeof columnNames)[number];

export interface PeopleSort {
  readonly by: ColumnName;
  readonly ascending: boolean;
}

/** What a user sees of the list, as plain data that a host can keep in a URL. */
export interface PeopleViewState {
  readonly search: string;
  readonly sort: PeopleSort;
  /** Ids of the selected people. */
  readonly selection: readonly string[];
  /** Id of the person opened last. */
  readonly open: string | null;
}

export const firstViewState: PeopleViewState = {
  search: '',
  sort: { by: 'name', ascending: true },
  selection: [],
  open: null,
};

/**
 * Reads a view state from a host. It may be old or damaged, for example from a URL: each invalid field gets its
 * default.
 */
export function viewStateOf(given: unknown): PeopleViewState {
  const { search, sort, selection, open } = fieldsOf(given);
  const { by, ascending } = fieldsOf(sort);
  const first = firstViewState;
  return {
    search: typeof search === 'string' ? search : first.search,
    sort: {
      by: columnNames.find((name) => name === by) ?? first.sort.by,
      ascending: typeof ascending === 'boolean' ? ascending : first.sort.ascending,
    },
    selection: Array.isArray(selection) ? [...new Set(selection.filter(isText))] : first.selection,
    open: isText(open) ? open : first.open,
  };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
