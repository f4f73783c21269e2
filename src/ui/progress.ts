import {
  css,
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { Format } from './format.js';
import { icon, type IconName } from './icons.js';

/** One step of a long operation. */
export interface ProgressStep {
  name: string;
  /** `gone`: there was nothing left to do; `skipped`: left unchanged on request. */
  state: 'waiting' | 'working' | 'done' | 'gone' | 'failed' | 'skipped';
  /** The state as a text, with details. */
  note: string;
  /** The duration so far, in milliseconds. */
  took?: number | undefined;
  /** Buttons for this step. */
  actions?: unknown;
}

const looks: Readonly<Record<ProgressStep['state'], { icon: IconName; tone: string }>> = {
  waiting: { icon: 'dot', tone: 'muted' },
  working: { icon: 'waiting', tone: 'at-work' },
  done: { icon: 'check', tone: 'good' },
  gone: { icon: 'check', tone: 'muted' },
  failed: { icon: 'bad', tone: 'bad' },
  skipped: { icon: 'minus', tone: 'attention' },
};

export const isOver = ({ state }: ProgressStep): boolean => state !== 'waiting' && state !== 'working';

/**
 * Steps with their names, states and durations, in order.
 * @param labelledBy id of the element that names the steps
 */
export const progressSteps = (
  labelledBy: string,
  steps: readonly ProgressStep[],
  format: Format,
): TemplateResult => html`
  <ol class="steps" role="list" aria-labelledby=${labelledBy} part="steps">
    ${steps.map(({ name, state, note, took, actions }) => {
      const { icon: iconName, tone } = looks[state];
      return html`
        <li class="step ${state}" part="step">
          <span class=${tone}>${icon(iconName)}</span>
          <span class="step-name">${name}</span>
          <span class="step-note small ${state === 'failed' ? 'bad' : 'muted'}">${note}</span>
          <span class="step-time small muted figures"
            >${took === undefined ? nothing : duration(took, format)}</span
          >
          ${actions ? html`<span class="step-actions">${actions}</span>` : nothing}
        </li>
      `;
    })}
  </ol>
`;

/** Minutes and seconds, such as 0:14. */
export function duration(milliseconds: number, format: Format): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const rest = seconds % 60;
  return `${format.number(Math.floor(seconds / 60))}:${rest < 10 ? format.number(0) : ''}${format.number(rest)}`;
}

/** Renders its host again each second while an operation runs, so that the durations are up to date. */
export class Ticker implements ReactiveController {
  private timer: ReturnType<typeof setInterval> | undefined;
  private isConnected = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly isRunning: () => boolean,
  ) {
    host.addController(this);
  }

  hostUpdated() {
    if (!this.isConnected || !this.isRunning()) this.stop();
    else this.timer ??= setInterval(() => this.host.requestUpdate(), 1000);
  }

  hostConnected() {
    this.isConnected = true;
    this.host.requestUpdate();
  }

  hostDisconnected() {
    this.isConnected = false;
    this.stop();
  }

  private stop() {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

export const progressStyles = css`
  .steps {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .step {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) minmax(0, auto) 2.75rem;
    align-items: start;
    column-gap: 8px;
    padding-block: 6px;
    border-block-end: 1px solid var(--_line);
  }
  .step:last-child {
    border-block-end: 0;
  }
  .step .icon {
    display: block;
    margin-block-start: 2px;
  }
  .step-name,
  .step-note {
    /* A name that runs the other way begins where the others begin. */
    justify-self: start;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
  }
  .step-note,
  .step-time {
    padding-block-start: 2px;
  }
  .step-time {
    grid-area: 1 / 4;
    text-align: end;
  }
  .step.waiting .step-name {
    color: var(--_muted);
  }
  .step.failed .step-note {
    grid-row: 2;
    grid-column: 2 / -1;
  }
  .step-actions {
    grid-column: 2 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding-block: 6px 2px;
  }
  .step .at-work {
    color: var(--_accent);
  }
  @container (max-width: 420px) {
    .step-note {
      grid-row: 2;
      grid-column: 2 / -1;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .at-work .icon {
      animation: breathe 1.6s ease-in-out infinite;
    }
  }
`;
