import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { userIdentitiesList, type UserIdentity } from '../../api/contract.gen.js';
import { list as english } from '../../locales/en/people.js';
import { button, buttonStyles } from '../../ui/button.js';
import { dialogStyles } from '../../ui/dialog.js';
import { icon } from '../../ui/icons.js';
import { RowWindow } from '../../ui/row-window.js';
import { notice } from '../../ui/status.js';
import { SeamElement } from '../base-element.js';
import { DebouncedSearch } from '../debounced-search.js';
import { define } from '../define.js';
import { emit } from '../events.js';
import { failure, failureOf, staleness } from '../failure.js';
import { fetchPart } from '../fetch-part.js';
import { PersonScope } from '../person-scope.js';
import { Query } from '../query.js';
import { SessionProvider } from '../session-context.js';
import { columnNames, type ColumnName } from './columns.js';
import { load, renderInFront, type InFront } from './in-front.js';
import { PeopleExport } from './people-export.js';
import { personRow } from './person-row.js';
import { styles } from './seam-user-identity-list.styles.js';
import { extended, toggled } from './selection.js';
import { SortedPeople } from './sorted-people.js';
import { SteadyRows } from './steady-rows.js';
import { firstViewState, viewStateOf, type PeopleViewState } from './view-state.js';

const ownChanges = [
  'seam-user-identity-created',
  'seam-user-identity-updated',
  'seam-user-identity-deleted',
] as const;

/**
 * The people of the workspace that the session may see: search, sort, open, select, create, edit, remove, export.
 *
 * @summary List of user identities.
 * @loadingHeight 32rem
 * @fires seam-ready - The first people are drawn.
 * @fires seam-error - Something failed; `detail` is a SeamError.
 * @fires seam-user-identity-selected - A person was opened; `detail` has `userIdentityId` and `userIdentity`.
 * @fires seam-user-identity-created - A person was created here; `detail` has `userIdentityId` and `userIdentity`.
 * @fires seam-user-identity-updated - A person was changed here; `detail` has `userIdentityId` and `userIdentity`.
 * @fires seam-user-identity-deleted - A person was removed here; `detail` has `userIdentityId`.
 * @fires seam-view-state-changed - Search, order, selection or open person changed; `detail` is the view state.
 * @csspart base - Everything.
 * @csspart row - One person.
 * @csspart notice - What stands in place of people: none yet, none found, failed.
 * @csspart dialog - What stands in front: the form of a person, a removal.
 * @cssprop [--seam-list-height=32rem] - Height of the element.
 */
export class SeamUserIdentityList extends SeamElement {
  static override styles = [SeamElement.styles, buttonStyles, dialogStyles, styles];

  /** Search, order, selection and open person; plain data, so that a host may keep it, say in the URL. */
  @property({ attribute: false }) viewState: PeopleViewState = firstViewState;

  /** What is asked of the server; follows `viewState.search` when typing rests. */
  /** The row that the keyboard is on. */
  @state() private activeId: string | undefined;
  @state() private inFront: InFront | undefined;
  @state() private message: (() => string) | undefined;

  private get phrases() {
    return this.words('people', 'list', english);
  }

  private get scroller() {
    return this.renderRoot.querySelector<HTMLElement>('.scroller');
  }

  private readonly scope = new PersonScope(
    this,
    () => undefined, // it is about nobody alone
    () => this.reset(),
  );

  private readonly search = new DebouncedSearch(this, () => {
    this.activeId = undefined;
    this.scroller?.scrollTo({ top: 0 });
  });

  private readonly people = new Query(this, () => ({
    endpoint: userIdentitiesList,
    params: this.search.text ? { search: this.search.text } : {},
    keepPrevious: true,
  }));
  private readonly sorted = new SortedPeople();
  private readonly steady = new SteadyRows();
  /** Whether what comes next was asked for, so that rows may move. */
  private isAsked = false;
  private orderBefore = '';
  private rows: readonly UserIdentity[] = [];
  private selection: ReadonlySet<string> = new Set();
  /** Where a range of selected people begins. */
  private anchorId: string | undefined;

