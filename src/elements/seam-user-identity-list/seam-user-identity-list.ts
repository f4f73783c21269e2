import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { userIdentitiesList, type UserIdentity } from '../../api/contract.gen.js';
import { list as english } from '../../locales/en/people.js';
import { button, buttonStyles } from '../../ui/button.js';
import { dialogStyles } from '../../ui/dialog.js';
import { notice } from '../../ui/badge-and-notice.js';
import { SeamElement } from '../base/seam-element.js';
import { DebouncedSearch } from '../shared/debounced-search.js';
import { define } from '../base/define.js';
import { emit } from '../base/events.js';
import { failure, failureOf } from '../base/error-notice.js';
import { PersonScope } from '../base/person-scope.js';
import { Query } from '../data/query.js';
import { SessionProvider } from '../base/session-controller.js';
import { InFront } from './edit-sheet.js';
import { listStatus } from './list-status.js';
import { PeopleExport } from './csv-export.js';
import { PeopleGrid, gridSkeleton, type PeopleGridHost } from './people-grid.js';
import { styles } from './seam-user-identity-list.styles.js';
import { SortedPeople } from './incremental-sort.js';
import { SteadyRows } from './held-rows.js';
import {
  firstViewState,
  viewStateOf,
  type ColumnName,
  type PeopleViewState,
} from '../base/list-view-state.js';

const ownChanges = [
  'seam-user-identity-created',
  'seam-user-identity-updated',
  'seam-user-identity-deleted',
] as const;

/**
 * Lists the people of the workspace that the session may see. Searches, sorts, selects, opens, creates,
 * edits, removes and exports them.
 *
 * @summary List of user identities.
 * @loadingHeight 32rem
 * @fires seam-ready - The first people are rendered.
 * @fires seam-error - An error occurred; `detail` is a SeamError.
 * @fires seam-user-identity-selected - A person was opened; `detail` has `userIdentityId` and `userIdentity`.
 * @fires seam-user-identity-created - This element created a person; `detail` has `userIdentityId` and
 * `userIdentity`.
 * @fires seam-user-identity-updated - This element changed a person; `detail` has `userIdentityId` and
 * `userIdentity`.
 * @fires seam-user-identity-deleted - This element removed a person; `detail` has `userIdentityId`.
 * @fires seam-view-state-changed - The search, order, selection or open person changed; `detail` is the view
 * state.
 * @csspart base - The container of all content.
 * @csspart row - One person.
 * @csspart notice - Shown in place of the people if there are none, none match, or they could not be loaded.
 * @csspart dialog - The dialog with the form of a person or a removal.
 * @cssprop [--seam-list-height=32rem] - Height of the element.
 */
export class SeamUserIdentityList extends SeamElement implements PeopleGridHost {
  static override styles = [SeamElement.styles, buttonStyles, dialogStyles, styles];

  /** The search, order, selection and open person: plain data that a host can store, for example in the URL. */
  @property({ attribute: false }) viewState: PeopleViewState = firstViewState;

  /** @internal */
  rows: readonly UserIdentity[] = [];

  private get phrases() {
    return this.words('people', 'list', english);
  }

  /** @internal */
  readonly scope: PersonScope = new PersonScope(
    this,
    () => undefined, // the list is not about one user identity
    () => this.reset(),
  );

  /** The search that is sent to the server. Follows `viewState.search` when the user stops typing. */
  private readonly search = new DebouncedSearch(this, () => this.grid.scrollToTop());

  private readonly people = new Query(this, () => ({
    endpoint: userIdentitiesList,
    params: this.search.text ? { search: this.search.text } : {},
    keepPrevious: true,
  }));
  private readonly sorted = new SortedPeople();
  private readonly steady = new SteadyRows();
  /** Whether the user requested the next data, so that rows may move. */
  private isAsked = false;
  private orderBefore = '';

  /** @internal */
  readonly provider: SessionProvider = new SessionProvider(this);

  private readonly export = new PeopleExport(this);
  private readonly inFront = new InFront(this);
  private readonly grid = new PeopleGrid(this, this.people.loadAhead);

