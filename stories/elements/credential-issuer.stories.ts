import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/seam-credential-issuer/seam-credential-issuer.js';
import { choose, findByRole, findByText, heard, press } from '../support/act.js';
import { backendOf } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow, undisturbed } from '../support/states.js';

const meta: Meta = {
  title: 'Elements/Credential issuer',
  component: 'seam-credential-issuer',
  parameters: { data: { person: 'room-214' } },
  render: ({ readOnly }, context) => html`
    <seam-credential-issuer
      user-identity-id=${backendOf(context).userIdentityId}
      ?read-only=${readOnly}
    ></seam-credential-issuer>
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
    data: { seed: { user_identities: 1, acs_systems: 40, acs_users: 40, phones: 20 }, person: 'person-1' },
  },
};
export const NotPermitted = notPermitted;
export const ReadOnly = readOnly;

export const Issue: StoryObj = {
  parameters: { data: { person: 'room-215' } },
  globals: undisturbed,
  play: async ({ step }) => {
    const issued = heard('seam-credential-issued');
    await step('Choose what it opens', async () => {
      await choose('Access system', 'Harbour House');
      (await findByRole('option', { name: /^Room 215/ })).click();
    });
    await step('Issue', () => press('Issue key'));
    await step('The page hears of it', async () => void (await issued));
    await step('It waits for a phone', async () => void (await findByText(/It goes out by itself/)));
  },
};
