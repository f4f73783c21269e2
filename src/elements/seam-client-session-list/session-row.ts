import { html, nothing, type TemplateResult } from 'lit';
import type { ClientSession } from '../../api/contract.gen.js';
import { sessions as english } from '../../locales/en/sessions.js';
import { button } from '../../ui/button.js';
import { badge } from '../../ui/badge-and-notice.js';
import type { SeamElement } from '../base/seam-element.js';
import type { End } from './end-session.js';

/** Seam reports no state, so it is derived from the expiry time and from the actions of this page. */
export type SessionState = 'active' | 'expired' | 'revoked';

export interface SessionRow {
  session: ClientSession;
  state: SessionState;
  /** The action that is running. */
  end: End | undefined;
  isOwn: boolean;
  index: number;
  total: number;
  onEnd: (end: End) => void;
}

/** Renders one client session: its state, and its start and end. */
export function sessionRow(host: SeamElement, row: SessionRow): TemplateResult {
  const { session, state, end, isOwn, index, total } = row;
  const { format } = host;
  const phrases = host.words('doors', 'sessions', english);
  const { created_at, expires_at } = session;
  const created = format.moment(created_at);
  const until = format.moment(expires_at);
  const ends: End[] = state === 'active' ? ['revoke', 'delete'] : ['delete'];
  return html`
    <li
      class="session"
      part="session"
      aria-setsize=${total}
      aria-posinset=${index + 1}
      aria-busy=${end ? 'true' : nothing}
    >
      ${renderState(host, row)}
      <span class="when">
        <span class="truncate figures" title=${format.dateTime(created_at)}>${phrases.created(created)}</span>
        ${isOwn ? badge('neutral', 'attention', phrases.thisPage) : nothing}
      </span>
      <span class="until truncate small muted figures" title=${format.dateTime(expires_at)}>
        ${state === 'expired' ? phrases.ended(until) : phrases.ends(until)}
      </span>
      <span class="actions">
        ${
          end
            ? nothing
            : ends.map((which) =>
                button({
                  label: phrases[which].action,
                  name: phrases[which].of(created),
                  icon: which === 'revoke' ? 'close' : 'remove',
                  look: 'quiet',
                  whyNot: host.whyNot('client_sessions.revoke'),
                  run: () => row.onEnd(which),
                }),
              )
        }
      </span>
    </li>
  `;
}

function renderState(host: SeamElement, { state, end }: SessionRow) {
  const phrases = host.words('doors', 'sessions', english);
  if (end) return badge('neutral', 'waiting', phrases[end].underWay);
  if (state === 'active') return badge('good', 'check', phrases.active);
  return badge('neutral', state === 'revoked' ? 'close' : 'waiting', phrases[state]);
}
