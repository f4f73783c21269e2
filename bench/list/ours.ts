// The element as anybody has it, its session at a gateway in the page's own memory.
import 'seam-admin-elements/elements/seam-user-identity-list.js';
import { endpoints, type SeamClient } from 'seam-admin-elements/client';
import type { Contender } from './contender.js';

let list: HTMLElementTagNameMap['seam-user-identity-list'];
const found = <Found extends HTMLElement>(selector: string) =>
  list.shadowRoot!.querySelector<Found>(selector)!;

const contender: Contender = {
  mount(host) {
    list = document.createElement('seam-user-identity-list');
    list.gateway = '/seam';
    list.style.setProperty('--seam-list-height', '100%');
    host.append(list);
  },
  search(text) {
    const box = found<HTMLInputElement>('.search');
    box.value = text;
    box.dispatchEvent(new InputEvent('input'));
    // Who does not press Enter waits a quarter of a second more.
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
  },
  sort() {
    list.viewState = { ...list.viewState, sort: { by: 'email', ascending: false } };
  },
  update(person) {
    void fetch('/seam/bench/change', { method: 'POST', body: JSON.stringify(person) });
    const { client } = list.session as { client: SeamClient };
    void client.call(endpoints.userIdentitiesGet, { user_identity_id: person.user_identity_id });
  },
  view() {
    const scroller = found('.scroller');
    const { top } = list.getBoundingClientRect();
    return { scroller, top: found('.spacer').getBoundingClientRect().top + scroller.scrollTop - top };
  },
  /** Only then the grid tells its readers how many rows there are. */
  isComplete: () => found('[role="grid"]').ariaRowCount !== '-1',
};

Object.assign(globalThis, { contender });
