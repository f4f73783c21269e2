import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { UserIdentity } from '../../api/contract.gen.js';
import type { SeamError } from '../../api/errors.js';
import { details as english } from '../../locales/en/people.js';
import { button, buttonStyles } from '../../ui/button.js';
import { dialogStyles, sheet } from '../../ui/dialog.js';
import { badge, notice } from '../../ui/badge-and-notice.js';
import { define } from '../base/define.js';
import { emit, keepInside } from '../base/events.js';
import { failure, failureOf, staleLine } from '../base/error-notice.js';
import { fetchPart } from '../shared/fetch-part.js';
import { PersonElement } from '../base/person-element.js';
import { problemOf } from '../shared/user-identity-problem.js';
import { PersonQuery } from '../data/user-identity-query.js';
import { SessionProvider } from '../base/session-controller.js';
import { styles } from './seam-user-identity-details.styles.js';
import { isSectionName, sectionNames, sections, type SectionName } from './sections.js';

/**
 * Shows everything about one person, from profile to sessions. Each section is a separate element.
 * In tabs, a section loads when it is opened; in columns, all sections are shown side by side.
 *
 * @summary Everything about one user identity.
 * @loadingHeight 35rem
 * @fires seam-ready - The person is rendered.
 * @fires seam-error - An error occurred; `detail` is a SeamError.
 * @fires seam-section-changed - The user opened another section; `detail` has its name, for example for the
 * page's URL.
 * @fires seam-user-identity-deleted - The person was removed; `detail` has `userIdentityId`.
 * @csspart base - The container of all content.
 * @csspart tab - The tab of a section.
 * @csspart column - One section in the view with columns.
 * @csspart notice - Shown in place of the person if none is chosen or the person could not be loaded.
 * @csspart dialog - The dialog of the removal.
 */
export class SeamUserIdentityDetails extends PersonElement {
  static override styles = [PersonElement.styles, buttonStyles, dialogStyles, styles];

  /**
   * The open section, or the column to scroll to: `profile`, `access_systems`, `phones`, `keys`, `issue`,
   * `instant_keys`, `devices`, `sessions` or `activity`. Default: `profile`.
   */
  @property({ reflect: true }) section = 'profile';

  /** Whether to show all sections side by side, in columns, instead of one at a time in tabs. Default: false. */
  @property({ type: Boolean, reflect: true }) columns = false;

  @state() private isRemoving = false;
  /** The sections whose elements are loaded. */
  @state() private loaded: ReadonlySet<SectionName> = new Set();
  /** The column that is scrolled into view, at first the first one. */
  private scrolledTo: SectionName = sectionNames[0]!;

  /** @internal */
  readonly provider: SessionProvider = new SessionProvider(this);

  private readonly person = new PersonQuery(this, () => this.userIdentityId);

  override reset(): void {
    this.isRemoving = false;
  }

  private get phrases() {
    return this.words('people', 'details', english);
  }

  private get opened(): SectionName {
    return isSectionName(this.section) ? this.section : 'profile';
  }

  protected override willUpdate(): void {
    if (this.userIdentityId) for (const name of this.columns ? sectionNames : [this.opened]) this.load(name);
  }

  /** Scrolls to the section that a link names, when all sections are loaded and none above can grow. */
  protected override updated(): void {
    const isComplete = this.loaded.size === sectionNames.length;
    const column = this.renderRoot.querySelector(`#column-${this.opened}`);
    if (!column || !isComplete || this.scrolledTo === this.opened) return;
    this.scrolledTo = this.opened;
    column.scrollIntoView({ block: 'start' });
  }

  private load(name: SectionName) {
    if (this.loaded.has(name)) return;
    void fetchPart<object>(this, sections[name].load()).then(
      (part) => part && (this.loaded = new Set(this.loaded).add(name)),
    );
  }

  protected override get titleWithoutPerson(): string {
    return this.phrases.title;
  }

  protected override renderContent(): TemplateResult {
    const { phrases, general, person } = this;
    const userIdentityId = this.userIdentityId!;
    const { error, updatedAt } = person.state;
    const failed = failureOf(person.state);
    // After the session has ended, the sections stay, because they hold what the user typed.
    if (failed && !this.session.ended) return this.renderFailed(failed);
    if (person.isMissing)
      return html`<h2 id="title">${phrases.title}</h2>
        ${notice({ icon: 'people', tone: 'neutral', ...general.errors.not_found })}`;
    return html`
      ${failed ? this.renderFailed(failed) : this.renderHead(person.found)}
      ${failed ? nothing : staleLine({ error, updatedAt }, general, this.format, person.refetch)}
      ${this.columns ? this.renderColumns(userIdentityId) : [this.renderTabs(), this.renderPanel(userIdentityId)]}
      ${this.renderRemoval(userIdentityId)}
    `;
  }

