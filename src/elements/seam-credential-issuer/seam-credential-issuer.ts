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
 * Issues a mobile key that goes to all phones of a person, and follows it until it is there.
 *
 * @summary Issues a multi-phone sync credential.
 * @loadingHeight 15rem
 * @fires seam-ready - The first data is drawn.
 * @fires seam-error - Something failed; `detail` is a SeamError.
 * @fires seam-before-credential-issued - About to be issued; `preventDefault()` stops it.
 * @fires seam-credential-issued - It was made; `detail` has `userIdentityId`, `acsCredentialId` and `acsCredential`.
 * @csspart base - Everything.
 * @csspart field - One field with its label and help.
 * @csspart progress - What was issued, and how far it has come.
 * @csspart step - One step of that, such as a phone.
 * @csspart dialog - The question before other people's keys are ended.
 * @csspart notice - What stands in place of the form, or above it: failed.
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

  /** @internal Tests hold the clock. */
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
