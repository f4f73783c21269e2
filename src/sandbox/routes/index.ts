import type { Routes } from '../http/context.js';
import { acsAccessGroupRoutes } from './acs-access-groups.js';
import { acsCredentialRoutes } from './acs-credentials.js';
import { acsEntranceRoutes } from './acs-entrances.js';
import { acsSystemRoutes } from './acs-systems.js';
import { acsUserRoutes } from './acs-users.js';
import { clientSessionRoutes } from './client-sessions.js';
import { deviceRoutes } from './devices.js';
import { enrollmentAutomationRoutes } from './enrollment-automations.js';
import { eventRoutes } from './events.js';
import { instantKeyRoutes } from './instant-keys.js';
import { lockRoutes } from './locks.js';
import { phoneRoutes } from './phones.js';
import { userIdentityAcsUserRoutes } from './user-identity-acs-users.js';
import { userIdentityRoutes } from './user-identities.js';
import { workspaceRoutes } from './workspaces.js';

/** The compiler reports an endpoint of the contract that has no route. */
export const routes: Routes = {
  ...acsAccessGroupRoutes,
  ...acsCredentialRoutes,
  ...acsEntranceRoutes,
  ...acsSystemRoutes,
  ...acsUserRoutes,
  ...clientSessionRoutes,
  ...deviceRoutes,
  ...enrollmentAutomationRoutes,
  ...eventRoutes,
  ...instantKeyRoutes,
  ...lockRoutes,
  ...phoneRoutes,
  ...userIdentityAcsUserRoutes,
  ...userIdentityRoutes,
  ...workspaceRoutes,
};
