import type { Phrases } from '../phrases.js';

export const form = {
  create: 'New person',
  createAction: 'Create person',
  edit: (name: string) => `Edit ${name}`,
  editing: 'Edit person',
  labels: {
    full_name: 'Full name',
    email_address: 'Email address',
    phone_number: 'Phone number',
    user_identity_key: 'Key',
  },
  help: {
    full_name: '',
    email_address: 'Nobody else may have the same.',
    phone_number: 'With the country code, such as +15555550110.',
    user_identity_key: 'Your own unique name for this person, such as an id in your system.',
  },
  disabled: 'This form cannot be used now: the page has turned it off.',
  nothingGiven: 'Give at least a name, an email address, a phone number or a key.',
  taken: (name: string) => `${name} has this already.`,
  open: (name: string) => `Open ${name}`,
  systems: 'Access systems to join',
  systemsHelp:
    'Each gets a user for this person; where one has the same email or phone number, it is linked.',
  unclear: 'No clear answer came. When you try again, it is first looked up whether it was done after all.',
  created: (name: string) => `${name} was created.`,
  saved: (name: string) => `${name} was saved.`,
} as const satisfies Phrases;
