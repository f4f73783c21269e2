import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/seam-client-session-list/seam-client-session-list.js';
import { findByRole, findByText, heard, press } from '../support/act.js';
import { backendOf, type Data } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow, undisturbed } from '../support/states.js';

const meta: Meta = {
  title: 'Elements/Client session list',
  component: 'seam-client-session-list',
  parameters: { data: { person: 'room-214' } },
  render: ({ readOnly }, context) => html`
    <seam-client-session-list
      user-identity-id=${backendOf(context).userIdentityId}
      ?read-only=${readOnly}
    ></seam-client-session-list>
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
        for (let number = 1; number <= 200; number++)
          await call('/client_sessions/create', { user_identity_id });
      },
    } satisfies Data,
  },
};
export const NotPermitted = notPermitted;
export const ReadOnly = readOnly;

export const Create: StoryObj = {
  globals: undisturbed,
  play: async ({ step }) => {
    const created = heard('seam-client-session-created');
    await step('Ask for it', () => press('New session'));
    await step('Create', async () => press(/^Create/, await findByRole('dialog')));
    await step('The page hears of it, not of its token', async () => void (await created));
    await step('The token is shown once', async () => {
      await findByRole('dialog', { name: 'The session’s token' });
      await press('Done');
      await findByText('2 active of 2');
    });
  },
};
