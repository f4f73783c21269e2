import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { notice } from '../../ui/badge-and-notice.js';
import { SeamElement } from './seam-element.js';
import { PersonScope } from './person-scope.js';

/** An element about one person. */
export abstract class PersonElement extends SeamElement {
  /** The user identity that the element is about. */
  @property({ attribute: 'user-identity-id' }) userIdentityId: string | undefined;

  /** @internal */
  readonly scope: PersonScope = new PersonScope(
    this,
    () => this.personKey,
    () => this.reset(),
  );

  /**
   * Forgets all that was noted or typed for the person and by the caller: another one has come, or the element has left
   * the page. Nothing is forgotten anywhere else.
   * @internal
   */
  abstract reset(): void;

  /** Names whom it is about; with another value it is about somebody else. */
  protected get personKey(): string | undefined {
    return this.userIdentityId;
  }

  /** The title above "nobody chosen"; undefined where the element shows something without a person. */
  protected get titleWithoutPerson(): string | undefined {
    return undefined;
  }

  /** @internal */
  protected override renderInSession(): TemplateResult {
    const title = this.titleWithoutPerson;
    if (this.personKey || title === undefined) return super.renderInSession();
    return html`<h2 id="title">${title}</h2>
      ${notice({ icon: 'people', tone: 'neutral', ...this.general.noPerson })}`;
  }
}
