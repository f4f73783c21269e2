import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/seam-device-access/seam-device-access.js';
import '../../src/elements/seam-phone-manager/seam-phone-manager.js';
import { allByRole, eventually, findByText, waitUntil } from '../support/act.js';
import { backendOf } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow, undisturbed } from '../support/states.js';

const meta: Meta = {
  title: 'Elements/Session',
  component: 'seam-session',
  parameters: { data: { person: 'room-214' } },
  render: ({ readOnly }, context) => {
    const { gateway, userIdentityId } = backendOf(context);
    return html`
      <seam-session gateway=${gateway} ?read-only=${readOnly}>
        <seam-phone-manager user-identity-id=${userIdentityId}></seam-phone-manager>
        <seam-device-access user-identity-id=${userIdentityId}></seam-device-access>
      </seam-session>
    `;
  },
};
export default meta;

export const Usual: StoryObj = {};
export const Empty: StoryObj = { parameters: { data: { person: 'room-216' } } };
export const Loading = loading;
export const Slow = slow;
export const Failed = failed;
export const NotPermitted = notPermitted;
export const ReadOnly = readOnly;
export const Over: StoryObj = { globals: { session: 'over' } };

export const SignInAgain: StoryObj = {
  globals: { ...undisturbed, session: 'over' },
  play: async (context) => {
    await context.step('Everything says that the session has ended', () =>
      waitUntil(() => allByRole('alert').length === 2),
    );
    backendOf(context).circumstances.session = 'lasts';
    await context.step('Go on', async () => {
      for (const button of await eventually(() => allByRole('button', { name: 'Retry' }))) button.click();
      await findByText('2 phones');
      await findByText('3 devices');
    });
  },
};
