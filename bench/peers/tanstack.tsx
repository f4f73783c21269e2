// React with TanStack Table and Virtual, as their examples of virtualized rows, rows of one height.
import { memo, useMemo, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  columnFilteringFeature,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type Row,
  type SortFn,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { Contender } from '../list/contender.js';
import { checkboxWidth, columns, compare, rowHeight, type Person } from '../list/people.js';

const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
});
type Features = typeof features;

const inOrder: SortFn<Features, Person> = (a, b, id) =>
  compare(String(a.getValue(id)), String(b.getValue(id)));

const columnDefs: ColumnDef<Features, Person>[] = columns.map(({ name, title, text }) => ({
  id: name,
  header: title,
  accessorFn: text,
  sortFn: inOrder,
  enableGlobalFilter: name !== 'created_at',
}));

interface Shown {
  data: Person[];
  globalFilter: string;
  sorting: { id: string; desc: boolean }[];
}
let shown: Shown;
let change: (to: Partial<Shown>) => void;

const template = `${checkboxWidth}px ${columns.map(({ width }) => `${width}px`).join(' ')}`;
const idOf = ({ user_identity_id }: Person) => user_identity_id;
const includes = (row: Row<Features, Person>, id: string, wanted: string) =>
  String(row.getValue(id)).toLowerCase().includes(wanted);

function People({ first }: { first: Shown }) {
  const [state, setState] = useState(first);
  shown = state;
  change = (to) => setState((before) => ({ ...before, ...to }));
  const { data, globalFilter, sorting } = state;
  const controlled = useMemo(() => ({ globalFilter, sorting }), [globalFilter, sorting]);
  const table = useTable({
    features,
    columns: columnDefs,
    data,
    getRowId: idOf,
    globalFilterFn: includes,
    state: controlled,
  });
  const { rows } = table.getRowModel();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  return (
    <div className="scroller" ref={scroller}>
      <div className="row head">
        <input type="checkbox" />
        {columns.map(({ name, title }) => (
          <span key={name}>{title}</span>
        ))}
      </div>
      <div style={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <PersonRow key={rows[index]!.id} person={rows[index]!.original} start={start} />
        ))}
      </div>
    </div>
  );
}

const PersonRow = memo(function PersonRow({ person, start }: { person: Person; start: number }) {
  return (
    <div className="row placed" style={{ transform: `translateY(${start}px)` }}>
      <input type="checkbox" />
      {columns.map(({ name, text }) => (
        <span key={name}>{text(person)}</span>
      ))}
    </div>
  );
});

let scroller: HTMLElement;
const toTop = () => (scroller.scrollTop = 0);

const contender: Contender = {
  async mount(host, data) {
    const style = Object.assign(document.createElement('style'), {
      textContent: `
      .root, .scroller { block-size: 100%; }
      .scroller { overflow: auto; contain: strict; }
      .row { display: grid; grid-template-columns: ${template}; align-items: center; block-size: ${rowHeight}px; box-sizing: border-box; border-block-end: 1px solid #ddd; contain: strict; }
      .placed { position: absolute; inset-block-start: 0; inline-size: 100%; }
      .row > span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .head { position: sticky; inset-block-start: 0; z-index: 1; background: white; contain: none; }`,
    });
    const root = Object.assign(document.createElement('div'), { className: 'root' });
    host.append(style, root);
    createRoot(root).render(<People first={{ data, globalFilter: '', sorting: [] }} />);
  },
  search(text) {
    change({ globalFilter: text.toLowerCase() });
    toTop();
  },
  sort() {
    change({ sorting: [{ id: 'email_address', desc: true }] });
    toTop();
  },
  update: (person) => change({ data: shown.data.map((row) => (idOf(row) === idOf(person) ? person : row)) }),
  view() {
    scroller = document.querySelector<HTMLElement>('.scroller')!;
    return { scroller, top: rowHeight };
  },
};

Object.assign(globalThis, { contender });