  /** @internal */
  readonly provider: SessionProvider = new SessionProvider(this);

  private readonly export = new PeopleExport(this);
  private readonly window = new RowWindow(this, this.people.loadAhead);

  override connectedCallback(): void {
    super.connectedCallback();
    // A server has no page that could tell.
    for (const name of ownChanges) globalThis.document?.addEventListener(name, this.onOwnChange);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const name of ownChanges) document.removeEventListener(name, this.onOwnChange);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('viewState')) {
      this.viewState = viewStateOf(this.viewState);
      this.selection = new Set(this.viewState.selection);
      // Set by the host, not typed: nothing to wait for.
      if (!this.search.isWaiting) this.search.text = this.viewState.search.trim();
    }
  }

  protected override update(changed: PropertyValues<this>): void {
    this.updateRows();
    this.window.setCount(this.rows.length);
    super.update(changed);
  }

  private updateRows() {
    const { data, isFetching, isPrevious, isLoadingMore } = this.people.state;
    const { sort } = this.viewState;
    const order = JSON.stringify([this.search.text, sort]);
    const isOtherOrder = order !== this.orderBefore;
    this.orderBefore = order;
    this.isAsked ||= isOtherOrder || isPrevious || isLoadingMore || !data;
    const newest = this.sorted.update(data ?? [], sort, this.format.compare);
    const { rows, steady } = this;
    steady.update(newest, !this.isAsked && this.isBeingRead);
    this.isAsked &&= isFetching;
    this.rows = steady.rows;
    if (isOtherOrder || rows === this.rows) return;
    this.window.keepInView((place) => this.placeOf(rows[place]?.user_identity_id));
  }

  private placeOf(id: string | undefined): number {
    return this.rows.findIndex(({ user_identity_id }) => user_identity_id === id);
  }

  /** Whether somebody is at the rows: then nothing moves that they have not asked for. */
  private get isBeingRead(): boolean {
    const { scroller } = this;
    return (
      this.selection.size > 0 ||
      (scroller !== null && (this.window.isScrolled || scroller.matches(':hover, :focus-within')))
    );
  }

  protected override renderContent(): TemplateResult {
    return html`
      ${this.renderToolbar()}
      <div class="body">${this.renderBody()}</div>
      ${this.renderFooter()} ${this.renderInFront()}
    `;
  }

  private renderToolbar() {
    const { phrases } = this;
    const count = this.selection.size;
    const whyNot = this.whyNot('user_identities.create');
    return html`
      <div class="toolbar">
        <div>
          <h2 id="title">${phrases.title}</h2>
          <span role="status" class="small muted figures"
            >${count > 0 ? phrases.selected(this.format.number(count)) : (this.message?.() ?? whyNot)}</span
          >
          ${count > 0 ? this.renderBatch() : nothing}
        </div>
        <input
          class="search"
          type="search"
          autocomplete="off"
          data-1p-ignore
          data-bwignore
          data-form-type="other"
          data-lpignore="true"
          aria-label=${phrases.search}
          placeholder=${phrases.searchPlaceholder}
          .value=${this.viewState.search}
          @input=${this.onSearchInput}
          @keydown=${this.onSearchKey}
        />
        ${button({
          label: phrases.create,
          icon: 'plus',
          look: 'primary',
          whyNot,
          run: () => void this.bringToFront({ act: 'create' }),
        })}
      </div>
    `;
  }

  /** What can be done to the selected people. */
  private renderBatch() {
    const { phrases, general } = this;
    const ids = [...this.selection];
    return html`
      ${
        ids.length === 1
          ? button({
              label: phrases.edit,
              whyNot: this.whyNot('user_identities.update'),
              run: () => void this.bringToFront({ act: 'edit', id: ids[0]! }),
            })
          : nothing
      }
      ${button({
        label: phrases.remove,
        look: 'danger',
        whyNot: this.whyNot('user_identities.delete'),
        run: () => void this.bringToFront({ act: 'remove', ids }),
      })}
      ${button({ label: general.clear, run: () => this.select([]) })}
    `;
  }

  private renderInFront() {
    if (!this.inFront) return nothing;
    return renderInFront(this, this.inFront, {
      onClose: () => (this.inFront = undefined),
      onSaved: (event) => this.onSaved(event),
      onExisting: ({ detail }) => {
        this.inFront = undefined;
        this.change({ open: detail.userIdentityId });
      },
      onRemoved: ({ detail }) => this.onRemoved(detail.userIdentityId),
    });
  }

  private renderBody() {
    const { state } = this.people;
    const { phrases } = this;
    const error = failureOf(state);
    if (error) return failure(error, this.general, this.people.refetch);
    if (!state.data) return this.renderSkeleton();
    if (this.rows.length > 0) return this.renderGrid();
    if (this.search.text)
      return notice({
        icon: 'people',
        tone: 'neutral',
        title: phrases.noMatch(this.search.text),
        help: phrases.noMatchHelp,
        action: { label: phrases.clearSearch, run: () => this.showAll() },
      });
    return notice({
      icon: 'people',
      tone: 'neutral',
      title: phrases.empty,
      help: phrases.emptyHelp,
      ...(this.whyNot('user_identities.create') === null && {
        action: { label: phrases.create, run: () => void this.bringToFront({ act: 'create' }) },
      }),
    });
  }

  private renderGrid() {
    const { state } = this.people;
    const { phrases, format, rows } = this;
    const drawn = rows.slice(this.window.first, this.window.end);
    const tabStop = drawn.some((person) => person.user_identity_id === this.activeId)
      ? this.activeId
      : drawn[0]?.user_identity_id;
    return html`
      <div class="new" role="status">
        ${
          this.steady.waiting > 0
            ? button({
                label: phrases.changed(format.number(this.steady.waiting), this.steady.waiting),
                look: 'primary',
                run: () => this.showWaiting(),
              })
            : nothing
        }
      </div>
      <div
        class="scroller ${state.isPrevious ? 'previous' : ''}"
        role="grid"
        aria-labelledby="title"
        aria-rowcount=${state.hasMore ? -1 : rows.length + 1}
        aria-colcount=${columnNames.length + 1}
        aria-multiselectable="true"
        aria-busy=${state.isPrevious}
        tabindex="-1"
        @keydown=${this.onGridKey}
      >
        ${this.renderHead()}
        <div class="spacer" role="rowgroup" @click=${this.onRowClick} @focusin=${this.onRowFocus}>
          <div class="rows" role="presentation">
            ${repeat(
              drawn,
              (person) => person.user_identity_id,
              (person, offset) =>
                personRow(this, {
                  person,
                  index: this.window.first + offset,
                  isSelected: this.selection.has(person.user_identity_id),
                  isOpen: this.viewState.open === person.user_identity_id,
                  isTabStop: person.user_identity_id === tabStop,
                }),
            )}
          </div>
        </div>
      </div>
    `;
  }

  private renderHead() {
    const { phrases } = this;
    const all = this.rows.length > 0 && this.selection.size >= this.rows.length;
    return html`
      <div class="row head" role="row" aria-rowindex="1">
        <span role="columnheader" class="check">
          <input
            type="checkbox"
            aria-label=${phrases.selectAll}
            .checked=${all}
            .indeterminate=${this.selection.size > 0 && !all}
            @change=${this.onSelectAll}
          />
        </span>
        ${columnNames.map((name) => this.renderColumnHeader(name))}
      </div>
    `;
  }

  private renderColumnHeader(name: ColumnName) {
    const { columns } = this.phrases;
    const { by, ascending } = this.viewState.sort;
    const sort = by === name ? (ascending ? 'ascending' : 'descending') : nothing;
    return html`
      <span role="columnheader" class=${name} aria-sort=${sort}>
        <button type="button" @click=${() => this.sortBy(name)}>
          <span class="truncate">${columns[name]}</span>
          ${by === name ? icon(ascending ? 'sortedUp' : 'sortedDown') : nothing}
        </button>
      </span>
    `;
  }

  private renderSkeleton() {
    return html`
      <div class="rows-skeleton" aria-hidden="true">
        ${Array.from(
          { length: 12 },
          () => html`<div class="row"><span class="skeleton"></span><span class="skeleton"></span></div>`,
        )}
      </div>
    `;
  }

  private renderFooter() {
    const { phrases, general } = this;
    const { error, updatedAt, hasMoreFailed } = this.people.state;
    const isShown = this.people.state.data && !failureOf(this.people.state);
    return html`
      <footer class="small muted figures">
        <p role="status">${this.statusSentences().join(' · ')}</p>
        ${this.people.state.hasMore ? html`<p class="printed">${phrases.printed}</p>` : nothing}
        ${
          isShown && error
            ? html`<p role="alert" class="attention">
                  ${hasMoreFailed ? phrases.loadMoreFailed : staleness(error, updatedAt, general, this.format)}
                </p>
                <button type="button" @click=${this.people.refetch}>${general.retry}</button>`
            : nothing
        }
        ${
          isShown && this.rows.length > 0
            ? this.export.render(this.search.text, this.viewState.sort)
            : nothing
        }
      </footer>
    `;
  }

  private statusSentences(): string[] {
    const { phrases, general } = this;
    const { data, hasMore, isPrevious, isLoadingMore } = this.people.state;
    const { by, ascending } = this.viewState.sort;
    if (failureOf(this.people.state)) return [];
    if (!data) return [general.loading];
    const count = phrases.loaded(this.format.number(this.rows.length), hasMore, this.rows.length);
    const sentences = [count, phrases.sorted(phrases.columns[by], ascending)];
    if (isLoadingMore) sentences.push(phrases.loadingMore);
    else if (isPrevious) sentences.push(general.refreshing); // not for what is read again by itself
    return sentences;
  }

  // ---- What people do ----

  /** Somebody was created, changed or removed on this page, here or in another element: that may be seen at once. */
  private readonly onOwnChange = () => {
    this.isAsked = true;
    this.requestUpdate();
  };

  private showWaiting() {
    this.activeId = this.steady.showWaiting()?.user_identity_id ?? this.activeId;
    this.requestUpdate();
    void this.updateComplete.then(() => this.moveTo(this.placeOf(this.activeId)));
  }

  private change(part: Partial<PeopleViewState>) {
    this.viewState = { ...this.viewState, ...part };
    emit(this, 'seam-view-state-changed', this.viewState);
  }

  private select(selection: readonly string[]) {
    this.change({ selection });
  }

  private toggle(id: string) {
    this.anchorId = id;
    this.select(toggled(this.viewState.selection, id));
  }

  /** Selects from where the last selection was made to here. */
  private extendTo(id: string) {
    const ids = this.rows.map((person) => person.user_identity_id);
    const to = ids.indexOf(id);
    const from = this.anchorId === undefined ? to : ids.indexOf(this.anchorId);
    this.anchorId ??= id;
    this.select(extended(this.viewState.selection, ids, from === -1 ? to : from, to));
  }

  private open(id: string) {
    const person = this.rows[this.placeOf(id)];
    if (!person) return; // it has just left the list, and its row has not yet
    this.change({ open: id });
    emit(this, 'seam-user-identity-selected', { userIdentityId: id, userIdentity: person });
  }

  private sortBy(by: ColumnName) {
    const { sort } = this.viewState;
    this.change({ sort: { by, ascending: sort.by === by ? !sort.ascending : true } });
    this.scroller?.scrollTo({ top: 0 });
  }

  private showAll() {
    this.search.searchNow('');
    this.change({ search: '' });
  }

  private onSearchInput(event: InputEvent) {
    const { value } = event.target as HTMLInputElement;
    this.search.searchSoon(value);
    this.change({ search: value });
  }

  private onSearchKey(event: KeyboardEvent) {
    if (event.key === 'Enter') this.search.searchNow((event.target as HTMLInputElement).value);
    if (event.key === 'ArrowDown') this.moveTo(0, event);
  }

  private onSelectAll(event: Event) {
    const { checked } = event.target as HTMLInputElement;
    this.select(checked ? this.rows.map((person) => person.user_identity_id) : []);
  }

  private onRowClick(event: MouseEvent) {
    const target = event.target as Element;
    const id = rowId(target);
    if (!id) return;
    this.activeId = id;
    if (target.closest('.check')) {
      if (event.shiftKey) this.extendTo(id);
      else this.toggle(id);
    } else if (getSelection()?.isCollapsed !== false) this.open(id); // not while marking text
  }

  private onRowFocus(event: FocusEvent) {
    this.activeId = rowId(event.target as Element) ?? this.activeId;
  }

  private onGridKey(event: KeyboardEvent) {
    const target = event.target as Element;
    if (target.closest('.head') || event.altKey) return;
    if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return this.select(this.rows.map((person) => person.user_identity_id));
    }
    if (event.metaKey) return;
    const at = this.placeOf(this.activeId);
    const page = this.window.pageSize;
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: this.rows.length - 1,
    };
    const next = steps[event.key];
    if (next !== undefined) {
      if (event.shiftKey && this.activeId !== undefined) this.anchorId ??= this.activeId;
      this.moveTo(next, event);
      if (event.shiftKey && this.activeId !== undefined) this.extendTo(this.activeId);
      return;
    }
    const id = this.activeId;
    if (id === undefined || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    if (event.key === 'Enter') this.open(id);
    else if (event.shiftKey) this.extendTo(id);
    else this.toggle(id);
  }

  private moveTo(index: number, event?: KeyboardEvent) {
    if (this.rows.length === 0) return;
    event?.preventDefault();
    const to = Math.max(0, Math.min(index, this.rows.length - 1));
    this.activeId = this.rows[to]!.user_identity_id;
    this.window.reveal(to);
    void this.updateComplete.then(() =>
      this.scroller
        ?.querySelector<HTMLElement>(`[aria-rowindex="${to + 2}"]`)
        ?.focus({ preventScroll: true }),
    );
  }

  private async bringToFront(inFront: InFront) {
    const { signal } = this.scope;
    this.message = undefined;
    const part = await fetchPart(this, load(inFront));
    if (part && !signal.aborted) this.inFront = inFront;
  }

  private reset() {
    this.message = undefined;
    this.export.stop();
    this.inFront = this.activeId = this.anchorId = undefined;
    if (!this.isConnected) return; // how somebody looks at it is the page's to keep
    this.search.clear();
    this.selection = new Set();
    this.change({ search: '', selection: [], open: null });
  }

  private onSaved(event: CustomEvent<{ userIdentity: UserIdentity }>) {
    const { display_name } = event.detail.userIdentity;
    this.inFront = undefined;
    const act = event.type === 'seam-user-identity-created' ? 'created' : 'saved';
    this.message = () => this.phrases[act](display_name);
  }

  private onRemoved(id: string) {
    const { selection, open } = this.viewState;
    this.change({ selection: selection.filter((other) => other !== id), open: open === id ? null : open });
  }
}

const rowId = (element: Element): string | undefined =>
  element.closest<HTMLElement>('.rows > .row')?.dataset['id'];

export type { SeamEventDetails, SeamEventMap } from '../events.js';
export type { PeopleSort, PeopleViewState } from './view-state.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-user-identity-list': SeamUserIdentityList;
  }
}

define('seam-user-identity-list', SeamUserIdentityList);
