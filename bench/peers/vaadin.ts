// Vaadin Grid over an array of items, sorted and searched outside of it, as its guide has it for own comparators; cells
// written by renderers, which it is quickest with.
import '@vaadin/grid/vaadin-grid.js';
import '@vaadin/grid/vaadin-grid-column.js';
import type { Grid } from '@vaadin/grid/vaadin-grid.js';
import type { GridColumn } from '@vaadin/grid/vaadin-grid-column.js';
import type { Contender } from '../list/contender.js';
import { checkboxWidth, columns, compare, haystackOf, rowHeight, type Person } from '../list/people.js';

let grid: Grid<Person>;
let all: Person[];
let haystacks: string[] | undefined;

const contender: Contender = {
  mount(host, people) {
    all = people;
    host.append(
      Object.assign(document.createElement('style'), {
        textContent: `
      vaadin-grid { block-size: 100%; --vaadin-grid-cell-padding: 0; --vaadin-padding-block-container: 0; --vaadin-padding-inline-container: 0; }
      vaadin-grid::part(cell) { min-block-size: ${rowHeight}px; block-size: ${rowHeight}px; box-sizing: border-box; }`,
      }),
    );
    grid = document.createElement('vaadin-grid') as Grid<Person>;
    grid.itemIdPath = 'user_identity_id';
    const checkboxes = column('', checkboxWidth);
    checkboxes.renderer = (root) => {
      if (root.firstChild) return;
      const box = document.createElement('input');
      box.type = 'checkbox';
      root.append(box);
    };
    grid.append(checkboxes);
    for (const { title, width, text } of columns) {
      const added = column(title, width);
      added.renderer = (root, _, { item }) => {
        root.textContent = text(item);
      };
      grid.append(added);
    }
    grid.items = people;
    host.append(grid);
  },
  search(text) {
    const wanted = text.toLowerCase();
    const built = (haystacks ??= all.map(haystackOf));
    show(wanted ? all.filter((_, index) => built[index]!.includes(wanted)) : all);
  },
  sort: () => show(all.slice().sort((a, b) => compare(b.email_address!, a.email_address!))),
  update(person) {
    const items = grid.items!;
    items[items.findIndex(({ user_identity_id }) => user_identity_id === person.user_identity_id)] = person;
    grid.clearCache();
  },
  view: () => ({ scroller: grid.shadowRoot!.querySelector<HTMLElement>('#table')!, top: rowHeight }),
};

function column(header: string, width: number): GridColumn<Person> {
  const made = document.createElement('vaadin-grid-column') as GridColumn<Person>;
  return Object.assign(made, { header, width: `${width}px`, flexGrow: 0 });
}

function show(items: Person[]) {
  grid.items = items;
  grid.scrollToIndex(0);
}

Object.assign(globalThis, { contender });
