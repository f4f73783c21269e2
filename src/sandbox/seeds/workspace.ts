import type { Workspace } from '../../api/contract.gen.js';
import { credentials } from '../credentials.js';

export const workspace: Workspace = {
  workspace_id: '5eab0a7d-11c6-4b8e-9d3f-0c2a4e6f8b10',
  name: 'Sandbox',
  company_name: 'Harbour House & Mill Court',
  connect_partner_name: null,
  connect_webview_customization: {},
  is_publishable_key_auth_enabled: true,
  is_sandbox: true,
  is_suspended: false,
  organization_id: null,
  publishable_key: credentials.publishableKey,
};
