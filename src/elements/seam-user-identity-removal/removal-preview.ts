import { html, nothing, type TemplateResult } from 'lit';
import type { ClientSession } from '../../api/contract.gen.js';
import type { PreviewedAcsUser, RemovalPreview } from '../../operations/preview-removal.js';
import { removal as english } from '../../locales/en/removing.js';
import { icon, type IconName } from '../../ui/icons.js';
import type { SeamElement } from '../base/seam-element.js';
import { keyName, moment, namesOf } from './step-labels.js';

/** The choice of ACS users that are unlinked, so that the access systems keep them. */
export interface Unlinking {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
}

/** Renders what is removed together with one user identity. */
export function renderPreview(
  host: SeamElement,
  preview: RemovalPreview,
  own: ClientSession | undefined,
  unlinking: Unlinking,
): TemplateResult {
  const { format } = host;
  const phrases = host.words('removing', 'removal', english);
  const { sections } = phrases;
  const { client_sessions, acs_users, enrollment_automations, phones, devices } = preview;
  const since = (iso: string) => phrases.since(moment(host, iso));
  const groups = [
    group('online', sections.client_sessions, client_sessions, (sessions) =>
      sessions.map(
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
      acs_users,
      (acsUsers) => acsUsers.map((acsUser) => renderAcsUser(host, acsUser, unlinking)),
      phrases.unlinkHelp,
    ),
    group('people', sections.enrollment_automations, enrollment_automations, (automations) =>
      automations.map(
        ({ created_at }) => html`<li title=${format.dateTime(created_at)}>${since(created_at)}</li>`,
      ),
    ),
    group('phone', sections.phones, phones, (all) =>
      all.map(({ display_name }) => html`<li>${display_name}</li>`),
    ),
    group('device', sections.devices, devices, (all) => [html`<li>${namesOf(host, all)}</li>`]),
  ];
  const unseen = unseenIn(preview).map((part) => sections[part]);
  const limits =
    unseen.length > 0 ? html`<p class="small muted">${phrases.unseen(format.list(unseen))}</p>` : nothing;
  if (groups.every((part) => part === nothing))
    return unseen.length > 0 ? html`${limits}` : html`<p>${phrases.nothingGoesWith}</p>`;
  return html`<p id="goes-with">${phrases.goesWith}</p>
    <ul class="groups" role="list" aria-labelledby="goes-with" part="preview">
      ${groups}
    </ul>
    ${limits}`;

  function group<Item>(
    name: IconName,
    title: string,
    found: readonly Item[] | null,
    items: (found: readonly Item[]) => unknown[],
    help?: string,
  ) {
    if (!found || found.length === 0) return nothing;
    return html`
      <li class="group">
        ${icon(name)}
        <div>
          <strong>${title}</strong> <span class="muted figures">${format.number(found.length)}</span>
          <ul role="list">
            ${items(found)}
          </ul>
          ${help ? html`<p class="small muted">${help}</p>` : nothing}
        </div>
      </li>
    `;
  }
}

/** The parts that the caller may not see, in the order in which they are shown. */
function unseenIn(preview: RemovalPreview) {
  const { client_sessions, acs_users, enrollment_automations, phones, devices } = preview;
  const credentials = acs_users?.flatMap((acsUser) => acsUser.credentials);
  const isUnseen = {
    client_sessions: client_sessions === null,
    acs_users: acs_users === null,
    acs_systems:
      acs_users?.some(({ acs_system }) => acs_system === null) === true ||
      credentials?.some((credential) => credential?.entrances === null) === true,
    credentials: credentials?.includes(null) === true,
    enrollment_automations: enrollment_automations === null,
    phones: phones === null,
    devices: devices === null,
  };
  return Object.entries(isUnseen).flatMap(([part, is]) => (is ? [part as keyof typeof isUnseen] : []));
}

function renderAcsUser(
  host: SeamElement,
  { acs_user, acs_system, credentials }: PreviewedAcsUser,
  { ids, toggle }: Unlinking,
): TemplateResult {
  const phrases = host.words('removing', 'removal', english);
  const whyNot = host.whyNot('acs_users.link');
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
        credentials && credentials.length > 0
          ? html`<ul role="list">
              ${credentials.map(
                (credential) => html`<li class="small muted">${keyName(host, credential)}</li>`,
              )}
            </ul>`
          : nothing
      }
    </li>
  `;
}
