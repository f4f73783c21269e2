import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import type { ClientSession } from '../../src/api/contract.gen.js';
import '../../src/elements/seam-activity-feed/seam-activity-feed.js';
import { allByRole, findByRole, findByText, press } from '../support/act.js';
import { backendOf, type Data } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow, undisturbed } from '../support/states.js';

const meta: Meta = {
  title: 'Elements/Activity feed',
  component: 'seam-activity-feed',
  parameters: { data: { person: 'room-214' } },
  render: ({ readOnly }, context) => html`
    <seam-activity-feed
      user-identity-id=${backendOf(context).userIdentityId}
      ?read-only=${readOnly}
    ></seam-activity-feed>
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
      person: 'staff-01',
      prepare: async (call, user_identity_id) => {
        for (let number = 1; number <= 100; number++) {
          const { client_session } = await call<{ client_session: ClientSession }>(
            '/client_sessions/create',
            {
              user_identity_id,
            },
          );
          await call('/client_sessions/delete', { client_session_id: client_session.client_session_id });
        }
      },
    } satisfies Data,
  },
};
export const NotPermitted = notPermitted;
export const ReadOnly = readOnly;

export const Filter: StoryObj = {
  globals: undisturbed,
  play: async ({ step }) => {
    await step('Show only devices', async () => {
      await findByText(/^3 events/);
      await press('Devices');
      await expect(allByRole('listitem')).toHaveLength(0);
    });
    await step('Show keys as well', async () => {
      await press('Keys');
      await findByRole('list', { name: 'Saturday, October 31, 2026' });
      await expect(allByRole('listitem')).toHaveLength(3);
    });
  },
};
