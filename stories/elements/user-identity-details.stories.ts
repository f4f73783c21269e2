import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/seam-user-identity-details/seam-user-identity-details.js';
import { findByRole, heard, press } from '../support/act.js';
import { backendOf, type Data } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow, undisturbed } from '../support/states.js';

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

export const OpenASection: StoryObj = {
  globals: undisturbed,
  play: async ({ step }) => {
    const changed = heard('seam-section-changed');
    await step('Open the phones', async () => (await findByRole('tab', { name: 'Phones' })).click());
    await step('They come', async () => void (await findByRole('button', { name: 'Deactivate Pixel 9a' })));
    await step('The page hears of it', async () => void (await changed));
    await step('Ask for a removal', () => press('Remove…'));
    await step(
      'It shows what goes along',
      async () => void (await findByRole('heading', { name: 'Remove Aiko Tanaka?' })),
    );
  },
};
