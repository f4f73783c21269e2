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
 * Removes one or several people permanently: shows what is removed with them, asks, and shows the progress
 * until all is gone.
 *
 * A removal that was stopped, here or elsewhere, can continue with the id alone.
 *
 * @summary Removal of user identities.
 * @loadingHeight 9rem
 * @fires seam-ready - The preview of the removal is rendered.
 * @fires seam-error - An error occurred; `detail` is a SeamError.
 * @fires seam-before-user-identity-deleted - The removal of `userIdentityIds` is about to start;
 * `preventDefault()` stops it.
 * @fires seam-user-identity-deleted - A person was removed; `detail` has `userIdentityId`.
 * @fires seam-user-identity-removal-finished - The user closed the result; `detail` has the ids `removed` and
 * `left`.
 * @fires seam-user-identity-removal-cancelled - The user pressed Cancel before the removal started.
 * @csspart base - The container of all content.
 * @csspart preview - The preview of what is removed.
 * @csspart steps - The list of steps or people, during and after the removal.
 * @csspart step - One step or person in the list.
 * @csspart field - The field for the number of people.
 * @csspart notice - Shown in place of the content if the caller has no permission or something could not be
 * loaded.
 */
export class SeamUserIdentityRemoval extends PersonElement {
  static override styles = [PersonElement.styles, buttonStyles, fieldStyles, progressStyles, styles];

  /** Ids of several user identities to remove, one after another; replaces `userIdentityId`. */
  @property({ attribute: false }) userIdentityIds: readonly string[] | undefined;

  /**
   * `ordered` removes one resource after another and reports each; `cascade` lets Seam remove all at once.
   * Default: `ordered`.
   */
  @property() strategy: RemovalParams['strategy'] = 'ordered';

  /** @internal Tests control the clock. */
  clock: Clock | undefined;

  /**
   * The ids of all user identities to remove, without duplicates.
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

  /** @internal A removal is running; Escape must not interrupt it. */
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
