import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/seam-user-identity-removal/seam-user-identity-removal.js';
import { findByRole, findByText, heard, press } from '../support/act.js';
import { backendOf, type Data } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow, undisturbed } from '../support/states.js';

const meta: Meta = {
  title: 'Elements/User identity removal',
  component: 'seam-user-identity-removal',
  parameters: { data: { person: 'room-214' } },
  render: ({ readOnly }, context) => html`
    <seam-user-identity-removal
      user-identity-id=${backendOf(context).userIdentityId}
      ?read-only=${readOnly}
    ></seam-user-identity-removal>
  `,
};
export default meta;

export const Usual: StoryObj = {};
export const Empty: StoryObj = { parameters: { data: { person: 'room-216' } } };
export const Loading = loading;
/** Before it asks, the element reads many resources in order. */
export const Slow: StoryObj = { ...slow, globals: { latency: '300' } };
export const Failed = failed;
export const ManyRows: StoryObj = {
  parameters: {
    data: {
      seed: { user_identities: 1, acs_systems: 4, acs_users: 4, acs_credentials: 40, phones: 2, devices: 20 },
      person: 'person-1',
    } satisfies Data,
  },
};
export const NotPermitted = notPermitted;
export const ReadOnly = readOnly;

export const Remove: StoryObj = {
  parameters: { data: { person: 'staff-01' } },
  globals: undisturbed,
  play: async ({ step }) => {
    const deleted = heard('seam-user-identity-deleted');
    await step('It asks for a second, deliberate act', async () =>
      (await findByRole('checkbox', { name: /cannot be undone/ })).click(),
    );
    await step('Remove', () => press(/^Remove Margaret/));
    await step('It is followed until all is gone', async () => void (await deleted));
    await step('It accounts for it', async () => void (await findByText(/removed/)));
  },
};
