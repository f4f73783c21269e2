import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { AcsSystem } from '../../src/api/contract.gen.js';
import '../../src/elements/seam-enrollment-automations/seam-enrollment-automations.js';
import { choose, findByRole, heard, press } from '../support/act.js';
import { backendOf, type Data } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow, undisturbed } from '../support/states.js';

const meta: Meta = {
  title: 'Elements/Enrollment automations',
  component: 'seam-enrollment-automations',
  parameters: { data: { person: 'room-214' } },
  render: ({ readOnly }, context) => html`
    <seam-enrollment-automations
      user-identity-id=${backendOf(context).userIdentityId}
      ?read-only=${readOnly}
    ></seam-enrollment-automations>
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
      seed: { user_identities: 1, acs_systems: 60, acs_users: 60 },
      person: 'person-1',
      prepare: async (call, user_identity_id) => {
        const { acs_systems } = await call<{ acs_systems: AcsSystem[] }>('/acs/systems/list', {});
        for (const { acs_system_id, is_credential_manager } of acs_systems)
          if (is_credential_manager)
            await call('/user_identities/enrollment_automations/launch', {
              user_identity_id,
              credential_manager_acs_system_id: acs_system_id,
              create_credential_manager_user: true,
            });
      },
    } satisfies Data,
  },
};
export const NotPermitted = notPermitted;
export const ReadOnly = readOnly;

export const Launch: StoryObj = {
  globals: undisturbed,
  play: async ({ step }) => {
    const launched = heard('seam-enrollment-automation-launched');
    await step('Choose a credential manager', () =>
      choose('Credential manager', 'Harbour House Mobile Access'),
    );
    await step('Launch', () => press('Launch'));
    await step('The page hears of it', async () => void (await launched));
    await step('It can be taken back', async () => void (await findByRole('button', { name: /^Delete/ })));
  },
};
