import { html, nothing, type TemplateResult } from 'lit';
import type { ClientSession } from '../../api/contract.gen.js';
import type { PreviewedAcsUser, RemovalPreview } from '../../operations/preview-removal.js';
import { icon, type IconName } from '../../ui/icons.js';
import { keyName, moment, namesOf, type Speech } from './step-lines.js';

/** How the ACS users can be kept in their access systems. */
export interface Unlinking {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly whyNot: string | null;
}

/** What goes along with one person. */
export function renderPreview(
  { client_sessions, acs_users, enrollment_automations, phones, devices }: RemovalPreview,
  own: ClientSession | undefined,
  unlinking: Unlinking,
  { phrases, format }: Speech,
): TemplateResult {
  const { sections } = phrases;
  const since = (iso: string) => phrases.since(moment(iso, format));
  const groups = [
    group('online', sections.client_sessions, client_sessions.length, () =>
      client_sessions.map(
        ({ client_session_id, created_at }) =>
          html`<li title=${format.dateTime(created_at)}>
            ${since(created_at)}
            ${client_session_id === own?.client_session_id ? html`· ${phrases.thisPage}` : nothing}
          </li>`,
      ),
    ),
    group(
      'key',
      sections.acs_users,
      acs_users.length,
      () => acs_users.map((acsUser) => renderAcsUser(acsUser, unlinking, { phrases, format })),
      phrases.unlinkHelp,
    ),
    group('people', sections.enrollment_automations, enrollment_automations.length, () =>
      enrollment_automations.map(
        ({ created_at }) => html`<li title=${format.dateTime(created_at)}>${since(created_at)}</li>`,
      ),
    ),
    group('phone', sections.phones, phones.length, () =>
      phones.map(({ display_name }) => html`<li>${display_name}</li>`),
    ),
    group('device', sections.devices, devices?.length ?? 0, () => [
      html`<li>${namesOf(devices!, format)}</li>`,
    ]),
  ];
  if (groups.every((part) => part === nothing)) return html`<p>${phrases.nothingGoesWith}</p>`;
  return html`<p id="goes-with">${phrases.goesWith}</p>
    <ul class="groups" role="list" aria-labelledby="goes-with" part="preview">
      ${groups}
    </ul>`;

  function group(name: IconName, title: string, count: number, items: () => unknown[], help?: string) {
    if (count === 0) return nothing;
    return html`
      <li class="group">
        ${icon(name)}
        <div>
          <strong>${title}</strong> <span class="muted figures">${format.number(count)}</span>
          <ul role="list">
            ${items()}
          </ul>
          ${help ? html`<p class="small muted">${help}</p>` : nothing}
        </div>
      </li>
    `;
  }
}

function renderAcsUser(
  { acs_user, acs_system, credentials }: PreviewedAcsUser,
  { ids, toggle, whyNot }: Unlinking,
  { phrases, format }: Pick<Speech, 'phrases' | 'format'>,
): TemplateResult {
  const { acs_user_id, display_name } = acs_user;
  const isKept = ids.has(acs_user_id);
  const name = phrases.inSystem(display_name, acs_system?.name ?? phrases.unknownSystem);
  const onChange = (event: Event) => {
    if (whyNot === null) toggle(acs_user_id);
    else (event.target as HTMLInputElement).checked = isKept;
  };
  return html`
    <li class="acs-user ${isKept ? 'kept' : ''}">
      <span class="what">${name}</span>
      <label class="choice-line small" title=${whyNot || nothing}>
        <input
          type="checkbox"
          aria-label=${phrases.unlinkName(name)}
          aria-disabled=${whyNot === null ? nothing : 'true'}
          aria-description=${whyNot || nothing}
          .checked=${isKept}
          @change=${onChange}
        />${phrases.unlink}
      </label>
      ${
        credentials.length > 0
          ? html`<ul role="list">
              ${credentials.map(
                (credential) =>
                  html`<li class="small muted">${keyName(credential, { phrases, format })}</li>`,
              )}
            </ul>`
          : nothing
      }
    </li>
  `;
}
