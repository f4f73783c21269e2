import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { SeamEvent } from '../../api/contract.gen.js';
import { activity as english } from '../../locales/en/activity.js';
import { button, buttonStyles } from '../../ui/button.js';
import { notice } from '../../ui/badge-and-notice.js';
import { define } from '../base/define.js';
import { errorWords, failure, staleLine, withdraws } from '../base/error-notice.js';
import { listStyles, scrollerStyles } from '../shared/list.styles.js';
import { PersonElement } from '../base/person-element.js';
import { toggled } from '../shared/toggled.js';
import { daysOf, type Day } from './group-by-day.js';
import { eventRow } from './event-row.js';
import { History } from './event-history.js';
import { kindNames, kindOf, type Kind } from './event-categories.js';
import { Names } from './resource-names.js';
import { styles } from './seam-activity-feed.styles.js';

/**
 * Shows what happened as sentences, newest first and grouped by day: who did what, and when.
 *
 * @summary Events of a person, or all events that the session may see.
 * @loadingHeight 20rem
 * @fires seam-ready - The first events are rendered.
 * @fires seam-error - An error occurred; `detail` is a SeamError.
 * @csspart base - The container of all content.
 * @csspart event - One event.
 * @csspart notice - Shown in place of the events if there are none, none match the filter, or they could not be
 * loaded.
 * @cssprop [--seam-list-height=32rem] - Maximum height of the list.
 */
export class SeamActivityFeed extends PersonElement {
  static override styles = [PersonElement.styles, buttonStyles, listStyles, scrollerStyles, styles];

  /** The user identity whose events are shown; without it, all events that the session may see. */
  @property({ attribute: 'user-identity-id' }) override userIdentityId: string | undefined;

  /** The categories that are shown; all if empty. */
  @state() private chosen: ReadonlySet<Kind> = new Set();
  /** New events that wait until the user asks for them, because the user was reading when they arrived. */
  @state() private waiting: ReadonlySet<string> = new Set();
  /** The row that is the tab stop. */
  @state() private current: string | undefined;

  private days: readonly Day[] = [];
  private drawn: readonly unknown[] = [];

  private readonly history = new History(
    this,
    () => this.userIdentityId,
    () => this.scope.signal,
    (events) => this.onArrival(events),
  );

  private readonly names = new Names(
    this,
    () => this.history.events,
    () => this.userIdentityId,
  );

  private get phrases() {
    return this.words('doors', 'activity', english);
  }

  override reset(): void {
    this.chosen = new Set();
    this.waiting = new Set();
    this.current = undefined;
    this.history.forget();
    this.names.forget();
  }

  protected override update(changed: PropertyValues<this>): void {
    const { format, chosen, waiting } = this;
    const { events } = this.history;
    const inputs = [events, format, chosen, waiting];
    if (inputs.some((input, index) => input !== this.drawn[index])) {
      this.drawn = inputs;
      this.days = daysOf(events.filter(this.isShown), format);
      if (!this.rows.some(({ event_id }) => event_id === this.current)) this.current = this.rows[0]?.event_id;
    }
    super.update(changed);
  }

  private readonly isShown = ({ event_id, event_type }: SeamEvent): boolean =>
    !this.waiting.has(event_id) && (this.chosen.size === 0 || this.chosen.has(kindOf(event_type)));

  private get rows(): readonly SeamEvent[] {
    return this.days.flatMap(({ events }) => events);
  }

  protected override renderContent(): TemplateResult {
    const { state } = this.history.newest;
    const { phrases, general, format } = this;
    const isGone = withdraws(state.error) || (state.error && !this.history.isKnown);
    return html`
      <div class="heading">
        <h2 id="title">${phrases.title}</h2>
        <p role="status" class="small muted figures">${isGone ? nothing : this.status}</p>
      </div>
      ${
        isGone
          ? failure(state.error!, general, this.history.newest.refetch)
          : html`
              ${staleLine(state, general, format, this.history.newest.refetch)} ${this.renderFilter()}
              ${this.history.isKnown ? this.renderFeed() : this.renderSkeleton()}
            `
      }
    `;
  }

  private get status(): string {
    const { phrases, general, format, history } = this;
    if (!history.isKnown) return general.loading;
    const { length } = this.rows;
    return phrases.count(format.number(length), length, this.since);
  }

  private get since(): string {
    return this.format.moment(new Date(this.history.from).toISOString());
  }

  private renderFilter() {
    const { phrases, chosen } = this;
    return html`
      <div class="filter" role="group" aria-label=${phrases.filter}>
        ${kindNames.map(
          (kind) => html`
            <button
              type="button"
              class="small"
              aria-pressed=${chosen.has(kind)}
              @click=${() => this.choose(toggled(this.chosen, kind))}
            >
              ${phrases.kinds[kind]}
            </button>
          `,
        )}
      </div>
    `;
  }

