import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/seam-acs-user-links.js';
import { backendOf } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow } from '../support/states.js';

const meta: Meta = {
  title: 'Elements/ACS user links',
  component: 'seam-acs-user-links',
  parameters: { data: { person: 'staff-01' } },
  render: ({ readOnly }, context) => html`
    <seam-acs-user-links
      user-identity-id=${backendOf(context).userIdentityId}
      ?read-only=${readOnly}
    ></seam-acs-user-links>
  `,
};
export default meta;

export const Usual: StoryObj = {};
export const Empty: StoryObj = { parameters: { data: { person: 'room-216' } } };
export const Loading = loading;
export const Slow = slow;
export const Failed = failed;
export const ManyRows: StoryObj = {
  parameters: {
    data: { seed: { user_identities: 1, acs_systems: 40, acs_users: 40 }, person: 'person-1' },
  },
};
export const NotPermitted = notPermitted;
export const ReadOnly = readOnly;
