import { html, nothing, type TemplateResult } from 'lit';
import type { SeamEvent } from '../../api/contract.gen.js';
import { icon } from '../../ui/icons.js';
import type { SeamElement } from '../base/seam-element.js';
import { kindOf, kinds, toneOf } from './event-categories.js';
import { detailsOf, sentence, type NameOf } from './event-sentence.js';

export interface EventRow {
  event: SeamEvent;
  /** Whether this row is the tab stop of the list. Arrow keys move on from here. */
  isCurrent: boolean;
  nameOf: NameOf;
}

/** Renders one event: what happened, how and when. */
export function eventRow(host: SeamElement, { event, isCurrent, nameOf }: EventRow): TemplateResult {
  const { format } = host;
  const { event_id, event_type, occurred_at } = event;
  const tone = toneOf(event_type);
  const details = detailsOf(host, event);
  return html`
    <li class="event" part="event" data-id=${event_id} tabindex=${isCurrent ? 0 : -1}>
      <span class=${tone}>${icon(tone === 'attention' ? 'attention' : kinds[kindOf(event_type)])}</span>
      <p>
        ${sentence(host, event, nameOf)}
        ${details ? html`<span class="details small muted">${details}</span>` : nothing}
      </p>
      <time class="small muted figures" datetime=${occurred_at} title=${format.dateTime(occurred_at)}>
        <span aria-hidden="true">${format.time(Date.parse(occurred_at))}</span>
        <span class="exact">${format.exactTime(occurred_at)}</span>
      </time>
    </li>
  `;
}
