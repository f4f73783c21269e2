// The endpoint table in src/sandbox/README.md. `node --import tsx test/sandbox/readme.ts` writes it, and readme.test.ts
// fails if it is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import { endpointSchemas } from '../../src/api/schemas.gen.js';

/** The sandbox's own assumptions, where Seam publishes too little. */
const assumptions: Partial<Record<EndpointPath, string>> = {
  '/acs/credentials/assign':
    'A child cannot be assigned; a parent leaves the phones of whoever had it. Both ACS users carry `updating_credential_assignment` for a second.',
  '/acs/credentials/create':
    '400 `invalid_input` for details that are unique to one card, for a manager that does not fit, and for entrances of another system. An override ends other guests’ keys of the same rooms at once. Cards stay unissued: there is no encoder.',
  '/acs/credentials/delete': 'A child that is deleted comes back only to a phone that signs in later.',
  '/acs/credentials/unassign': '400 `invalid_input` where it is not assigned to that ACS user.',
  '/acs/credentials/update': 'Is followed by `acs_credential.reissued`.',
  '/acs/entrances/grant_access': '400 `not_supported` where credentials name their entrances.',
  '/acs/entrances/unlock': '400 `invalid_input` for a credential that does not open the entrance.',
  '/acs/users/create':
    '400 `user_identity_not_found` for a person who is not there. `acs_user.created` comes at once, though the system has the person a second later.',
  '/acs/users/delete':
    'In a system that is not reached it ends in `failed_to_delete_on_acs_system`. `ordered`: 409 while a credential is left.',
  '/acs/users/update': 'What changed is a pending mutation for a second, as with suspensions and groups.',
  '/acs/users/revoke_access_to_all_entrances': 'Takes groups and direct grants, and leaves credentials.',
  '/client_sessions/list': 'Leaves out those that were revoked.',
  '/devices/list': 'Phones are not among the devices.',
  '/events/get': 'Of several, the newest.',
  '/events/list': 'Oldest first.',
  '/instant_keys/delete': 'The client session of the key goes with it.',
  '/locks/lock_door':
    'From the sixteenth in a minute of one device 429 `too_many_requests`. `sync` ends the attempt at once. Error types are this sandbox’s own.',
  '/locks/unlock_door':
    'From the sixteenth in a minute of one device 429 `too_many_requests`. `sync` ends the attempt at once. Error types are this sandbox’s own.',
  '/phones/deactivate':
    'Keys and phone carry `being_deleted` for a second; `acs_credential.deleted` comes for each key.',
  '/phones/get': '404 `phone_not_found`.',
  '/phones/simulate/create_sandbox_phone':
    'The phone is enrolled a second later, and has its keys after another.',
  '/user_identities/add_acs_user':
    '409 for a second ACS user in a system, and for one who is somebody else’s.',
  '/user_identities/create': '409 for a key, email address or phone number that is taken.',
  '/user_identities/delete':
    '`cascade`: one second. `ordered`: 409 while credentials, ACS users, automations, sessions or phones are left.',
  '/user_identities/enrollment_automations/launch': '409 for a second one with the same manager.',
  '/user_identities/generate_instant_key': 'Ends after a day; uses are not counted.',
  '/user_identities/list':
    '`credential_manager_acs_system_id` finds people with an automation or a credential of that manager.',
  '/user_identities/remove_acs_user': 'Keys stay on the phones that have them.',
  '/user_identities/update': '409 for a key, email address or phone number that is taken.',
};

const readmeFile = fileURLToPath(new URL('../../src/sandbox/README.md', import.meta.url));
const [start, end] = ['<!-- endpoints -->', '<!-- /endpoints -->'];

export const present = (): string => readFileSync(readmeFile, 'utf8');

/** The expected content of the file: its present text with a new table. */
export async function wanted(): Promise<string> {
  const [before, rest = ''] = present().split(start);
  const after = rest.split(end)[1];
  const text = `${before}${start}\n\n${table()}\n\n${end}${after}`;
  return format(text, { ...(await resolveConfig(readmeFile)), parser: 'markdown' });
}

function table(): string {
  const paths = Object.keys(endpointSchemas) as EndpointPath[];
  const lines = paths.map((path) => {
    const { methods, auth } = endpointSchemas[path];
    const session = auth.includes('client_session') ? 'yes' : '';
    return `| \`${path}\` | ${methods.join(' ')} | ${session} | ${assumptions[path] ?? ''} |`;
  });
  return ['| endpoint | methods | client session | our own assumption |', '|---|---|---|---|', ...lines].join(
    '\n',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(readmeFile, await wanted());