  private renderFeed() {
    const { phrases, format, waiting } = this;
    return html`
      <div class="feed">
        <div class="new" role="status">
          ${
            waiting.size > 0
              ? button({
                  label: phrases.new(format.number(waiting.size), waiting.size),
                  icon: 'sortedUp',
                  look: 'primary',
                  run: () => this.showWaiting(),
                })
              : nothing
          }
        </div>
        <div class="scroller" tabindex="-1" @keydown=${this.onKey}>
          ${this.days.length === 0 ? this.renderNone() : repeat(this.days, ({ name }) => name, this.renderDay)}
          ${this.renderEarlier()}
        </div>
      </div>
    `;
  }

  private readonly renderDay = ({ name, events }: Day, index: number) => {
    const { phrases, format, current, names } = this;
    const currentOfDay = events.some(({ event_id }) => event_id === current) ? current : undefined;
    // Rows read texts and formats from the element, so a change of the language renders them again.
    return html`
      <h3 id="day-${index}" class="small">${name}</h3>
      <ol role="list" aria-labelledby="day-${index}">
        ${guard([events, phrases, format, currentOfDay, names.version], () =>
          repeat(
            events,
            ({ event_id }) => event_id,
            (event) =>
              eventRow(this, {
                event,
                isCurrent: event.event_id === current,
                nameOf: (id) => names.of(id),
              }),
          ),
        )}
      </ol>
    `;
  };

  private renderNone() {
    const { phrases, since, chosen, history, general } = this;
    const hasOthers = chosen.size > 0 && history.events.length > 0;
    return notice({
      icon: 'waiting',
      tone: 'neutral',
      ...(hasOthers
        ? {
            title: phrases.noneSuch,
            help: phrases.noneSuchHelp(since),
            action: { label: general.clear, run: () => this.choose(new Set()) },
          }
        : { title: phrases.empty, help: phrases.emptyHelp(since) }),
    });
  }

  private renderEarlier() {
    const { phrases, general } = this;
    const { earlierError, isLoadingEarlier, loadEarlier } = this.history;
    return html`
      <div class="earlier">
        ${
          earlierError
            ? html`<p role="alert" class="small attention">
                ${phrases.earlierFailed} ${errorWords(earlierError, general).title}
              </p>`
            : nothing
        }
        ${button({
          label: earlierError ? general.retry : phrases.earlier,
          isBusy: isLoadingEarlier,
          run: () => void loadEarlier(),
        })}
      </div>
    `;
  }

  private renderSkeleton() {
    return html`
      <div class="scroller" aria-hidden="true">
        ${Array.from(
          { length: 5 },
          () => html`<div class="event"><span class="skeleton"></span><span class="skeleton"></span></div>`,
        )}
      </div>
    `;
  }

  // ---- New events and user actions ----

  private get scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.feed .scroller');
  }

  /** Rows that the user reads do not move: new events wait. */
  private onArrival(events: readonly SeamEvent[]) {
    const { scroller } = this;
    const isReading = scroller && (scroller.scrollTop > 0 || scroller.matches(':hover, :focus-within'));
    if (!isReading) return;
    const ids = events.filter(this.isShown).map(({ event_id }) => event_id);
    this.waiting = new Set([...this.waiting, ...ids]);
  }

  private choose(chosen: ReadonlySet<Kind>) {
    this.chosen = chosen;
    this.waiting = new Set();
  }

  private showWaiting() {
    this.waiting = new Set();
    void this.updateComplete.then(() => {
      this.scroller?.scrollTo({ top: 0 });
      this.focusRow(this.rows[0]);
    });
  }

  private focusRow(event: SeamEvent | undefined) {
    if (!event) return;
    this.current = event.event_id;
    this.scroller?.querySelector<HTMLElement>(`[data-id="${CSS.escape(event.event_id)}"]`)?.focus();
  }

  /** Arrow keys, Home and End move from row to row, as in any list. */
  private onKey(event: KeyboardEvent) {
    const { rows } = this;
    if (!(event.target as Element).matches('.event')) return;
    const at = rows.findIndex(({ event_id }) => event_id === this.current);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 10,
      PageUp: at - 10,
      Home: 0,
      End: rows.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.focusRow(rows[Math.max(0, Math.min(next, rows.length - 1))]);
  }
}

export type { SeamEventDetails, SeamEventMap } from '../base/events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-activity-feed': SeamActivityFeed;
  }
}

define('seam-activity-feed', SeamActivityFeed);
