import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import '../../src/elements/seam-user-identity-form.js';
import { backendOf } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow } from '../support/states.js';

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
/** Without a person it makes one. */
export const Empty: StoryObj = { parameters: { data: {} } };
export const Loading = loading;
export const Slow = slow;
export const Failed = failed;
export const ManyRows: StoryObj = {
  parameters: { data: { seed: { user_identities: 1, acs_systems: 40 } } },
};
export const NotPermitted = notPermitted;
export const ReadOnly = readOnly;
