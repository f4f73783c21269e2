import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { notice } from '../../ui/badge-and-notice.js';
import { SeamElement } from './seam-element.js';
import { PersonScope } from './person-scope.js';

/** An element about one person. */
export abstract class PersonElement extends SeamElement {
  /** Id of the user identity that the element shows or changes. */
  @property({ attribute: 'user-identity-id' }) userIdentityId: string | undefined;

  /** @internal */
  readonly scope: PersonScope = new PersonScope(
    this,
    () => this.personKey,
    () => this.reset(),
  );

  /**
   * Clears all state and input of the person and the caller. Called when either of them changes, or the element has
   * left the page, and at no other time.
   * @internal
   */
  abstract reset(): void;

  /** Identifies the person: with another value, the element shows somebody else. */
  protected get personKey(): string | undefined {
    return this.userIdentityId;
  }

  /** The title above the notice that no person is chosen; undefined if the element shows something without a person. */
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
