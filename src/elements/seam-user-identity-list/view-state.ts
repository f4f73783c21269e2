import type { ColumnName } from './columns.js';

export interface PeopleSort {
  readonly by: ColumnName;
  readonly ascending: boolean;
}

/** How somebody looks at the list, as plain data that a host may keep in a URL. */
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
