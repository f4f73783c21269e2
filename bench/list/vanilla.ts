// A window of rows written by hand for this list and nothing else, with what makes one fast: rows of one height, as many
// elements as are in view and used again, one transform, a haystack made once, one formatter and one collator.
// It has no words, no roles, no selection, no keys, no states but this one.
import type { Contender } from './contender.js';
import { checkboxWidth, columns, compare, haystackOf, rowHeight, type Person } from './people.js';

const overscan = 6;
const template = `${checkboxWidth}px ${columns.map(({ width }) => `${width}px`).join(' ')}`;

let all: Person[];
let haystacks: string[] | undefined;
let shown: Person[];
let scroller: HTMLElement;
let spacer: HTMLElement;
let rows: HTMLElement;

const contender: Contender = {
  mount(host, people) {
    all = shown = people;
    host.append(
      Object.assign(document.createElement('style'), {
        textContent: `
      .scroller { block-size: 100%; overflow: auto; contain: strict; }
      .row { display: grid; grid-template-columns: ${template}; align-items: center; block-size: ${rowHeight}px; box-sizing: border-box; border-block-end: 1px solid #ddd; contain: strict; }
      .row > span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .head { position: sticky; inset-block-start: 0; z-index: 1; background: white; contain: none; }`,
      }),
    );
    const head = emptyRow();
    head.classList.add('head');
    columns.forEach(({ title }, index) => (head.children[index + 1]!.textContent = title));
    rows = box('rows');
    spacer = box('spacer', rows);
    scroller = box('scroller', head, spacer);
    host.append(scroller);
    scroller.addEventListener('scroll', draw, { passive: true });
    new ResizeObserver(draw).observe(scroller);
    draw();
  },
  search(text) {
    const wanted = text.toLowerCase();
    const built = (haystacks ??= all.map(haystackOf));
    shown = wanted ? all.filter((_, index) => built[index]!.includes(wanted)) : all;
    scroller.scrollTop = 0;
    draw();
  },
  sort() {
    shown = shown.slice().sort((a, b) => compare(b.email_address!, a.email_address!));
    scroller.scrollTop = 0;
    draw();
  },
  update(person) {
    const isSame = ({ user_identity_id }: Person) => user_identity_id === person.user_identity_id;
    shown = shown.slice();
    shown[shown.findIndex(isSame)] = person;
    draw();
  },
  view: () => ({ scroller, top: rowHeight }),
};

function draw() {
  spacer.style.blockSize = `${shown.length * rowHeight}px`;
  const first = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - overscan);
  const count = Math.min(shown.length - first, Math.ceil(scroller.clientHeight / rowHeight) + 2 * overscan);
  rows.style.transform = `translateY(${first * rowHeight}px)`;
  while (rows.childElementCount < count) rows.append(emptyRow());
  while (rows.childElementCount > count) rows.lastElementChild!.remove();
  for (let index = 0; index < count; index++) fill(rows.children[index]!, shown[first + index]!);
}

function emptyRow(): HTMLElement {
  const checkbox = document.createElement('input');
  checkbox.type = 'checkbox';
  const cells = columns.map(() => document.createElement('span'));
  for (const cell of cells) cell.append('');
  return box('row', checkbox, ...cells);
}

function box(className: string, ...children: HTMLElement[]): HTMLElement {
  const made = document.createElement('div');
  made.className = className;
  made.append(...children);
  return made;
}

function fill(row: Element, person: Person) {
  columns.forEach(({ text }, index) => {
    const node = row.children[index + 1]!.firstChild as Text;
    const value = text(person);
    if (node.data !== value) node.data = value;
  });
}

Object.assign(globalThis, { contender });
