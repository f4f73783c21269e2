import { html, nothing, type TemplateResult } from 'lit';
import type { UserIdentity } from '../../api/contract.gen.js';
import { list as english } from '../../locales/en/people.js';
import { sheet } from '../../ui/dialog.js';
import type { SeamElement } from '../base/seam-element.js';
import { keepInside } from '../base/events.js';
import { fetchPart } from '../shared/fetch-part.js';
import type { PersonScope } from '../base/person-scope.js';

/** The task of the dialog. */
type Act =
  | { readonly name: 'create' }
  | { readonly name: 'edit'; readonly id: string }
  | { readonly name: 'remove'; readonly ids: readonly string[] };

interface InFrontHost extends SeamElement {
  readonly scope: PersonScope;
  /** Opens the user identity that already has a typed value. */
  openExisting: (id: string) => void;
  forgetRemoved: (id: string) => void;
}

/** The modal dialog of the list: the form of a user identity, or a removal. */
export class InFront {
  private act: Act | undefined;
  private outcome: (() => string) | undefined;

  constructor(private readonly host: InFrontHost) {}

  /** What the last action did, as text. */
  get message(): string | undefined {
    return this.outcome?.();
  }

  async openSheet(act: Act): Promise<void> {
    const { signal } = this.host.scope;
    this.outcome = undefined;
    const part = await fetchPart(this.host, loadElement(act));
    if (part && !signal.aborted) this.act = act;
    this.host.requestUpdate();
  }

  reset(): void {
    this.outcome = undefined;
    this.close();
  }

  render(): TemplateResult | typeof nothing {
    const { act, phrases } = this;
    if (!act) return nothing;
    if (act.name === 'remove') return sheet(phrases.remove, this.renderRemoval(act.ids), this.close);
    return act.name === 'create'
      ? sheet(phrases.create, this.renderForm(undefined), this.close)
      : sheet(phrases.edit, this.renderForm(act.id), this.close);
  }

  private renderRemoval(ids: readonly string[]) {
    return html`<seam-user-identity-removal
      data-autofocus
      .userIdentityIds=${ids}
      @seam-ready=${keepInside}
      @seam-user-identity-deleted=${({ detail }: CustomEvent<{ userIdentityId: string }>) =>
        this.host.forgetRemoved(detail.userIdentityId)}
      @seam-user-identity-removal-finished=${this.close}
      @seam-user-identity-removal-cancelled=${this.close}
    ></seam-user-identity-removal>`;
  }

  private renderForm(id: string | undefined) {
    return html`<seam-user-identity-form
      data-autofocus
      .userIdentityId=${id}
      @seam-ready=${keepInside}
      @seam-user-identity-created=${this.onSaved}
      @seam-user-identity-updated=${this.onSaved}
      @seam-user-identity-selected=${this.onExisting}
      @seam-user-identity-form-cancelled=${this.close}
    ></seam-user-identity-form>`;
  }

  private get phrases() {
    return this.host.words('people', 'list', english);
  }

  private readonly close = () => {
    this.act = undefined;
    this.host.requestUpdate();
  };

  private readonly onSaved = ({ type, detail }: CustomEvent<{ userIdentity: UserIdentity }>) => {
    const { display_name } = detail.userIdentity;
    const phrase = type === 'seam-user-identity-created' ? 'created' : 'saved';
    this.outcome = () => this.phrases[phrase](display_name);
    this.close();
  };

  private readonly onExisting = ({ detail }: CustomEvent<{ userIdentityId: string }>) => {
    this.close();
    this.host.openExisting(detail.userIdentityId);
  };
}

/** Loaded on demand, because it is rarely needed. */
const loadElement = ({ name }: Act): Promise<object> =>
  name === 'remove'
    ? import('../seam-user-identity-removal/seam-user-identity-removal.js')
    : import('../seam-user-identity-form/seam-user-identity-form.js');
