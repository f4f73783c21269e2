import { html, nothing, type TemplateResult } from 'lit';
import type { UserIdentity } from '../../api/contract.gen.js';
import { list as english } from '../../locales/en/people.js';
import { badge } from '../../ui/badge-and-notice.js';
import type { SeamElement } from '../base/seam-element.js';
import { problemOf } from '../shared/user-identity-problem.js';

export interface PersonRowView {
  person: UserIdentity;
  /** Index in the whole list, from 0. */
  index: number;
  isSelected: boolean;
  isOpen: boolean;
  /** Whether this row is the tab stop of the list. */
  isTabStop: boolean;
}

/** The list handles events for all rows and finds the row by `data-id`, so that rows need no listeners. */
export function personRow(
  host: SeamElement,
  { person, index, isSelected, isOpen, isTabStop }: PersonRowView,
): TemplateResult {
  const { general, format } = host;
  const phrases = host.words('people', 'list', english);
  const name = person.display_name;
  const problem = problemOf(host, person);
  const reach = person.email_address ?? person.phone_number ?? person.user_identity_key ?? general.none;
  return html`
    <div
      class="row"
      part="row"
      role="row"
      aria-rowindex=${index + 2}
      aria-selected=${isSelected}
      aria-current=${isOpen ? 'true' : nothing}
      tabindex=${isTabStop ? 0 : -1}
      data-id=${person.user_identity_id}
    >
      <span role="gridcell" class="check">
        <input type="checkbox" tabindex="-1" .checked=${isSelected} aria-label=${phrases.select(name)} />
      </span>
      <span role="gridcell" class="name">
        <span class="who">
          <span class="truncate" title=${name}>${name}</span>
          ${problem ? badge(problem.tone, problem.tone, problem.text, problem.messages) : nothing}
        </span>
        <span class="reach small truncate ${problem?.tone ?? 'muted'}" title=${problem?.text ?? reach}
          >${problem?.text ?? reach}</span
        >
      </span>
      ${cell('email', person.email_address, general.none)}
      ${cell('phone figures', person.phone_number, general.none)}
      ${cell('key', person.user_identity_key, general.none)}
      <span role="gridcell" class="created figures truncate" title=${format.dateTime(person.created_at)}
        >${format.date(person.created_at)}</span
      >
    </div>
  `;
}

const cell = (name: string, value: string | null, none: string) =>
  html`<span role="gridcell" class="${name} truncate" title=${value ?? nothing}
    >${value ?? html`<span class="muted">${none}</span>`}</span
  >`;
