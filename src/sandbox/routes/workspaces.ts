import type { RoutesUnder } from '../http/context.js';

export const workspaceRoutes: RoutesUnder<`/workspaces/${string}`> = {
  '/workspaces/get': (_params, { store }) => store.workspace,
};
