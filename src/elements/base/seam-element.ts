import {
  LitElement,
  ReactiveElement,
  html,
  nothing,
  render,
  type CSSResultGroup,
  type TemplateResult,
} from 'lit';
import { property, state } from 'lit/decorators.js';
import { asSeamError, type SeamError } from '../../api/errors.js';
import type { Permission } from '../../api/permissions.js';
import { general } from '../../locales/en/general.js';
import type { Area, General, SeamWording, Words } from '../../locales/index.js';
import type { Format } from '../../ui/format.js';
import { putDialogsAway } from '../../ui/dialogs-away.js';
import { notice, statusStyles } from '../../ui/badge-and-notice.js';
import { tokens } from '../../ui/tokens.js';
import { emit } from './events.js';
import { errorWords, failure } from './error-notice.js';
import { keepFocus } from './keep-focus.js';
import { LocaleController, languageAround } from './locale-controller.js';
import { SessionController, secretAttributes } from './session-controller.js';

/** A key with which somebody composes a word, as one does in Japanese, belongs to the input method alone. */
function leaveToInputMethod(event: Event) {
  // Safari tells of the key that ends it when it is over already, by this number only.
  const { isComposing, keyCode } = event as KeyboardEvent;
  if (isComposing || keyCode === 229) event.stopPropagation();
}