  override connectedCallback(): void {
    super.connectedCallback();
    // On a server there is no document.
    for (const name of ownChanges) globalThis.document?.addEventListener(name, this.onOwnChange);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const name of ownChanges) document.removeEventListener(name, this.onOwnChange);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('viewState')) {
      this.viewState = viewStateOf(this.viewState);
      // Set by the host, not typed: no debounce needed.
      if (!this.search.isWaiting) this.search.text = this.viewState.search.trim();
    }
  }

  protected override update(changed: PropertyValues<this>): void {
    this.updateRows();
    this.grid.window.setCount(this.rows.length);
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
    steady.update(newest, !this.isAsked && this.grid.isBeingRead);
    this.isAsked &&= isFetching;
    this.rows = steady.rows;
    if (isOtherOrder || rows === this.rows) return;
    this.grid.window.keepInView((place) => this.grid.placeOf(rows[place]?.user_identity_id));
  }

  protected override renderContent(): TemplateResult {
    return html`
      ${this.renderToolbar()}
      <div class="body">${this.renderBody()}</div>
      ${this.renderFooter()} ${this.inFront.render()}
    `;
  }

  private renderToolbar() {
    const { phrases } = this;
    const { count } = this.grid.selection;
    const whyNot = this.whyNot('user_identities.create');
    return html`
      <div class="toolbar">
        <div>
          <h2 id="title">${phrases.title}</h2>
          <span role="status" class="small muted figures"
            >${count > 0 ? this.selectionText : (this.inFront.message ?? whyNot)}</span
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
          run: () => void this.inFront.openSheet({ name: 'create' }),
        })}
      </div>
    `;
  }

  private get selectionText(): string {
    const { count, hiddenCount } = this.grid.selection;
    const text = this.phrases.selected(this.format.number(count));
    // While a search has no response, it is not known who is hidden.
    if (hiddenCount === 0 || !this.people.state.data) return text;
    return this.phrases.selectedHidden(text, this.format.number(hiddenCount), hiddenCount);
  }

  /** Renders the actions for the selected people. */
  private renderBatch() {
    const { phrases, general } = this;
    const ids = this.viewState.selection;
    return html`
      ${
        ids.length === 1
          ? button({
              label: phrases.edit,
              whyNot: this.whyNot('user_identities.update'),
              run: () => void this.inFront.openSheet({ name: 'edit', id: ids[0]! }),
            })
          : nothing
      }
      ${button({
        label: phrases.remove,
        look: 'danger',
        whyNot: this.whyNot('user_identities.delete'),
        run: () => void this.inFront.openSheet({ name: 'remove', ids }),
      })}
      ${button({ label: general.clear, run: () => this.select([]) })}
    `;
  }

  /** @internal */
  get hasMore(): boolean {
    return this.people.state.hasMore;
  }

  /** @internal */
  get isPrevious(): boolean {
    return this.people.state.isPrevious;
  }

  private renderBody() {
    const { state } = this.people;
    const { phrases } = this;
    const error = failureOf(state);
    if (error) return failure(error, this.general, this.people.refetch);
    if (!state.data) return gridSkeleton();
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
        action: { label: phrases.create, run: () => void this.inFront.openSheet({ name: 'create' }) },
      }),
    });
  }

  private renderGrid() {
    return html`
      <div class="new" role="status">
        ${
          this.steady.hasWaiting
            ? button({ label: this.phrases.showChanges, look: 'primary', run: () => this.showWaiting() })
            : nothing
        }
      </div>
      ${this.grid.render()}
    `;
  }

  private renderFooter() {
    const { people, rows } = this;
    const { sort } = this.viewState;
    const isExportable = people.state.data && !failureOf(people.state) && rows.length > 0;
    return html`
      <footer class="small muted figures">
        ${listStatus(this, people, rows.length, sort)}
        ${people.state.hasMore ? html`<p class="printed">${this.phrases.printed}</p>` : nothing}
        ${isExportable ? this.export.render(this.search.text, sort) : nothing}
      </footer>
    `;
  }

  // ---- User actions ----

  /** An element on this page created, changed or removed a person: the list may show this at once. */
  private readonly onOwnChange = () => {
    this.isAsked = true;
    this.requestUpdate();
  };

  private showWaiting() {
    const place = this.steady.showWaiting();
    this.requestUpdate();
    void this.updateComplete.then(() => this.grid.focusRow(place));
  }

  private change(part: Partial<PeopleViewState>) {
    this.viewState = { ...this.viewState, ...part };
    emit(this, 'seam-view-state-changed', this.viewState);
  }

  /** @internal */
  select(selection: readonly string[]): void {
    this.change({ selection });
  }

  /** @internal */
  openPerson(id: string): void {
    const person = this.rows[this.grid.placeOf(id)];
    if (!person) return; // the person was just removed, and the row is not updated yet
    this.change({ open: id });
    emit(this, 'seam-user-identity-selected', { userIdentityId: id, userIdentity: person });
  }

  /** @internal */
  sortBy(by: ColumnName): void {
    const { sort } = this.viewState;
    this.change({ sort: { by, ascending: sort.by === by ? !sort.ascending : true } });
    this.grid.scrollToTop();
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
    if (event.key !== 'ArrowDown' || this.rows.length === 0) return;
    event.preventDefault();
    this.grid.focusRow(0);
  }

  private reset() {
    this.inFront.reset();
    this.export.stop();
    this.grid.reset();
    if (!this.isConnected) return; // the view state belongs to the page, so keep it
    this.search.clear();
    this.change({ search: '', selection: [], open: null });
  }

  /** @internal */
  openExisting(id: string): void {
    this.change({ open: id });
  }

  /** @internal */
  forgetRemoved(id: string): void {
    const { selection, open } = this.viewState;
    this.change({ selection: selection.filter((other) => other !== id), open: open === id ? null : open });
  }
}

export type { SeamEventDetails, SeamEventMap } from '../base/events.js';
export type { PeopleSort, PeopleViewState } from '../base/list-view-state.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-user-identity-list': SeamUserIdentityList;
  }
}

define('seam-user-identity-list', SeamUserIdentityList);
