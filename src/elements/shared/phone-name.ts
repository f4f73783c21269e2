import type { Phone } from '../../api/contract.gen.js';
import { phones as english } from '../../locales/en/keys.js';
import type { SeamElement } from '../base/seam-element.js';

/**
 * Names a phone. If a person has several phones with the same name, adds what distinguishes them: their number in the
 * order in which they were added, the date, and the end of the id.
 */
export function phoneName(host: SeamElement, phone: Phone, phones: readonly Phone[]): string {
  const { device_id, display_name } = phone;
  const alike = phones
    .filter((other) => other.display_name === display_name)
    .sort((a, b) => order(a.created_at, b.created_at) || order(a.device_id, b.device_id));
  const at = alike.findIndex((other) => other.device_id === device_id);
  if (alike.length < 2 || at === -1) return display_name;
  const { number, moment } = host.format;
  return host
    .words('keys', 'phones', english)
    .oneOf(display_name, number(at + 1), number(alike.length), moment(phone.created_at), device_id.slice(-4));
}

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
