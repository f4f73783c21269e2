import type { Phrases } from '../phrases.js';
import { plurals } from '../plurals.js';

const plural = plurals('en');

export const credentials = {
  title: 'Keys and credentials',
  count: (count: string, n: number) => `${count} ${plural(n, { one: 'credential', other: 'credentials' })}`,
  empty: 'No credentials yet',
  emptyHelp: 'Issue one, and it is followed here on its way to each phone.',
  filter: 'Show',
  all: 'All',
  noneSuch: 'None has this status now',
  forAllPhones: 'Mobile key for all phones',
  methods: { mobile_key: 'Mobile key', code: 'Code', card: 'Card', cloud_key: 'Cloud key' },
  doors: 'Opens',
  always: 'Without beginning or end',
  from: (start: string) => `From ${start}, without end`,
  until: (end: string) => `Until ${end}`,
  fromUntil: (start: string, end: string) => `From ${start} until ${end}`,
  reissueCard: 'Encode the card again.',
  reissueOther: 'Delete it and issue a new one with the same doors and times.',
  onPhones: (name: string) => `${name} on each phone`,
  somePhone: 'A phone',
  changeEnd: 'Change end',
  changeEndOf: (name: string) => `Change end of ${name}`,
  delete: 'Delete',
  deleteNamed: (name: string) => `Delete ${name}`,
  askEnd: (name: string) => `When does “${name}” end?`,
  end: 'End',
  askDelete: (name: string) => `Delete “${name}”?`,
  takenOff: (phones: string) => `It is taken off ${phones} and stops working there.`,
  noNewPhones: 'New phones do not get it any more.',
  forGood: 'This cannot be undone. Whoever is to open these doors again needs a new one.',
  deleteAction: 'Delete credential',
} as const satisfies Phrases;
