// AG Grid with the fewest modules that can do it, quick filter cached, nothing animated.
import {
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  ModuleRegistry,
  QuickFilterModule,
  RowApiModule,
  ScrollApiModule,
  createGrid,
  type ColDef,
  type GridApi,
} from 'ag-grid-community';
import type { Contender } from '../list/contender.js';
import { checkboxWidth, columns, compare, rowHeight, type Person } from '../list/people.js';

ModuleRegistry.registerModules([
  ClientSideRowModelModule,
  ClientSideRowModelApiModule,
  ColumnApiModule,
  QuickFilterModule,
  RowApiModule,
  ScrollApiModule,
]);

const columnDefs: ColDef<Person>[] = [
  {
    headerName: '',
    width: checkboxWidth,
    minWidth: checkboxWidth,
    getQuickFilterText: () => '',
    cellRenderer() {
      const box = document.createElement('input');
      box.type = 'checkbox';
      return box;
    },
  },
  ...columns.map(({ name, title, width, text }): ColDef<Person> => ({
    colId: name,
    headerName: title,
    width,
    valueGetter: ({ data }) => text(data!),
    ...(name === 'created_at' && { getQuickFilterText: () => '' }),
    comparator: compare,
  })),
];

let api: GridApi<Person>;
let grid: HTMLElement;

const contender: Contender = {
  mount(host, rowData) {
    grid = host;
    api = createGrid<Person>(host, {
      columnDefs,
      rowData,
      rowHeight,
      headerHeight: rowHeight,
      getRowId: ({ data }) => data.user_identity_id,
      cacheQuickFilter: true,
      includeHiddenColumnsInQuickFilter: false,
      animateRows: false,
      suppressCellFocus: true,
      suppressRowHoverHighlight: true,
      suppressColumnMoveAnimation: true,
    });
  },
  search: (text) => api.setGridOption('quickFilterText', text),
  sort() {
    api.applyColumnState({ state: [{ colId: 'email_address', sort: 'desc' }] });
    api.ensureIndexVisible(0, 'top');
  },
  update: (person) => void api.applyTransaction({ update: [person] }),
  view() {
    const scroller = grid.querySelector<HTMLElement>('.ag-grid-viewport')!;
    const { bottom } = grid.querySelector('.ag-header')!.getBoundingClientRect();
    return { scroller, top: bottom - grid.getBoundingClientRect().top };
  },
};

Object.assign(globalThis, { contender });
