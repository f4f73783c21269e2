import { adoptStyles, html, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { isSeamError } from '../api/errors.js';
import { notice } from '../ui/status.js';
import type { SeamElement } from './base-element.js';
import { emit } from './events.js';
import { partOf } from './fetch-part.js';
import { PersonElement } from './person-element.js';

/** What such an element becomes: a subclass of it, whose constructor needs nothing. */
export type Whole = (new () => DeferredElement) &
  Pick<typeof SeamElement, 'elementStyles' | 'observedAttributes'>;

/** The element that is being completed, while the constructor of what it becomes runs. */
let unfinished: DeferredElement | undefined;

/**
 * An element that many pages do without. It is defined with the others, takes its properties and stands in the page;
 * all else it does is in a subclass, which is fetched when one first has a session, and which it then becomes.
 *
 * Browsers look up lifecycle callbacks when a tag is defined, so the subclass has no `connectedCallback` and the like of
 * its own; controllers take their place.
 */
export abstract class DeferredElement extends PersonElement {
  @state() private fetching: 'not yet' | 'on its way' | 'failed' = 'not yet';
  private isFocusWanted = false;

  /** Fetches what the element becomes. */
  static fetchWhole: () => Promise<Whole>;

  constructor() {
    // What a subclass sets up after `super()` is then set up on the element that is there.
    if (unfinished) return unfinished;
    super();
  }

  protected override updated(): void {
    if (this.session.client && this.fetching === 'not yet') void this.complete();
  }

  override reset(): void {}

  // Waits for what there is to focus.
  override focus(options?: FocusOptions): void {
    this.isFocusWanted = true;
    super.focus(options);
  }

  protected override renderContent(): TemplateResult {
    const { general } = this;
    if (this.fetching === 'failed')
      return html`<h2 id="title" class="visually-hidden">${general.errors.unreachable.title}</h2>
        ${notice({
          icon: 'attention',
          tone: 'bad',
          ...general.errors.unreachable,
          action: { label: general.retry, run: () => (this.fetching = 'not yet') },
        })}`;
    return html`<h2 id="title" class="visually-hidden" role="status">${general.loading}</h2>
      <span class="skeleton" aria-hidden="true"></span>`;
  }

  private async complete() {
    this.fetching = 'on its way';
    const { fetchWhole } = this.constructor as typeof DeferredElement;
    try {
      become(this, await partOf(fetchWhole()));
    } catch (error) {
      this.fetching = 'failed';
      if (!isSeamError(error)) throw error; // a fault of ours, not of the network's
      emit(this, 'seam-error', error);
      return;
    }
    if (!this.isFocusWanted) return;
    await this.updateComplete;
    this.focus();
  }
}

function become(element: DeferredElement, whole: Whole) {
  void whole.observedAttributes; // has Lit take note of its properties and styles
  const { elementProperties } = element.constructor as typeof DeferredElement;
  const given = [...elementProperties.keys()].map((name) => [name, Reflect.get(element, name)] as const);
  Object.setPrototypeOf(element, whole.prototype as object);
  unfinished = element;
  try {
    new whole();
  } finally {
    unfinished = undefined;
  }
  for (const [name, value] of given) if (value !== undefined) Reflect.set(element, name, value);
  adoptStyles(element.renderRoot as ShadowRoot, whole.elementStyles);
  element.requestUpdate();
}
