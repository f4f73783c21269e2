import { workspacesGet } from '../../api/contract.gen.js';
import { row } from '../row.js';

export const get = row({
  endpoint: workspacesGet,
  permission: 'workspace.read',
  forLimited: 'forward',
});
