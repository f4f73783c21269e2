import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { removal as english } from '../../locales/en/removing.js';
import type { RemovalParams } from '../../operations/remove-user-identity.js';
import { buttonStyles } from '../../ui/button.js';
import { fieldStyles } from '../../ui/field.js';
import { progressStyles } from '../../ui/progress.js';
import { define } from '../base/define.js';
import { PersonElement } from '../base/person-element.js';
import type { Clock } from './removal-run.js';
import { RemovalView } from './removal-view.js';
import { styles } from './seam-user-identity-removal.styles.js';

/**
 * Removes a person, or several, for good: shows what goes along, asks, and follows everything until it has gone.
 *
 * Nothing but the id is needed to go on with a removal that was stopped, here or elsewhere.
 *
 * @summary Removal of user identities.
 * @loadingHeight 9rem
 * @fires seam-ready - It is drawn what would go.
 * @fires seam-error - Something failed; `detail` is a SeamError.
 * @fires seam-before-user-identity-deleted - About to remove `userIdentityIds`; `preventDefault()` stops it.
 * @fires seam-user-identity-deleted - A person has gone; `detail` has `userIdentityId`.
 * @fires seam-user-identity-removal-finished - The account was closed; `detail` has the ids `removed` and `left`.
 * @fires seam-user-identity-removal-cancelled - Cancel was pressed before anything was removed.
 * @csspart base - Everything.
 * @csspart preview - What goes along.
 * @csspart steps - The steps, or the people, while they are removed and after.
 * @csspart step - One of them.
 * @csspart field - The number of people to type.
 * @csspart notice - What stands in place of all that: not permitted, failed.
 */
export class SeamUserIdentityRemoval extends PersonElement {
  static override styles = [PersonElement.styles, buttonStyles, fieldStyles, progressStyles, styles];

  /** Who are removed, one after another, in place of the one. */
  @property({ attribute: false }) userIdentityIds: readonly string[] | undefined;

  /** `ordered` removes one thing after another and tells most; `cascade` lets Seam take all along. */
  @property() strategy: RemovalParams['strategy'] = 'ordered';

  /** @internal Tests hold the clock. */
  clock: Clock | undefined;

  /**
   * All who are removed, each once.
   * @internal
   */
  get ids(): readonly string[] {
    const { userIdentityId, userIdentityIds } = this;
    return [...new Set(userIdentityIds?.length ? userIdentityIds : [userIdentityId])].filter(
      (id): id is string => Boolean(id),
    );
  }

  protected override get personKey(): string | undefined {
    return this.ids.join() || undefined;
  }

  private readonly view = new RemovalView(this);

  override reset(): void {
    this.view.reset();
  }

  /** @internal Somebody is being removed, which no key may cut off. */
  get isBusy(): boolean {
    return this.view.isRunning;
  }

  protected override get titleWithoutPerson(): string {
    return this.words('removing', 'removal', english).title;
  }

  protected override renderContent(): TemplateResult {
    return this.view.render();
  }
}

export type { SeamEventDetails, SeamEventMap } from '../base/events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-user-identity-removal': SeamUserIdentityRemoval;
  }
}

define('seam-user-identity-removal', SeamUserIdentityRemoval);
