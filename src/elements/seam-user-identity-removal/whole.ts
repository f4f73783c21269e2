import type { TemplateResult } from 'lit';
import { removal as english } from '../../locales/en/removing.js';
import { buttonStyles } from '../../ui/button.js';
import { fieldStyles } from '../../ui/field.js';
import { progressStyles } from '../../ui/progress.js';
import { RemovalView } from './removal-view.js';
import { SeamUserIdentityRemoval } from './seam-user-identity-removal.js';
import { styles } from './seam-user-identity-removal.styles.js';

/** All that the element does, once it is needed. */
export class WholeUserIdentityRemoval extends SeamUserIdentityRemoval {
  static override styles = [
    SeamUserIdentityRemoval.styles,
    buttonStyles,
    fieldStyles,
    progressStyles,
    styles,
  ];

  private readonly view = new RemovalView(this, {
    words: (english) => this.words('removing', 'removal', english),
    general: () => this.general,
    format: () => this.format,
    whyNot: (permission) => this.whyNot(permission),
  });

  override reset(): void {
    this.view.reset();
  }

  protected override get titleWithoutPerson(): string {
    return this.words('removing', 'removal', english).title;
  }

  protected override renderContent(): TemplateResult {
    return this.view.render();
  }
}