  private renderFailed(error: SeamError) {
    return html`<h2 id="title" class="visually-hidden">${this.phrases.title}</h2>
      ${failure(error, this.general, this.person.refetch)}`;
  }

  private renderHead(person: UserIdentity | undefined) {
    const { phrases } = this;
    if (!person)
      return html`<header aria-busy="true">
        <h2 id="title" class="visually-hidden">${phrases.title}</h2>
        <span class="skeleton"></span>
      </header>`;
    const problem = problemOf(this, person);
    const reach = [person.email_address, person.phone_number, person.user_identity_key];
    return html`
      <header>
        <div class="who">
          <h2 id="title" title=${person.display_name}>${person.display_name}</h2>
          <p class="small muted">${reach.map((text) => text && html`<bdi>${text}</bdi>`)}</p>
          ${problem ? badge(problem.tone, problem.tone, problem.text, problem.messages) : nothing}
        </div>
        ${button({
          label: phrases.remove,
          look: 'danger',
          whyNot: this.whyNot('user_identities.delete'),
          run: () => void this.openRemoval(),
        })}
      </header>
    `;
  }

  private renderColumns(userIdentityId: string) {
    return html`<div class="columns" @seam-ready=${keepInside}>
      ${sectionNames.map(
        (name) => html`
          <div id="column-${name}" part="column">${this.renderSection(name, userIdentityId)}</div>
        `,
      )}
    </div>`;
  }

  private renderSection(name: SectionName, userIdentityId: string) {
    return this.loaded.has(name)
      ? sections[name].render(userIdentityId)
      : html`<span class="skeleton" aria-hidden="true"></span>`;
  }

  private renderTabs() {
    const { phrases, opened } = this;
    return html`
      <div role="tablist" aria-labelledby="title" @keydown=${this.onTabKey}>
        ${sectionNames.map(
          (name) => html`
            <button
              type="button"
              role="tab"
              part="tab"
              id="tab-${name}"
              aria-selected=${name === opened}
              aria-controls="panel"
              tabindex=${name === opened ? 0 : -1}
              @click=${() => this.openSection(name)}
            >
              ${phrases.sections[name]}
            </button>
          `,
        )}
      </div>
    `;
  }

  private renderPanel(userIdentityId: string) {
    const { opened } = this;
    return html`
      <div id="panel" role="tabpanel" aria-labelledby="tab-${opened}" @seam-ready=${keepInside}>
        ${this.renderSection(opened, userIdentityId)}
      </div>
    `;
  }

  private renderRemoval(userIdentityId: string) {
    if (!this.isRemoving) return nothing;
    const close = () => (this.isRemoving = false);
    return sheet(
      this.phrases.remove,
      html`<seam-user-identity-removal
        data-autofocus
        .userIdentityId=${userIdentityId}
        @seam-ready=${keepInside}
        @seam-user-identity-removal-finished=${close}
        @seam-user-identity-removal-cancelled=${close}
      ></seam-user-identity-removal>`,
      close,
    );
  }

  private async openRemoval() {
    const { signal } = this.scope;
    const part = await fetchPart(this, import('../seam-user-identity-removal/seam-user-identity-removal.js'));
    this.isRemoving = Boolean(part) && !signal.aborted;
  }

  private openSection(section: SectionName) {
    if (section === this.opened) return;
    this.section = section;
    emit(this, 'seam-section-changed', { section });
  }

  /** Arrow keys follow the order of the tabs on the screen, also from right to left. */
  private onTabKey(event: KeyboardEvent) {
    const right = this.renderRoot.querySelector('section:dir(rtl)') ? -1 : 1;
    const at = sectionNames.indexOf(this.opened);
    const places: Record<string, number> = {
      ArrowRight: at + right,
      ArrowLeft: at - right,
      Home: 0,
      End: -1,
    };
    const place = places[event.key];
    if (place === undefined) return;
    event.preventDefault();
    const section = sectionNames.at(place % sectionNames.length)!;
    this.openSection(section);
    this.renderRoot.querySelector<HTMLElement>(`#tab-${section}`)!.focus();
  }
}

export type { SeamEventDetails, SeamEventMap } from '../base/events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-user-identity-details': SeamUserIdentityDetails;
  }
}

define('seam-user-identity-details', SeamUserIdentityDetails);
