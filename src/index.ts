export { SeamSession } from './elements/seam-session.js';
export { SeamDeviceAccess } from './elements/seam-device-access.js';
export { SeamUserIdentityList } from './elements/seam-user-identity-list.js';
