import { html, type TemplateResult } from 'lit';
import type { UserIdentity } from '../../api/contract.gen.js';
import { list as english } from '../../locales/en/people.js';
import { sheet } from '../../ui/dialog.js';
import type { SeamElement } from '../base-element.js';
import { keepInside } from '../events.js';

/** A form or a removal, in front of the list. */
export type InFront =
  | { readonly act: 'create' }
  | { readonly act: 'edit'; readonly id: string }
  | { readonly act: 'remove'; readonly ids: readonly string[] };

/** What stands in front is rarely needed, so it comes when it is. */
export const load = ({ act }: InFront): Promise<object> =>
  act === 'remove'
    ? import('../seam-user-identity-removal/seam-user-identity-removal.js')
    : import('../seam-user-identity-form/seam-user-identity-form.js');

export interface InFrontHandlers {
  onClose: () => void;
  onSaved: (event: CustomEvent<{ userIdentity: UserIdentity }>) => void;
  onExisting: (event: CustomEvent<{ userIdentityId: string }>) => void;
  onRemoved: (event: CustomEvent<{ userIdentityId: string }>) => void;
}

export function renderInFront(
  host: SeamElement,
  inFront: InFront,
  { onClose, onSaved, onExisting, onRemoved }: InFrontHandlers,
): TemplateResult {
  const phrases = host.words('people', 'list', english);
  if (inFront.act === 'remove')
    return sheet(
      phrases.remove,
      html`<seam-user-identity-removal
        data-autofocus
        .userIdentityIds=${inFront.ids}
        @seam-ready=${keepInside}
        @seam-user-identity-deleted=${onRemoved}
        @seam-user-identity-removal-finished=${onClose}
        @seam-user-identity-removal-cancelled=${onClose}
      ></seam-user-identity-removal>`,
      onClose,
    );
  const isNew = inFront.act === 'create';
  return sheet(
    isNew ? phrases.create : phrases.edit,
    html`<seam-user-identity-form
      data-autofocus
      .userIdentityId=${isNew ? undefined : inFront.id}
      @seam-ready=${keepInside}
      @seam-user-identity-created=${onSaved}
      @seam-user-identity-updated=${onSaved}
      @seam-user-identity-selected=${onExisting}
      @seam-user-identity-form-cancelled=${onClose}
    ></seam-user-identity-form>`,
    onClose,
  );
}
