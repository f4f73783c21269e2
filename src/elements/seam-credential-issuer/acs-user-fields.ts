import { html, nothing, type TemplateResult } from 'lit';
import { joined } from '../../locales/isolate.js';
import type { AcsUser } from '../../api/contract.gen.js';
import type { Permission } from '../../api/permissions.js';
import { issuerForm as english } from '../../locales/en/issuer-form.js';
import { isBeingDeleted } from '../../operations/resource-state.js';
import { Picker, type Choice } from '../../ui/picker.js';
import type { SeamElement } from '../base/seam-element.js';
import { DebouncedSearch } from '../shared/debounced-search.js';
import { failure } from '../base/error-notice.js';
import type { Facts } from './issuer-queries.js';
import type { Errors, Values } from './form-values.js';

export interface MemberFieldsView {
  facts: Facts;
  values: Values;
  errors: Errors;
}

/** The fields for the person's ACS user in the access system: an existing one, a new one, or one to link. */
export class MemberFields {
  readonly search: DebouncedSearch;
  private readonly picker: Picker;

  constructor(
    private readonly host: SeamElement,
    private readonly onChange: (changes: Partial<Values>) => void,
  ) {
    this.search = new DebouncedSearch(host);
    this.picker = new Picker(host, this.search.searchSoon);
  }

  private get phrases() {
    return this.host.words('issuing', 'issuerForm', english);
  }

  reset(): void {
    this.search.clear();
    this.picker.reset();
  }

  render(view: MemberFieldsView): TemplateResult {
    const { phrases } = this;
    const { acsUser } = view.facts;
    if (acsUser) return html`<p class="small muted">${phrases.knownAs(acsUser.display_name)}</p>`;
    return html`
      <fieldset>
        <legend>${phrases.member}</legend>
        ${this.renderWay('create', phrases.create, 'acs_users.create', view.values)}
        ${this.renderWay('link', phrases.link, 'acs_users.link', view.values)}
        ${view.values.member === 'link' ? this.renderLink(view) : nothing}
      </fieldset>
    `;
  }

  private renderWay(way: Values['member'], label: string, permission: Permission, values: Values) {
    const reason = this.host.whyNot(permission);
    return html`
      <label class="choice-line">
        <input
          type="radio"
          name="member"
          value=${way}
          .checked=${values.member === way}
          ?disabled=${reason !== null}
          @change=${() => this.onChange({ member: way, acs_user_id: '' })}
        /><span>${label}${reason ? html` <span class="small muted">${reason}</span>` : nothing}</span>
      </label>
    `;
  }

  private renderLink({ facts, values, errors }: MemberFieldsView) {
    const { phrases } = this;
    const { general, format } = this.host;
    const { data, error } = facts.candidates.state;
    const choices = (data ?? []).map((acsUser) => choiceOf(this.host, acsUser));
    return this.picker.render({
      id: 'acs_user_id',
      label: phrases.linkLabel,
      placeholder: phrases.linkHelp,
      choices,
      chosen: new Set(values.acs_user_id && [values.acs_user_id]),
      onChoose: (acs_user_id) => this.onChange({ acs_user_id }),
      words: general.picker,
      error: errors['acs_user_id'],
      instead: error
        ? failure(error, general, facts.candidates.refetch)
        : data
          ? undefined
          : html`<p class="muted">${general.loading}</p>`,
      number: (value) => format.number(value) + (facts.candidates.state.hasMore ? '+' : ''),
    });
  }
}

function choiceOf(host: SeamElement, acsUser: AcsUser): Choice {
  const phrases = host.words('issuing', 'issuerForm', english);
  const { acs_user_id, display_name, email_address, phone_number, user_identity_id } = acsUser;
  const owner = acsUser.user_identity_full_name ?? acsUser.user_identity_email_address ?? user_identity_id;
  return {
    value: acs_user_id,
    label: display_name,
    detail: joined([email_address, phone_number]),
    whyNot: isBeingDeleted(acsUser) ? phrases.leaving : user_identity_id ? phrases.linked(owner!) : undefined,
  };
}
