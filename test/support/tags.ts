/** Every element that shows something by itself. */
export const tags = [
  'seam-user-identity-list',
  'seam-user-identity-details',
  'seam-user-identity-form',
  'seam-user-identity-removal',
  'seam-acs-user-links',
  'seam-phone-manager',
  'seam-credential-issuer',
  'seam-credential-list',
  'seam-enrollment-automations',
  'seam-instant-keys',
  'seam-device-access',
  'seam-client-session-list',
  'seam-activity-feed',
] as const;
