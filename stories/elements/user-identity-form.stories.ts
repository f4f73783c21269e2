import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { ifDefined } from 'lit/directives/if-defined.js';
import '../../src/elements/seam-user-identity-form/seam-user-identity-form.js';
import { findByText, heard, press, type } from '../support/act.js';
import { backendOf } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow, undisturbed } from '../support/states.js';

const meta: Meta = {
  title: 'Elements/User identity form',
  component: 'seam-user-identity-form',
  parameters: { data: { person: 'room-214' } },
  render: ({ readOnly }, context) => html`
    <seam-user-identity-form
      user-identity-id=${ifDefined(backendOf(context).userIdentityId)}
      ?read-only=${readOnly}
    ></seam-user-identity-form>
  `,
};
export default meta;

export const Usual: StoryObj = {};
/** Without a person, the form creates one. */
export const Empty: StoryObj = { parameters: { data: { person: '' } } };
export const Loading = loading;
export const Slow = slow;
export const Failed = failed;
export const ManyRows: StoryObj = {
  parameters: { data: { seed: { user_identities: 1, acs_systems: 40 }, person: '' } },
};
export const NotPermitted = notPermitted;
export const ReadOnly = readOnly;

export const Create: StoryObj = {
  parameters: { data: { person: '' } },
  globals: undisturbed,
  play: async ({ step }) => {
    await step('Fill it in', async () => {
      await type('textbox', 'Full name', 'Jean Doe');
      await type('textbox', 'Email address', 'jean@example.com');
    });
    await step('Save', async () => {
      const created = heard('seam-user-identity-created');
      await press('Create person');
      await expect((await created).detail.userIdentity.full_name).toBe('Jean Doe');
    });
  },
};

export const AddressInUse: StoryObj = {
  parameters: { data: { person: '' } },
  globals: undisturbed,
  play: async ({ step }) => {
    await step('Fill it in with what somebody else has', () =>
      type('textbox', 'Email address', 'aiko.tanaka@example.jp'),
    );
    await step('It is said at the field', async () => {
      await press('Create person');
      await findByText(/already/);
    });
  },
};
