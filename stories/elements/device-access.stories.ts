import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Device } from '../../src/api/contract.gen.js';
import '../../src/elements/seam-device-access.js';
import { backendOf, type Data } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow } from '../support/states.js';

const meta: Meta = {
  title: 'Elements/Device access',
  component: 'seam-device-access',
  parameters: { data: { person: 'room-214' } },
  render: ({ readOnly }, context) => html`
    <seam-device-access
      user-identity-id=${backendOf(context).userIdentityId}
      ?read-only=${readOnly}
    ></seam-device-access>
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
      seed: { user_identities: 1, devices: 200 },
      person: 'person-1',
      prepare: async (call, user_identity_id) => {
        const { devices } = await call<{ devices: Device[] }>('/devices/list', {});
        for (const { device_id } of devices)
          await call('/user_identities/grant_access_to_device', { user_identity_id, device_id });
      },
    } satisfies Data,
  },
};
export const NotPermitted = notPermitted;
export const ReadOnly = readOnly;
