import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/seam-user-identity-details.js';
import { backendOf, type Data } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow } from '../support/states.js';

const meta: Meta = {
  title: 'Elements/User identity details',
  component: 'seam-user-identity-details',
  parameters: { data: { person: 'room-214' } },
  render: ({ readOnly }, context) => html`
    <seam-user-identity-details
      user-identity-id=${backendOf(context).userIdentityId}
      ?read-only=${readOnly}
    ></seam-user-identity-details>
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
    data: { seed: { user_identities: 1, phones: 60 }, person: 'person-1' } satisfies Data,
  },
};
export const NotPermitted = notPermitted;
export const ReadOnly = readOnly;
