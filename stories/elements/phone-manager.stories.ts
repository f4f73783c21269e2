import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/seam-phone-manager/seam-phone-manager.js';
import { allByRole, allByText, findByRole, findByText, heard, press, waitUntil } from '../support/act.js';
import { backendOf } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow, undisturbed } from '../support/states.js';

const meta: Meta = {
  title: 'Elements/Phone manager',
  component: 'seam-phone-manager',
  parameters: { data: { person: 'room-214' } },
  render: ({ readOnly }, context) => html`
    <seam-phone-manager
      user-identity-id=${backendOf(context).userIdentityId}
      ?read-only=${readOnly}
    ></seam-phone-manager>
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
      seed: { user_identities: 1, acs_systems: 1, acs_users: 1, acs_credentials: 3, phones: 60 },
      person: 'person-1',
    },
  },
};
export const NotPermitted = notPermitted;
export const ReadOnly = readOnly;

export const DeactivateALostPhone: StoryObj = {
  globals: undisturbed,
  play: async ({ step }) => {
    const deactivated = heard('seam-phone-deactivated');
    await step('Ask for it, once its keys are called by what they open', async () => {
      await waitUntil(() => allByText(/^Front Door · Pool & Spa · Room 214/).length === 2);
      await press('Deactivate Pixel 9a');
    });
    await step('Confirm', async () => press(/^Deactivate/, await findByRole('dialog')));
    await step('The page hears of it', async () => void (await deactivated));
    await step('Its keys leave, and then it goes', async () => {
      await findByText('1 phone');
      await waitUntil(() => allByRole('button', { name: 'Deactivate Pixel 9a' }).length === 0);
    });
  },
};
