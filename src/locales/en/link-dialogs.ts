import type { Phrases } from '../phrases.js';

/** The dialogs of `<seam-acs-user-links>`, in a file of their own because they are fetched when one is opened. */
export const linkDialogs = {
  questions: {
    unlink: {
      confirm: 'Unlink user',
      ask: (user: string, system: string) => `Unlink ${user} in ${system}?`,
      help: (person: string, system: string) =>
        `Nothing changes in ${system}: the user stays there with all its credentials. It only no longer belongs to ${person}.`,
    },
    suspend: {
      confirm: 'Suspend user',
      ask: (user: string, system: string) => `Suspend ${user} in ${system}?`,
      help: (_person: string, system: string) =>
        `Access to ${system} stops until you unsuspend the user. Nothing is deleted.`,
    },
    unsuspend: {
      confirm: 'Unsuspend user',
      ask: (user: string, system: string) => `Unsuspend ${user} in ${system}?`,
      help: (_person: string, system: string) => `The user has access to ${system} again.`,
    },
    delete: {
      confirm: 'Delete user',
      ask: (user: string, system: string) => `Delete ${user} from ${system}?`,
      help: (person: string, system: string) =>
        `The user is removed from ${system}, and its credentials there stop working. This cannot be undone. Everything else of ${person} stays. To keep the user there, unlink it instead.`,
    },
  },
  linkTitle: (person: string) => `Link a user to ${person}`,
  linkHelp:
    'Choose the user that an access system already has for this person. It keeps all that it may open.',
  link: 'Link user',
  user: 'Access system user',
  userPlaceholder: 'Name, email, phone number…',
  userMissing: 'Choose a user first.',
  more: 'There are more. Type to find them.',
  createInstead: 'Create a user instead',
  createTitle: (person: string) => `Create a user for ${person}`,
  createHelp: 'The user is added to the access system and linked to this person.',
  create: 'Create user',
  system: 'Access system',
  systemMissing: 'Choose an access system first.',
  fullName: 'Full name',
  email: 'Email',
  phone: 'Phone number',
  phoneHelp: 'With the country code, such as +15555550100',
  startsAt: 'Access from',
  endsAt: 'Access until',
  alreadyIn: (person: string) => `${person} already has a user in this access system.`,
  belongsTo: (person: string) => `Belongs to ${person}.`,
  belongsToAnother: 'Belongs to somebody else.',
  beingDeleted: 'It is being deleted.',
  credentialManager: 'A credential manager: Seam adds its users by itself.',
} as const satisfies Phrases;
