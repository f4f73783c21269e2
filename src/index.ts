export * from './elements/seam-acs-user-links.js';
export * from './elements/seam-device-access.js';
export * from './elements/seam-session.js';
export * from './elements/seam-user-identity-form.js';
export * from './elements/seam-user-identity-list.js';
