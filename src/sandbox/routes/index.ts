import type { Routes } from '../context.js';
import { clientSessionRoutes } from './client-sessions.js';
import { deviceRoutes } from './devices.js';
import { userIdentityRoutes } from './user-identities.js';
import { workspaceRoutes } from './workspaces.js';

export const routes: Routes = {
  ...clientSessionRoutes,
  ...deviceRoutes,
  ...userIdentityRoutes,
  ...workspaceRoutes,
};
