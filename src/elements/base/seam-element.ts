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

/** Hides key events from the element while the user composes a word with an input method, for example in Japanese. */
function leaveToInputMethod(event: Event) {
  // Safari sends the key that ends the composition after its end. Only this number identifies it.
  const { isComposing, keyCode } = event as KeyboardEvent;
  if (isComposing || keyCode === 229) event.stopPropagation();
}

/** The base of every element: its session, its words and its styles. */
export abstract class SeamElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, statusStyles];

  static {
    // Only Lit's development build has this, so a developer is at work.
    if (this.disableWarning) {
      // A virtual list measures its rows and renders again, so this would warn at every update.
      this.disableWarning('change-in-update');
      void import('../../ui/contrast-warning.js').then(({ watchPalette }) => watchPalette());
    }
  }

  /** Base URL of the Seam API. Default: Seam's own. */
  @property() endpoint: string | undefined;

  /** URL of the gateway on the host's server. When set, every call goes through it. */
  @property() gateway: string | undefined;

  /** A client session token (`seam_cst…`). API keys are refused. The attribute is removed once it is read. */
  @property({ attribute: 'client-session-token' }) clientSessionToken: string | undefined;

  /** A publishable key (`seam_pk…`), together with `user-identifier-key`. */
  @property({ attribute: 'publishable-key' }) publishableKey: string | undefined;

  /** The secret that identifies a person's client session. The attribute is removed once it is read. */
  @property({ attribute: 'user-identifier-key' }) userIdentifierKey: string | undefined;

  /** Returns a client session token. Called at once, before the token ends, and when it has ended. */
  @property({ attribute: false }) getClientSessionToken: (() => Promise<string>) | undefined;

  /** Returns headers for the host's own login on calls to the gateway, in addition to its cookie. */
  @property({ attribute: false }) gatewayHeaders:
    (() => Promise<Record<string, string> | Headers>) | undefined;

  /** BCP 47 tag of the language and formats. Default: the page's language. */
  @property() locale: string | undefined;

  /** The page's own words by language, in place of the built-in ones. */
  @property({ attribute: false }) wording: SeamWording | undefined;

  /** Shows data, but does not let the user change them. */
  @property({ type: Boolean, attribute: 'read-only' }) readOnly = false;

  /** @internal Whether code that the user needs could not be fetched. */
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
   * Functions that read again everything that the element shows.
   * @internal
   */
  readonly reads = new Set<() => void>();

  private undrawable: SeamError | undefined;

  constructor() {
    super();
    keepFocus(this);
    // Dialogs are hidden when the session has ended, and shown again after the next login of the same caller.
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
   * Removes the attribute of a secret from the page, because style sheets could read it and copies of the HTML would
   * contain it. The property keeps the secret.
   * @internal
   */
  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    const isSecret = secretAttributes.includes(name);
    if (isSecret && value === null) return;
    super.attributeChangedCallback(name, before, value);
    if (isSecret) this.session.hideAttribute(name);
  }

  /**
   * If data are so unexpected that they cannot be rendered, shows an error instead, until they can be.
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
   * Replaces what a server rendered, also where Lit would hydrate it: the server knew neither the session nor the
   * user's language.
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
   * Returns the words for a part of an area in the user's language; `english` are the English ones.
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
   * Says why an action is not allowed; null if it is allowed, '' while that is unknown.
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

  /** Renders the element when it has a session. */
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
