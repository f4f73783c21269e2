import { Task } from '@lit/task';
import { joined } from '../../locales/isolate.js';
import { html, nothing, type TemplateResult } from 'lit';
import { acsUsersList, type AcsSystem, type AcsUser } from '../../api/contract.gen.js';
import { asSeamError } from '../../api/errors.js';
import type { SeamClient } from '../../client/client.js';
import { linkDialogs as english } from '../../locales/en/link-dialogs.js';
import { isBeingDeleted } from '../../operations/resource-state.js';
import { button } from '../../ui/button.js';
import { dialog } from '../../ui/dialog.js';
import { icon } from '../../ui/icons.js';
import { Picker, type Choice } from '../../ui/picker.js';
import type { SeamElement } from '../base/seam-element.js';
import { DebouncedSearch } from '../shared/debounced-search.js';
import { emit } from '../base/events.js';
import { failure } from '../base/error-notice.js';
import { contactOf } from './acs-user-row.js';
import type { DialogView, OpenDialog } from './dialog-types.js';
import { problem } from './dialog-error.js';

/** Nobody reads more candidates than this: to find another one, the user types a search. */
const mostCandidates = 100;

interface Candidates {
  acsUsers: AcsUser[];
  hasMore: boolean;
}

interface Options {
  /** `undefined` while no response of the client may be shown. */
  client: () => SeamClient | undefined;
  systems: () => readonly AcsSystem[];
  onLink: (acsUser: AcsUser) => void;
  onCreate: () => void;
}

/** Finds an ACS user to link. An ACS user that cannot be linked is shown with the reason. */
export class LinkForm implements OpenDialog {
  private readonly picker: Picker;
  private readonly candidates: Task<[SeamClient | undefined, string, string], Candidates | undefined>;
  private readonly search: DebouncedSearch;
  private chosen: AcsUser | undefined;
  private isMissing = false;

  constructor(
    private readonly host: SeamElement,
    private readonly options: Options,
  ) {
    this.search = new DebouncedSearch(host);
    this.picker = new Picker(host, this.search.searchSoon);
    this.candidates = new Task(host, {
      args: () => [options.client(), this.search.text, JSON.stringify(this.places())],
      task: ([client, search, places]) =>
        client && findCandidates(client, search, JSON.parse(places) as object[]),
      onError: (error) => emit(host, 'seam-error', asSeamError(error)),
    });
  }

  close(): void {
    this.search.clear();
    this.host.removeController(this.search);
    this.host.removeController(this.picker);
    this.host.removeController(this.candidates);
  }

  render(view: DialogView): TemplateResult {
    const { isBusy } = view;
    const { host } = this;
    const { general } = host;
    const phrases = host.words('linking', 'linkDialogs', english);
    const { value, error } = this.candidates;
    const { chosen } = this;
    const choices = value ? choicesOf(host, value.acsUsers, view) : [];
    return dialog({
      title: phrases.linkTitle(view.personName),
      isBusy,
      onCancel: view.onCancel,
      onSubmit: () => this.submit(),
      body: html`
        <p class="muted">${phrases.linkHelp}</p>
        ${this.picker.render({
          id: 'acs-user',
          label: phrases.user,
          placeholder: phrases.userPlaceholder,
          choices,
          chosen: new Set(chosen && [chosen.acs_user_id]),
          onChoose: (id) => this.choose(value?.acsUsers.find(({ acs_user_id }) => acs_user_id === id)),
          words: general.picker,
          number: host.format.number,
          error: this.isMissing ? phrases.userMissing : undefined,
          instead: error
            ? failure(asSeamError(error), general, () => void this.candidates.run())
            : value
              ? undefined
              : html`<p class="loading muted">${general.loading}</p>`,
        })}
        ${value?.hasMore ? html`<p class="small muted">${phrases.more}</p>` : nothing}
        ${
          chosen
            ? html`<p class="chosen">
                ${icon('check')}<span
                  >${joined([chosen.display_name, systemName(view.systems, chosen)])}</span
                >
              </p>`
            : nothing
        }
        ${problem(host, view.error)}
      `,
      actions: html`
        ${button({
          label: phrases.createInstead,
          look: 'quiet',
          whyNot: isBusy ? '' : host.whyNot('acs_users.create'),
          run: this.options.onCreate,
        })}
        ${button({ label: general.cancel, whyNot: isBusy ? '' : null, run: view.onCancel })}
        ${button({ label: phrases.link, look: 'primary', type: 'submit', isBusy })}
      `,
    });
  }

