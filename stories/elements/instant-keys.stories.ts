import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/seam-instant-keys/seam-instant-keys.js';
import { allByRole, findByRole, heard, press, waitUntil } from '../support/act.js';
import { backendOf, type Data } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow, undisturbed } from '../support/states.js';

const meta: Meta = {
  title: 'Elements/Instant keys',
  component: 'seam-instant-keys',
  parameters: { data: { person: 'room-214' } },
  render: ({ readOnly }, context) => html`
    <seam-instant-keys
      user-identity-id=${backendOf(context).userIdentityId}
      ?read-only=${readOnly}
    ></seam-instant-keys>
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
      person: 'room-214',
      prepare: async (call, user_identity_id) => {
        for (let number = 1; number <= 60; number++)
          await call('/user_identities/generate_instant_key', { user_identity_id });
      },
    } satisfies Data,
  },
};
export const NotPermitted = notPermitted;
export const ReadOnly = readOnly;

export const Create: StoryObj = {
  globals: undisturbed,
  play: async ({ step }) => {
    const created = heard('seam-instant-key-created');
    await step('Create', () => press('Create Instant Key'));
    await step('The page hears of it, not of its link', async () => void (await created));
    await step('The link is shown once', async () => {
      await press('Done', await findByRole('dialog'));
      await waitUntil(() => allByRole('dialog').length === 0);
    });
  },
};
