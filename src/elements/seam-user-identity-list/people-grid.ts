import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { UserIdentity } from '../../api/contract.gen.js';
import { list as english } from '../../locales/en/people.js';
import { icon } from '../../ui/icons.js';
import { RowWindow } from '../../ui/virtual-rows.js';
import type { SeamElement } from '../base/seam-element.js';
import { personRow } from './person-row.js';
import { Selection, type SelectableList } from './selection.js';
import { columnNames, type ColumnName, type PeopleViewState } from '../base/list-view-state.js';

/** The list whose people the grid shows. */
export interface PeopleGridHost extends SeamElement, SelectableList {
  readonly viewState: PeopleViewState;
  /** Whether more rows can be loaded below the last one. */
  readonly hasMore: boolean;
  /** Whether the rows belong to the previous search. */
  readonly isPrevious: boolean;
  openPerson: (id: string) => void;
  sortBy: (column: ColumnName) => void;
}

/** The rows in view: the active row, and the handling of keys and clicks. */
export class PeopleGrid {
  readonly selection: Selection;
  readonly window: RowWindow;
  /** The row with the keyboard focus. */
  private activeId: string | undefined;

  constructor(
    private readonly host: PeopleGridHost,
    onRange: (end: number, count: number) => void,
  ) {
    this.selection = new Selection(host);
    this.window = new RowWindow(host, onRange);
  }

  /** Whether the user is working with the rows: then they move only on request. */
  get isBeingRead(): boolean {
    const { scroller } = this;
    return (
      this.selection.count > 0 ||
      (scroller !== null && (this.window.isScrolled || scroller.matches(':hover, :focus-within')))
    );
  }

  reset(): void {
    this.activeId = undefined;
    this.selection.forgetRange();
  }

  scrollToTop(): void {
    this.scroller?.scrollTo({ top: 0 });
  }

  placeOf(id: string | undefined): number {
    return this.host.rows.findIndex(({ user_identity_id }) => user_identity_id === id);
  }

  /** Focuses a row; an index out of range focuses the first or the last row. */
  focusRow(index: number): void {
    const { rows } = this.host;
    if (rows.length === 0) return;
    const to = Math.max(0, Math.min(index, rows.length - 1));
    this.activeId = rows[to]!.user_identity_id;
    this.host.requestUpdate();
    this.window.reveal(to);
    void this.host.updateComplete.then(() =>
      this.scroller
        ?.querySelector<HTMLElement>(`[aria-rowindex="${to + 2}"]`)
        ?.focus({ preventScroll: true }),
    );
  }

  render(): TemplateResult {
    const { rows, hasMore, isPrevious } = this.host;
    const drawn = rows.slice(this.window.first, this.window.end);
    const tabStop = drawn.some((person) => person.user_identity_id === this.activeId)
      ? this.activeId
      : drawn[0]?.user_identity_id;
    return html`
      <div
        class="scroller ${isPrevious ? 'previous' : ''}"
        role="grid"
        aria-labelledby="title"
        aria-rowcount=${hasMore ? -1 : rows.length + 1}
        aria-colcount=${columnNames.length + 1}
        aria-multiselectable="true"
        aria-busy=${isPrevious}
        tabindex="-1"
        @keydown=${this.onKey}
      >
        ${this.renderHead()}
        <div class="spacer" role="rowgroup" @click=${this.onClick} @focusin=${this.onFocus}>
          <div class="rows" role="presentation">
            ${repeat(
              drawn,
              (person) => person.user_identity_id,
              (person, offset) => this.renderRow(person, this.window.first + offset, tabStop),
            )}
          </div>
        </div>
      </div>
    `;
  }

  private renderRow(person: UserIdentity, index: number, tabStop: string | undefined) {
    const { user_identity_id: id } = person;
    return personRow(this.host, {
      person,
      index,
      isSelected: this.selection.has(id),
      isOpen: this.host.viewState.open === id,
      isTabStop: id === tabStop,
    });
  }

  private renderHead() {
    const { areAllShownSelected, areSomeShownSelected } = this.selection;
    return html`
      <div class="row head" role="row" aria-rowindex="1">
        <span role="columnheader" class="check">
          <input
            type="checkbox"
            aria-label=${this.phrases.selectAll}
            .checked=${areAllShownSelected}
            .indeterminate=${areSomeShownSelected && !areAllShownSelected}
            @change=${this.onSelectAll}
          />
        </span>
        ${columnNames.map((name) => this.renderColumnHeader(name))}
      </div>
    `;
  }

  private renderColumnHeader(name: ColumnName) {
    const { by, ascending } = this.host.viewState.sort;
    const sort = by === name ? (ascending ? 'ascending' : 'descending') : nothing;
    return html`
      <span role="columnheader" class=${name} aria-sort=${sort}>
        <button type="button" @click=${() => this.host.sortBy(name)}>
          <span class="truncate">${this.phrases.columns[name]}</span>
          ${by === name ? icon(ascending ? 'sortedUp' : 'sortedDown') : nothing}
        </button>
      </span>
    `;
  }

  private get phrases() {
    return this.host.words('people', 'list', english);
  }

  private get scroller() {
    return this.host.renderRoot.querySelector<HTMLElement>('.scroller');
  }

  // ---- User actions ----

  private activate(id: string) {
    this.activeId = id;
    this.host.requestUpdate();
  }

  private readonly onSelectAll = (event: Event) => {
    if ((event.target as HTMLInputElement).checked) this.selection.selectAllShown();
    else this.selection.unselectAllShown();
  };

  private readonly onClick = (event: MouseEvent) => {
    const target = event.target as Element;
    const id = rowId(target);
    if (!id) return;
    this.activate(id);
    if (target.closest('.check')) this.select(id, event.shiftKey);
    else if (getSelection()?.isCollapsed !== false) this.host.openPerson(id); // not while selecting text
  };

  private readonly onFocus = (event: FocusEvent) => {
    const id = rowId(event.target as Element);
    if (id) this.activate(id);
  };

  private readonly onKey = (event: KeyboardEvent) => {
    if ((event.target as Element).closest('.head') || event.altKey) return;
    if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return this.selection.selectAllShown();
    }
    if (event.metaKey) return;
    const id = this.activeId;
    const next = this.rowAfter(event.key);
    if (next !== undefined) {
      event.preventDefault();
      if (event.shiftKey && id !== undefined) this.selection.beginRange(id);
      this.focusRow(next);
      if (event.shiftKey && this.activeId !== undefined) this.selection.extendTo(this.activeId);
      return;
    }
    if (id === undefined || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    if (event.key === 'Enter') this.host.openPerson(id);
    else this.select(id, event.shiftKey);
  };

  private select(id: string, isRange: boolean) {
    if (isRange) this.selection.extendTo(id);
    else this.selection.toggle(id);
  }

  /** The index of the row that the key moves to. */
  private rowAfter(key: string): number | undefined {
    const at = this.placeOf(this.activeId);
    const page = this.window.pageSize;
    const places: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: this.host.rows.length - 1,
    };
    return places[key];
  }
}

const rowId = (element: Element): string | undefined =>
  element.closest<HTMLElement>('.rows > .row')?.dataset['id'];

export const gridSkeleton = (): TemplateResult => html`
  <div class="rows-skeleton" aria-hidden="true">
    ${Array.from(
      { length: 12 },
      () => html`<div class="row"><span class="skeleton"></span><span class="skeleton"></span></div>`,
    )}
  </div>
`;
