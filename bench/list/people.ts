// The rows that every contender shows, and the order and search that all of them must agree on.
import type { UserIdentity } from '../../src/api/contract.gen.js';

export type Person = UserIdentity;

const given = [
  'Aiko',
  'Beatriz',
  'Chloë',
  'Dmitri',
  'Emeka',
  'Fatima',
  'Giulia',
  'Hiroshi',
  'Ines',
  'Jürgen',
];
const family = ['Almeida', 'Bianchi', 'Chen', 'García', 'Kowalski', 'Müller', 'Okafor', 'Rossi', 'Tanaka'];
const monday = Date.UTC(2026, 10, 2);

/** So many people in the order of their names: none of the contenders has to sort to begin with. */
export const people = (count: number): Person[] =>
  Array.from({ length: count }, (_, index) => personOf(index, index / count));

/** @param part of all people, how many come before */
function personOf(index: number, part: number): Person {
  const first = given[Math.floor(part * given.length)];
  const last = family[Math.floor(part * given.length * family.length) % family.length];
  const name = `${first} ${last} ${index}`;
  return {
    user_identity_id: `5a000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    workspace_id: '5b000000-0000-4000-8000-000000000000',
    display_name: name,
    full_name: name,
    email_address: `person${emailNumber(index)}@example.com`,
    phone_number: `+1555${String(index).padStart(7, '0')}`,
    user_identity_key: `room-${index}`,
    created_at: new Date(monday - index * 60_000).toISOString(),
    acs_user_ids: [],
    errors: [],
    warnings: [],
  };
}

/** Everybody's own, and in another order than the names. */
export const emailNumber = (index: number): number => (index * 7919) % 1_000_003;

const collator = new Intl.Collator('en', { numeric: true });

/** As people order: person 2 before person 10. */
export const compare = (a: string, b: string): number => collator.compare(a, b);

/** What a search looks into. */
export const haystackOf = (person: Person): string =>
  `${person.display_name}\n${person.email_address}\n${person.phone_number}\n${person.user_identity_key}`.toLowerCase();

/** Made by whoever first shows a date: no contender may have it beforehand. */
let dates: Intl.DateTimeFormat | undefined;
const dateOf = (iso: string): string =>
  (dates ??= new Intl.DateTimeFormat('en', { dateStyle: 'medium' })).format(new Date(iso));

/** The columns after the checkbox, with widths in pixels: what each shows. */
export const columns: readonly {
  readonly name: 'display_name' | 'email_address' | 'phone_number' | 'user_identity_key' | 'created_at';
  readonly title: string;
  readonly width: number;
  readonly text: (person: Person) => string;
}[] = [
  { name: 'display_name', title: 'Name', width: 272, text: (person) => person.display_name },
  { name: 'email_address', title: 'Email', width: 272, text: (person) => person.email_address ?? '–' },
  { name: 'phone_number', title: 'Phone', width: 160, text: (person) => person.phone_number ?? '–' },
  { name: 'user_identity_key', title: 'Key', width: 128, text: (person) => person.user_identity_key ?? '–' },
  { name: 'created_at', title: 'Created', width: 104, text: (person) => dateOf(person.created_at) },
];

export const checkboxWidth = 40;
export const rowHeight = 40;
