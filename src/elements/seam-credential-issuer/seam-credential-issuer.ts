import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { issuer as english } from '../../locales/en/issuing.js';
import { buttonStyles } from '../../ui/button.js';
import { dialogStyles } from '../../ui/dialog.js';
import { fieldStyles } from '../../ui/field.js';
import { pickerStyles } from '../../ui/picker.js';
import { notice } from '../../ui/status.js';
import { SeamElement } from '../base-element.js';
import type { Clock } from './issuing.js';
import type { IssuerForm } from './issuer-form.js';
import { loading } from './loading.js';
import { styles } from './seam-credential-issuer.styles.js';

/**
 * Issues a mobile key that goes to all phones of a person, and follows it until it is there.
 *
 * @summary Issues a multi-phone sync credential.
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
export class SeamCredentialIssuer extends SeamElement {
  static override styles = [
    SeamElement.styles,
    buttonStyles,
    dialogStyles,
    fieldStyles,
    pickerStyles,
    styles,
  ];

  /** Whom the key is for. */
  @property({ attribute: 'user-identity-id' }) userIdentityId: string | undefined;

  /** @internal Tests hold the clock. */
  clock: Clock = {};

  @state() private form: IssuerForm | undefined;
  /** Whether the file with the form is on its way, or could not be fetched. */
  @state() private fetching: 'no' | 'yes' | 'failed' = 'no';

  private get phrases() {
    return this.words('issuing', 'issuer', english);
  }

  protected override updated(): void {
    if (this.canAsk && !this.form && this.fetching === 'no') void this.fetchForm();
  }

  /** Whether there is somebody to issue a key to, and a way to. */
  private get canAsk() {
    return Boolean(this.userIdentityId) && this.session.client?.hasGateway === true;
  }

  private async fetchForm() {
    this.fetching = 'yes';
    const file = await import('./issuer-form.js').catch(() => undefined);
    this.fetching = file ? 'no' : 'failed';
    if (!file) return;
    this.form = new file.IssuerForm(this, () => ({
      whyNot: (permission) => this.whyNot(permission),
      general: this.general,
      format: this.format,
    }));
  }

  protected override renderContent(): TemplateResult {
    const person = this.canAsk ? (this.form?.person ?? '') : '';
    return html`<h2 id="title">${this.phrases.title(person)}</h2>
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
    if (!this.userIdentityId)
      return notice({ icon: 'people', tone: 'neutral', title: phrases.noPerson, help: phrases.noPersonHelp });
    if (this.fetching === 'failed')
      return notice({
        icon: 'attention',
        tone: 'bad',
        ...general.errors.unreachable,
        action: { label: general.retry, run: () => (this.fetching = 'no') },
      });
    return this.form?.render() ?? loading(general);
  }
}
