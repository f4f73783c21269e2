import { Task, TaskStatus, initialState } from '@lit/task';
import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { isSeamError } from '../../api/errors.js';
import type { RemovalParams } from '../../operations/remove-user-identity.js';
import { buttonStyles } from '../../ui/button.js';
import { fieldStyles } from '../../ui/field.js';
import { progressStyles } from '../../ui/progress.js';
import { SeamElement } from '../base-element.js';
import { emit } from '../events.js';
import { failure } from '../failure.js';
import { partOf } from '../fetch-part.js';
import type { Clock } from './removal-run.js';
import type { RemovalView } from './removal-view.js';
import { styles } from './seam-user-identity-removal.styles.js';

/**
 * Removes a person, or several, for good: shows what goes along, asks, and follows everything until it has gone.
 *
 * Nothing but the id is needed to go on with a removal that was stopped, here or elsewhere.
 *
 * @summary Removal of user identities.
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
export class SeamUserIdentityRemoval extends SeamElement {
  static override styles = [SeamElement.styles, buttonStyles, fieldStyles, progressStyles, styles];

  /** Who is removed. */
  @property({ attribute: 'user-identity-id' }) userIdentityId: string | undefined;

  /** Who are removed, one after another, in place of the one. */
  @property({ attribute: false }) userIdentityIds: readonly string[] | undefined;

  /** `ordered` removes one thing after another and tells most; `cascade` lets Seam take all along. */
  @property() strategy: RemovalParams['strategy'] = 'ordered';

  /** @internal Tests hold the clock. */
  clock: Clock = {};

  /** Rarely is anybody removed, so pages load how only when it is needed. */
  private readonly view = new Task(this, {
    args: () => [this.session.client !== undefined] as const,
    task: ([isNeeded]) => (isNeeded ? this.loadView() : initialState),
    onError: (error) => {
      if (isSeamError(error)) emit(this, 'seam-error', error);
    },
  });
  private loaded: RemovalView | undefined;

  private async loadView(): Promise<RemovalView> {
    if (this.loaded) return this.loaded;
    const { RemovalView } = await partOf(import('./removal-view.js'));
    this.loaded ??= new RemovalView(this, {
      words: (english) => this.words('removing', 'removal', english),
      general: () => this.general,
      format: () => this.format,
      whyNot: (permission) => this.whyNot(permission),
    });
    return this.loaded;
  }

  protected override renderContent(): TemplateResult {
    const { status, value, error } = this.view;
    if (status === TaskStatus.COMPLETE) return value!.render();
    const { general } = this;
    if (status === TaskStatus.ERROR && isSeamError(error))
      return html`<h2 id="title" class="visually-hidden">${general.errors[error.kind].title}</h2>
        ${failure(error, general, () => void this.view.run())}`;
    return html`<h2 id="title">${general.loading}</h2>`;
  }
}
