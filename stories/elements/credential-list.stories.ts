import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/seam-credential-list.js';
import { backendOf } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow } from '../support/states.js';

const meta: Meta = {
  title: 'Elements/Credential list',
  component: 'seam-credential-list',
  parameters: { data: { person: 'room-214' } },
  render: ({ readOnly }, context) => html`
    <seam-credential-list
      user-identity-id=${backendOf(context).userIdentityId}
      ?read-only=${readOnly}
    ></seam-credential-list>
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
    data: {
      seed: { user_identities: 1, acs_systems: 2, acs_users: 2, acs_credentials: 80, phones: 2 },
      person: 'person-1',
    },
  },
};
export const NotPermitted = notPermitted;
export const ReadOnly = readOnly;
