import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/seam-acs-user-links/seam-acs-user-links.js';
import { findByRole, heard, press } from '../support/act.js';
import { backendOf } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow, undisturbed } from '../support/states.js';

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

export const Suspend: StoryObj = {
  globals: undisturbed,
  play: async ({ step }) => {
    const updated = heard('seam-acs-user-updated');
    await step('Ask for it', () => press('Suspend: Margaret O’Sullivan · Harbour House'));
    await step('Confirm', async () => press('Suspend user', await findByRole('dialog')));
    await step('The page hears of it', async () => void (await updated));
    await step(
      'It can be taken back',
      async () =>
        void (await findByRole('button', { name: 'Unsuspend: Margaret O’Sullivan · Harbour House' })),
    );
  },
};
