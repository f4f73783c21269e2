import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { issuer as english } from '../../locales/en/issuing.js';
import { buttonStyles } from '../../ui/button.js';
import { dialogStyles } from '../../ui/dialog.js';
import { fieldStyles } from '../../ui/field.js';
import { pickerStyles } from '../../ui/picker.js';
import { notice } from '../../ui/badge-and-notice.js';
import { define } from '../base/define.js';
import { PersonElement } from '../base/person-element.js';
import { tellReady } from '../data/query.js';
import { IssuerForm } from './issuer-form.js';
import type { Clock } from './issue-run.js';
import { styles } from './seam-credential-issuer.styles.js';

/**
 * Issues a mobile key that reaches all phones of a person, and shows its progress until it has arrived.
 *
 * @summary Issues a multi-phone sync credential.
 * @loadingHeight 15rem
 * @fires seam-ready - The first data is rendered.
 * @fires seam-error - An error occurred; `detail` is a SeamError.
 * @fires seam-before-credential-issued - A credential is about to be issued; `preventDefault()` stops it.
 * @fires seam-credential-issued - A credential was created; `detail` has `userIdentityId`, `acsCredentialId` and
 * `acsCredential`.
 * @csspart base - The container of all content.
 * @csspart field - One field with its label and help text.
 * @csspart progress - The issued credential and its progress.
 * @csspart step - One step of the progress, such as a phone.
 * @csspart dialog - The question before other people's credentials end.
 * @csspart notice - Shown above the form or in place of it if data could not be loaded.
 */
export class SeamCredentialIssuer extends PersonElement {
  static override styles = [
    PersonElement.styles,
    buttonStyles,
    dialogStyles,
    fieldStyles,
    pickerStyles,
    styles,
  ];

  /** @internal Tests control the clock. */
  @property({ attribute: false }) clock: Clock = {};

  private readonly form = new IssuerForm(this);

  private get phrases() {
    return this.words('issuing', 'issuer', english);
  }

  protected override updated(): void {
    const { client } = this.session;
    const isRefused = client && (!client.hasGateway || this.form.isRefused);
    if (isRefused && this.userIdentityId) tellReady(this);
  }

  override reset(): void {
    this.form.reset();
  }

  protected override get titleWithoutPerson(): string {
    return this.phrases.title('');
  }

  protected override renderContent(): TemplateResult {
    return html`<h2 id="title">${this.phrases.title(this.form.person)}</h2>
      ${this.renderBody()}`;
  }

  private renderBody() {
    const { phrases, general } = this;
    if (!this.session.client?.hasGateway)
      return notice({
        icon: 'key',
        tone: 'neutral',
        title: phrases.alone,
        help: general.refusals.gateway_required,
      });
    return this.form.render();
  }
}

export type { SeamEventDetails, SeamEventMap } from '../base/events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-credential-issuer': SeamCredentialIssuer;
  }
}

define('seam-credential-issuer', SeamCredentialIssuer);
