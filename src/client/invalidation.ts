import type { Endpoint, EndpointPath } from '../api/contract.gen.js';

/** What a change may touch, by how its path starts, as the response keys of one thing; any other touches all. */
const touched: readonly (readonly [start: string, ...things: string[]])[] = [
  ['/user_identities/enrollment_automations/', 'enrollment_automation'],
  ['/user_identities/generate_instant_key', 'instant_key', 'client_session'],
  ['/user_identities/grant_access_to_device', 'device'],
  ['/user_identities/revoke_access_to_device', 'device'],
  ['/user_identities/update', 'user_identity', 'acs_user'],
  ['/acs/credentials/', 'acs_credential', 'acs_entrance', 'phone'],
  ['/client_sessions/', 'client_session'],
  ['/instant_keys/', 'instant_key', 'client_session'],
  ['/locks/', 'device', 'action_attempt'],
];

/** Whether what an endpoint answered before may be wrong after a change through another. */
export function isStaleAfter(change: EndpointPath, read: Endpoint): boolean {
  const entry = touched.find(([start]) => change.startsWith(start));
  const thing = thingOf(read);
  return !entry || thing === 'event' || entry.includes(thing);
}

/** Of `user_identities` as of `user_identity`: `user_identity`. */
export const thingOf = ({ responseKey }: Endpoint): string =>
  (responseKey ?? '').replace(/ies$/, 'y').replace(/s$/, '');
