import { workspacesGet } from '../../api/contract.gen.js';
import { readRow } from './endpoint-rule.js';

export const get = readRow({
  endpoint: workspacesGet,
  permission: 'workspace.read',
  forLimited: 'forward',
});
