import type { IconName } from '../../ui/icons.js';
import type { Tone } from '../../ui/badge-and-notice.js';

/** The categories of events, each with its icon. */
export const kinds = {
  access: 'door',
  keys: 'key',
  people: 'people',
  devices: 'device',
  systems: 'link',
  sessions: 'phone',
  other: 'dot',
} as const satisfies Record<string, IconName>;

export type Kind = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as Kind[];

/** The category for the first part of an event type. */
const kindOfSubject: Readonly<Record<string, Kind>> = {
  access_grant: 'access',
  action_attempt: 'access',
  lock: 'access',
  access_code: 'keys',
  access_method: 'keys',
  acs_credential: 'keys',
  enrollment_automation: 'keys',
  phone: 'keys',
  acs_user: 'people',
  device: 'devices',
  acs_access_group: 'systems',
  acs_encoder: 'systems',
  acs_entrance: 'systems',
  acs_system: 'systems',
  connected_account: 'systems',
  client_session: 'sessions',
};

export const kindOf = (eventType: string): Kind => kindOfSubject[eventType.split('.')[0] ?? ''] ?? 'other';

/** `attention` if the event reports a problem that may need an action. */
export const toneOf = (eventType: string): Tone =>
  /denied|disconnected|fail|invalidated|low_battery|lost|could_not|reauthorization|tampered/.test(eventType)
    ? 'attention'
    : 'neutral';
