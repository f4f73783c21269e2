import {
  css,
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { General } from '../locales/index.js';
import { icon } from './icons.js';

export interface Choice {
  value: string;
  label: string;
  /** A second line. */
  detail?: string | undefined;
  /** Heading of its group; the choices of one group must be next to each other. */
  group?: string | undefined;
  /** Why it is disabled; it is shown anyway. */
  whyNot?: string | undefined;
}

export interface PickerView {
  /** Unique in a shadow root. */
  id: string;
  label: string;
  choices: readonly Choice[];
  chosen: ReadonlySet<string>;
  onChoose: (value: string) => void;
  words: General['picker'];
  /** Shown in place of the choices, for example while they load. */
  instead?: unknown;
  isMultiple?: boolean;
  placeholder?: string;
  error?: string | undefined;
  number: (value: number) => string;
  /** The view is near the end of the choices, so the caller may fetch more. */
  onNearEnd?: (() => void) | undefined;
}

type Host = ReactiveControllerHost & { renderRoot: ParentNode };

/** A search box with a list of choices, for mouse and keyboard. A disabled choice shows the reason. */
export class Picker implements ReactiveController {
  query = '';
  private active: string | undefined;

  /** @param search searches for the text elsewhere; without it, the picker searches the given choices */
  constructor(
    private readonly host: Host,
    private readonly search?: (query: string) => void,
  ) {
    host.addController(this);
  }

  hostDisconnected() {
    this.reset();
  }

  reset(): void {
    this.query = '';
    this.active = undefined;
  }

  render(view: PickerView): TemplateResult {
    const { id, label, chosen, words } = view;
    const hasOptions = view.instead === undefined;
    const choices = hasOptions ? view.choices : [];
    const shown = this.search ? choices : choices.filter((choice) => matches(choice, this.query));
    const activeAt = Math.max(
      0,
      shown.findIndex(({ value }) => value === this.active),
    );
    const active = shown[activeAt];
    const onInput = (event: Event) => {
      this.query = (event.target as HTMLInputElement).value;
      this.active = undefined;
      this.search?.(this.query.trim());
      this.host.requestUpdate();
    };
    const onKey = (event: KeyboardEvent) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === 'Enter') {
        event.preventDefault(); // chooses, and must not submit the form
        if (active && !active.whyNot) view.onChoose(active.value);
      } else if (step && shown.length > 0) {
        event.preventDefault();
        this.moveTo(shown[(activeAt + step + shown.length) % shown.length]!.value, id);
      }
    };
    const onScroll = (event: Event) => {
      const { scrollHeight, scrollTop, clientHeight } = event.target as HTMLElement;
      if (scrollHeight - scrollTop < 3 * clientHeight) view.onNearEnd?.();
    };
    return html`
      <div class="field picker">
        <label id="${id}-label" for=${id}>${label}</label>
        <input
          id=${id}
          type="search"
          role="combobox"
          aria-expanded=${hasOptions}
          aria-autocomplete="list"
          aria-labelledby="${id}-label"
          aria-controls="${id}-list"
          aria-activedescendant=${active ? `${id} ${active.value}` : nothing}
          aria-invalid=${view.error ? 'true' : nothing}
          aria-describedby="${id}-help"
          autocomplete="off"
          data-1p-ignore
          data-bwignore
          data-form-type="other"
          data-lpignore="true"
          placeholder=${view.placeholder ?? nothing}
          .value=${this.query}
          @input=${onInput}
          @keydown=${onKey}
        />
        <div
          id="${id}-list"
          class="choices"
          role=${hasOptions ? 'listbox' : 'group'}
          aria-label=${label}
          aria-multiselectable=${hasOptions && view.isMultiple ? 'true' : nothing}
          @scroll=${onScroll}
        >
          ${
            view.instead ??
            repeat(
              shown,
              ({ value }) => value,
              (choice, at) => html`
                ${
                  choice.group && choice.group !== shown[at - 1]?.group
                    ? html`<div class="group small muted" role="presentation">${choice.group}</div>`
                    : nothing
                }
                ${renderChoice(id, choice, choice === active, chosen.has(choice.value), view.onChoose)}
              `,
            )
          }
        </div>
        <p id="${id}-help" class="small ${view.error ? 'bad' : 'muted'} figures" role="status">
          ${
            view.error ??
            (view.instead
              ? nothing
              : shown.length === 0
                ? words.none
                : words.results(view.number(shown.length), shown.length))
          }
        </p>
      </div>
    `;
  }

  private moveTo(value: string, id: string) {
    this.active = value;
    this.host.requestUpdate();
    void this.host.updateComplete.then(() =>
      this.host.renderRoot
        .querySelector(`[id="${CSS.escape(`${id} ${value}`)}"]`)
        ?.scrollIntoView({ block: 'nearest' }),
    );
  }
}

/** Keeps the focus in the input, so that the user can type after a click. */
const keepFocus = (event: Event) => event.preventDefault();

const renderChoice = (
  id: string,
  { value, label, detail, whyNot }: Choice,
  isActive: boolean,
  isChosen: boolean,
  onChoose: (value: string) => void,
) => html`
  <div
    id="${id} ${value}"
    role="option"
    class=${isActive ? 'choice active' : 'choice'}
    aria-selected=${isChosen}
    aria-disabled=${whyNot ? 'true' : nothing}
    @mousedown=${keepFocus}
    @click=${() => !whyNot && onChoose(value)}
  >
    <span class="truncate" title=${label}>${label}</span>
    ${isChosen ? icon('check') : nothing}
    ${whyNot || detail ? html`<span class="small muted">${whyNot ?? detail}</span>` : nothing}
  </div>
`;

/** Without upper case and accents. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const matches = ({ label, detail = '' }: Choice, query: string) =>
  plain(`${label} ${detail}`).includes(plain(query.trim()));

export const pickerStyles = css`
  .choices {
    max-block-size: 15rem;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 0.75);
  }
  .choices .group {
    padding: 8px 10px 2px;
    font-weight: 600;
  }
  .choice {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 8px;
    align-items: center;
    min-block-size: 32px;
    padding: 5px 10px;
    cursor: pointer;
    content-visibility: auto;
    contain-intrinsic-size: auto 36px;
  }
  .choice .small {
    grid-column: 1 / -1;
  }
  .choice.active,
  .choice:hover {
    background: var(--_hover);
  }
  .choice.active {
    box-shadow: inset 3px 0 var(--_accent);
  }
  .choice[aria-selected='true'] {
    background: var(--_chosen);
  }
  .choice[aria-disabled] {
    cursor: default;
  }
  .choice[aria-disabled] .truncate {
    opacity: 0.6;
  }
  @media (forced-colors: active) {
    .choice.active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
