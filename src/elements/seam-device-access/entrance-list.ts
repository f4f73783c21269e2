import { html, nothing, type TemplateResult } from 'lit';
import { devices as english } from '../../locales/en/doors.js';
import { icon } from '../../ui/icons.js';
import type { SeamElement } from '../base/seam-element.js';
import { errorWords, failureOf } from '../base/error-notice.js';
import type { Query } from '../data/query.js';

/** The entrances of access systems that the user identity can open. Renders nothing if there are none. */
export function entranceList(
  host: SeamElement,
  { state, refetch }: Query<'/user_identities/list_accessible_entrances'>,
): TemplateResult | typeof nothing {
  const data = failureOf(state) ? [] : (state.data ?? []);
  if (data.length === 0 && !state.error) return nothing;
  const { general, format } = host;
  const phrases = host.words('doors', 'devices', english).entrances;
  return html`
    <div class="heading">
      <h3 id="entrances">${phrases.title}</h3>
      ${
        data.length > 0
          ? html`<p class="small muted figures">${phrases.count(format.number(data.length), data.length)}</p>`
          : nothing
      }
    </div>
    ${
      state.error
        ? html`<p class="small attention">
            ${errorWords(state.error, general).title}
            <button type="button" @click=${refetch}>${general.retry}</button>
          </p>`
        : html`<p class="small muted">${phrases.help}</p>`
    }
    <ul class="entrances" role="list" aria-labelledby="entrances" ?hidden=${data.length === 0}>
      ${data.map(({ display_name, errors, warnings }) => {
        const [problem] = [...errors, ...warnings];
        return html`<li class="entrance" part="entrance">
          ${icon('door')}<span class="truncate" title=${display_name}>${display_name}</span>
          ${
            problem
              ? html`<span class="truncate small attention" title=${problem.message}
                  >${icon('attention')} ${problem.message}</span
                >`
              : nothing
          }
        </li>`;
      })}
    </ul>
  `;
}
