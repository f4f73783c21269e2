import type { Phrases } from '../phrases.js';

/** What phones and credentials have in common. */
export const issuer = {
  title: (name: string) => (name ? `Issue a key to ${name}` : 'Issue a key'),
  alone: 'Issuing keys needs the gateway',
} as const satisfies Phrases;
