import { html, nothing, type TemplateResult } from 'lit';
import type { UserIdentity } from '../../api/contract.gen.js';
import type { Words } from '../../locales/index.js';
import type { Format } from '../../ui/format.js';
import { badge } from '../../ui/status.js';

export interface PersonRowView {
  person: UserIdentity;
  /** Place in the whole list, from 0. */
  index: number;
  isSelected: boolean;
  isOpen: boolean;
  /** Whether this row is where the Tab key enters the list. */
  isTabStop: boolean;
  words: Words;
  format: Format;
}

/** Handlers of the list find the person by `data-id`, so that no row needs listeners of its own. */
export function personRow(view: PersonRowView): TemplateResult {
  const { person, index, isSelected, isOpen, isTabStop, words, format } = view;
  const name = person.display_name;
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
        <input type="checkbox" tabindex="-1" .checked=${isSelected} aria-label=${words.people.select(name)} />
      </span>
      <span role="gridcell" class="name">
        <span class="who">
          <span class="truncate" title=${name}>${name}</span>
          ${problem(person, words)}
        </span>
        <span class="reach small muted truncate"
          >${person.email_address ?? person.phone_number ?? person.user_identity_key ?? words.common.none}</span
        >
      </span>
      ${cell('email', person.email_address, words)} ${cell('phone figures', person.phone_number, words)}
      ${cell('key', person.user_identity_key, words)}
      <span role="gridcell" class="created figures truncate" title=${format.dateTime(person.created_at)}
        >${format.date(person.created_at)}</span
      >
    </div>
  `;
}

const cell = (name: string, value: string | null, words: Words) =>
  html`<span role="gridcell" class="${name} truncate" title=${value ?? nothing}
    >${value ?? html`<span class="muted">${words.common.none}</span>`}</span
  >`;

/** The first error, else the first warning; codes that are not known speak in the server's own words. */
function problem({ errors, warnings }: UserIdentity, words: Words) {
  const { people } = words;
  const all = [
    ...errors.map(({ error_code, message }) => ({
      text: own(people.errors, error_code),
      message,
      bad: true,
    })),
    ...warnings.map(({ warning_code, message }) => ({
      text: own(people.warnings, warning_code),
      message,
      bad: false,
    })),
  ];
  const [first, ...others] = all;
  if (!first) return nothing;
  const text = first.text ?? first.message;
  const title = all.map(({ message }) => message).join('\n');
  return badge(
    first.bad ? 'bad' : 'attention',
    first.bad ? 'bad' : 'attention',
    others.length > 0 ? `${text} ${people.more(others.length)}` : text,
    title,
  );
}

const own = (texts: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(texts, code) ? texts[code] : undefined;