  /** If the caller has a limited scope, the gateway lists unlinked ACS users only for one system at a time. */
  private places(): object[] {
    if (this.host.session.info?.userIdentityIds === 'all') return [{}];
    const systems = this.options.systems().filter(({ is_credential_manager }) => !is_credential_manager);
    return systems.map(({ acs_system_id }) => ({ acs_system_id }));
  }

  private choose(acsUser: AcsUser | undefined) {
    this.chosen = acsUser;
    this.isMissing = false;
    this.host.requestUpdate();
  }

  private submit() {
    if (this.chosen) return this.options.onLink(this.chosen);
    this.isMissing = true;
    this.host.requestUpdate();
    this.host.renderRoot.querySelector<HTMLElement>('#acs-user')?.focus();
  }
}

async function findCandidates(
  client: SeamClient,
  search: string,
  places: readonly object[],
): Promise<Candidates> {
  const params = { limit: mostCandidates, ...(search && { search }) };
  const pages = await Promise.all(places.map((place) => client.query(acsUsersList, { ...params, ...place })));
  return {
    acsUsers: pages.flatMap(({ items }) => items),
    hasMore: pages.some(({ nextCursor }) => nextCursor),
  };
}

const systemName = (systems: readonly AcsSystem[], { acs_system_id }: AcsUser): string =>
  systems.find((system) => system.acs_system_id === acs_system_id)?.name ?? acs_system_id;

/** The candidates by access system. Systems in which one can be linked come first. */
function choicesOf(host: SeamElement, candidates: readonly AcsUser[], view: DialogView): Choice[] {
  const { compare } = host.format;
  const rows = candidates.map((acsUser) => {
    const choice: Choice = {
      value: acsUser.acs_user_id,
      label: acsUser.display_name,
      detail: contactOf(acsUser),
      group: systemName(view.systems, acsUser),
      whyNot: whyNotLink(host, acsUser, view),
    };
    return { choice, systemId: acsUser.acs_system_id };
  });
  const linkable = new Set(rows.filter(({ choice }) => !choice.whyNot).map(({ systemId }) => systemId));
  const rank = (row: (typeof rows)[number]) => [
    linkable.has(row.systemId) ? 0 : 1,
    row.choice.group!,
    row.systemId,
    row.choice.whyNot ? 1 : 0,
    row.choice.label,
  ];
  const ranked = rows.map((row) => ({ choice: row.choice, rank: rank(row) }));
  ranked.sort((a, b) => a.rank.reduce<number>((order, key, at) => order || by(key, b.rank[at]!), 0));
  return ranked.map(({ choice }) => choice);

  function by(a: string | number, b: string | number): number {
    return compare(String(a), String(b));
  }
}

/** Why the ACS user cannot be linked to the user identity; `undefined` if it can. */
function whyNotLink(host: SeamElement, acsUser: AcsUser, view: DialogView): string | undefined {
  const phrases = host.words('linking', 'linkDialogs', english);
  const { acs_system_id, user_identity_id, user_identity_full_name, user_identity_email_address } = acsUser;
  const inSystem = (row: { acs_system_id: string }) => row.acs_system_id === acs_system_id;
  if (view.systems.find(inSystem)?.is_credential_manager) return phrases.credentialManager;
  if (view.acsUsers.some(inSystem)) return phrases.alreadyIn(view.personName);
  const owner = user_identity_full_name ?? user_identity_email_address;
  if (user_identity_id) return owner ? phrases.belongsTo(owner) : phrases.belongsToAnother;
  return isBeingDeleted(acsUser) ? phrases.beingDeleted : undefined;
}
