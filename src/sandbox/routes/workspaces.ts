import type { Routes } from '../context.js';

export const workspaceRoutes: Routes = {
  '/workspaces/get': (_params, { store }) => store.workspace,
};
