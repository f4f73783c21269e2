import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/seam-credential-list/seam-credential-list.js';
import { findByRole, heard, press } from '../support/act.js';
import { backendOf } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow, undisturbed } from '../support/states.js';

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
      seed: { user_identities: 1, acs_systems: 2, acs_users: 2, acs_credentials: 24, phones: 2 },
      person: 'person-1',
    },
  },
};
export const NotPermitted = notPermitted;
export const ReadOnly = readOnly;

export const Delete: StoryObj = {
  globals: undisturbed,
  play: async ({ step }) => {
    const deleted = heard('seam-credential-deleted');
    await step('Ask for it', () => press('Delete Front Door · Pool & Spa · Room 214'));
    await step('Confirm', async () => press(/^Delete/, await findByRole('dialog')));
    await step('The page hears of it', async () => void (await deleted));
  },
};
