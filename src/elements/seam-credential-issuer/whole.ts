import { html, type TemplateResult } from 'lit';
import { issuer as english } from '../../locales/en/issuing.js';
import { buttonStyles } from '../../ui/button.js';
import { dialogStyles } from '../../ui/dialog.js';
import { fieldStyles } from '../../ui/field.js';
import { pickerStyles } from '../../ui/picker.js';
import { notice } from '../../ui/status.js';
import { tellReady } from '../query.js';
import { IssuerForm } from './issuer-form.js';
import { SeamCredentialIssuer } from './seam-credential-issuer.js';
import { styles } from './seam-credential-issuer.styles.js';

/** All that the element does, once it is needed. */
export class WholeCredentialIssuer extends SeamCredentialIssuer {
  static override styles = [
    SeamCredentialIssuer.styles,
    buttonStyles,
    dialogStyles,
    fieldStyles,
    pickerStyles,
    styles,
  ];

  private form: IssuerForm | undefined;

  private get phrases() {
    return this.words('issuing', 'issuer', english);
  }

  protected override willUpdate(): void {
    if (!this.canAsk) return;
    this.form ??= new IssuerForm(this, () => ({
      whyNot: (permission) => this.whyNot(permission),
      general: this.general,
      format: this.format,
    }));
  }

  protected override updated(): void {
    const { client } = this.session;
    const isRefused = client && (!client.hasGateway || this.form?.isRefused);
    if (isRefused && this.userIdentityId) tellReady(this);
  }

  /** Whether there is somebody to issue a key to, and a way to. */
  private get canAsk() {
    return Boolean(this.userIdentityId) && this.session.client?.hasGateway === true;
  }

  override reset(): void {
    this.form?.reset();
  }

  protected override get titleWithoutPerson(): string {
    return this.phrases.title('');
  }

  protected override renderContent(): TemplateResult {
    return html`<h2 id="title">${this.phrases.title(this.canAsk ? this.form!.person : '')}</h2>
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
    return this.form!.render();
  }
}
