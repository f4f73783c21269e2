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
  const problem = problemOf(person, words);
  const reach = person.email_address ?? person.phone_number ?? person.user_identity_key ?? words.common.none;
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
          ${problem ? badge(problem.tone, problem.tone, problem.text, problem.messages) : nothing}
        </span>
        <span class="reach small truncate ${problem?.tone ?? 'muted'}">${problem?.text ?? reach}</span>
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

interface Problem {
  tone: 'bad' | 'attention';
  text: string;
  /** Everything the server said. */
  messages: string;
}

/** The first error, else the first warning; codes that are not known speak in the server's own words. */
function problemOf({ errors, warnings }: UserIdentity, { people }: Words): Problem | undefined {
  const messages = [...errors, ...warnings].map(({ message }) => message);
  const [error] = errors;
  const [warning] = warnings;
  const text = error
    ? (own(people.errors, error.error_code) ?? error.message)
    : warning && (own(people.warnings, warning.warning_code) ?? warning.message);
  if (text === undefined) return undefined;
  return {
    tone: error ? 'bad' : 'attention',
    text: messages.length > 1 ? `${text} ${people.more(messages.length - 1)}` : text,
    messages: messages.join('\n'),
  };
}

const own = (texts: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(texts, code) ? texts[code] : undefined;
