import { html, nothing, type TemplateResult } from 'lit';
import { joined } from '../../locales/isolate.js';
import type { AcsSystem, AcsUser } from '../../api/contract.gen.js';
import { links as english } from '../../locales/en/linking.js';
import { isBeingDeleted } from '../../operations/resource-state.js';
import { button } from '../../ui/button.js';
import { icon } from '../../ui/icons.js';
import type { SeamElement } from '../base/seam-element.js';
import { acts, type ActName } from './acs-user-changes.js';
import { factsOf, type Fact } from './acs-user-status.js';

/** Contact details that tell ACS users of the same name apart. */
export const contactOf = ({ email_address, email, phone_number }: AcsUser): string =>
  joined([email_address ?? email, phone_number]);

/** Renders one access system with its ACS user, the state of the ACS user, and the buttons for its actions. */
export function acsUserRow(
  host: SeamElement,
  acsUser: AcsUser,
  system: AcsSystem | undefined,
  onAct: (name: ActName) => void,
): TemplateResult {
  const phrases = host.words('linking', 'links', english);
  const systemName = system?.name ?? phrases.unknownSystem;
  const { display_name } = acsUser;
  const facts = factsOf(host, acsUser, system);
  const act = (name: ActName) =>
    button({
      label: phrases.acts[name],
      name: `${phrases.acts[name]}: ${joined([display_name, systemName])}`,
      icon: acts[name].icon,
      look: name === 'delete' ? 'danger' : 'quiet',
      whyNot: isBeingDeleted(acsUser) ? phrases.isBeingDeleted : host.whyNot(acts[name].permission),
      run: () => onAct(name),
    });
  return html`
    <li class="link" part="acs-user">
      ${icon('link')}
      <div class="what">
        <p class="truncate">
          <span class="title" title=${systemName}>${systemName}</span>
          <span class="small muted">${system?.external_type_display_name ?? nothing}</span>
        </p>
        <p class="who">
          <bdi>${display_name}</bdi>
          <span class="small muted figures">${contactOf(acsUser)}</span>
        </p>
        ${facts.length > 0 ? factList(facts) : nothing}
      </div>
      <div class="actions">
        ${act(acsUser.is_suspended === true ? 'unsuspend' : 'suspend')} ${act('unlink')} ${act('delete')}
      </div>
    </li>
  `;
}

const factList = (facts: readonly Fact[]): TemplateResult => html`
  <ul class="facts small" role="list">
    ${facts.map(
      ({ tone, icon: name, text, title }) =>
        html`<li class=${tone} title=${title ?? nothing}>${icon(name)}<span>${text}</span></li>`,
    )}
  </ul>
`;
