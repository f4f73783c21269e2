import type { Workspace } from '../../api/contract.gen.js';

/** Creates the n-th workspace of a sandbox, counted from 1. */
export const workspaceOf = (number: number, publishableKey: string): Workspace => ({
  workspace_id: `5eab0a7d-11c6-4b8e-9d3f-0c2a4e6f${(0x8b0f + number).toString(16)}`,
  name: number === 1 ? 'Sandbox' : `Sandbox ${number}`,
  company_name: 'Harbour House & Mill Court',
  connect_partner_name: null,
  connect_webview_customization: {},
  is_publishable_key_auth_enabled: true,
  is_sandbox: true,
  is_suspended: false,
  organization_id: null,
  publishable_key: publishableKey,
});