/** What every element has: its session, its words, and the look. */
export abstract class SeamElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, statusStyles];

  static {
    // Lit's development build alone has this: the page is being made.
    if (this.disableWarning) {
      // A windowed list measures what it drew and draws again; it would warn each time.
      this.disableWarning('change-in-update');
      void import('../../ui/contrast-warning.js').then(({ watchPalette }) => watchPalette());
    }
  }

  /** Base URL of the Seam API. Default: Seam's own. */
  @property() endpoint: string | undefined;

  /** URL of the gateway on the host's server. When set, every call goes through it. */
  @property() gateway: string | undefined;

  /** A client session token (`seam_cst…`). An API key is refused. As an attribute it is taken out of the page once read. */
  @property({ attribute: 'client-session-token' }) clientSessionToken: string | undefined;

  /** A publishable key (`seam_pk…`), together with `user-identifier-key`. */
  @property({ attribute: 'publishable-key' }) publishableKey: string | undefined;

  /** The secret that names a person's client session. As an attribute it is taken out of the page once read. */
  @property({ attribute: 'user-identifier-key' }) userIdentifierKey: string | undefined;

  /** Fetches a client session token: at once, and again when it has ended. */
  @property({ attribute: false }) getClientSessionToken: (() => Promise<string>) | undefined;

  /** What the host's own login needs, beside its cookie, on calls to the gateway. */
  @property({ attribute: false }) gatewayHeaders:
    (() => Promise<Record<string, string> | Headers>) | undefined;

  /** BCP 47 tag of the words and formats. Default: the page's language. */
  @property() locale: string | undefined;

  /** Phrases of the page's own in the place of ours, by language. */
  @property({ attribute: false }) wording: SeamWording | undefined;

  /** Shows without offering to change anything. */
  @property({ type: Boolean, attribute: 'read-only' }) readOnly = false;

  /** @internal Whether what was asked for could not be fetched: its code, not its data. */
  @state() isPartMissing = false;

  /** @internal */
  readonly session: SessionController = new SessionController(this);

  /** @internal */
  readonly language: LocaleController = new LocaleController(
    this,
    () =>
      this.locale ||
      this.session.inherited?.locale ||
      languageAround(this) ||
      document.documentElement.lang ||
      navigator.language,
    () => this.wording ?? this.session.inherited?.wording,
  );

  /**
   * How to read again all that the element shows.
   * @internal
   */
  readonly reads = new Set<() => void>();

  private undrawable: SeamError | undefined;

  constructor() {
    super();
    keepFocus(this);
    // Nothing stays on the screen of somebody who is logged out; the next login finds it as it was.
    this.addController({
      hostUpdated: () => putDialogsAway(this.renderRoot, this.session.ended !== undefined),
    });
  }

  /** @internal */
  override connectedCallback(): void {
    super.connectedCallback();
    for (const [name, { attribute }] of (this.constructor as typeof SeamElement).elementProperties)
      if (attribute === false && this.hasAttribute(String(name)))
        console.warn(
          `<${this.localName}> was given ${String(name)} as an attribute, where it does nothing. ` +
            'Set the property; frameworks do that once the element is defined, so import it first.',
        );
  }

  /**
   * Takes a secret out of the page, where style sheets could read it and copies of the HTML would hold it. The property
   * keeps it when the attribute goes.
   * @internal
   */
  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    const isSecret = secretAttributes.includes(name);
    if (isSecret && value === null) return;
    super.attributeChangedCallback(name, before, value);
    if (isSecret) this.session.hideAttribute(name);
  }

  /**
   * What came in so unlike what was agreed on that it cannot be drawn is told of in its place, until it can be.
   * @internal
   */
  protected override performUpdate(): void {
    try {
      super.performUpdate();
      this.undrawable = undefined;
    } catch (thrown) {
      const error = asSeamError(thrown);
      render(
        this.renderBase(this.renderUndrawable(error)),
        this.renderRoot as HTMLElement,
        this.renderOptions,
      );
      if (!this.undrawable) emit(this, 'seam-error', error);
      this.undrawable = error;
    }
  }

  /**
   * What a server drew is drawn anew, also where Lit would adopt it: the server knew neither the session nor the
   * reader's language.
   * @internal
   */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const isDrawn = this.shadowRoot !== null;
    this.shadowRoot?.replaceChildren();
    const root = isDrawn
      ? ReactiveElement.prototype['createRenderRoot'].call(this)
      : super.createRenderRoot();
    root.addEventListener('keydown', leaveToInputMethod, true);
    return root;
  }

  /**
   * The reader's words for a part of an area: in English the ones given.
   * @internal
   */
  words<Name extends Area, Part extends keyof Words[Name]>(
    area: Name,
    part: Part,
    english: Words[Name][Part],
  ): Words[Name][Part] {
    return this.language.words(area, part, english);
  }

  /** @internal */
  get general(): General {
    return this.words('general', 'general', general);
  }

  /** @internal */
  get format(): Format {
    return this.language.format;
  }

  /**
   * Why a button for this does nothing, in words; null when it works, '' while that is not known.
   * @internal
   */
  whyNot(permission: Permission): string | null {
    const refusal = this.session.refusalOf(permission);
    return refusal ? this.general.refusals[refusal] : refusal === null ? null : '';
  }

  /** @internal */
  protected override render(): TemplateResult {
    return this.renderBase(html`
      ${this.session.client ? this.renderInSession() : this.renderWithoutSession()}
      ${this.isPartMissing ? this.renderMissingPart() : nothing}
    `);
  }

  /** @internal */
  protected renderBase(content: TemplateResult): TemplateResult {
    return html`<section part="base" dir=${this.language.direction ?? nothing} aria-labelledby="title">
      ${content}
    </section>`;
  }

  private renderUndrawable(error: SeamError) {
    const retry = () => {
      for (const read of this.reads) read();
      this.requestUpdate();
    };
    return html`<h2 id="title" class="visually-hidden">${errorWords(error, this.general).title}</h2>
      ${failure(error, this.general, retry)}`;
  }

  /** @internal */
  protected renderInSession(): TemplateResult {
    return this.renderContent();
  }

  /** What the element shows once it has a session. */
  protected abstract renderContent(): TemplateResult;

  private renderMissingPart() {
    const { title, help } = this.general.errors.unreachable;
    return html`<p role="alert" class="small attention">${title}. ${help}</p>`;
  }

  private renderWithoutSession(): TemplateResult {
    const { missing, missingHelp } = this.general.session;
    return html`<h2 id="title" class="visually-hidden">${missing}</h2>
      ${notice({ icon: 'unknown', tone: 'neutral', title: missing, help: missingHelp })}`;
  }
}
