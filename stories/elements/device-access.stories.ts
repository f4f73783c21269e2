import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import type { Device } from '../../src/api/contract.gen.js';
import '../../src/elements/seam-device-access/seam-device-access.js';
import { allByRole, findByRole, findByText, press, waitUntil } from '../support/act.js';
import { backendOf, type Data } from '../support/backend.js';
import { failed, loading, notPermitted, readOnly, slow, undisturbed } from '../support/states.js';

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

export const Unlock: StoryObj = {
  globals: undisturbed,
  play: async ({ step }) => {
    await step('Unlock the room', () => press('Unlock Room 214'));
    await step('It is followed until the lock has done it', async () => {
      await waitUntil(() => allByRole('button', { name: 'Unlock Room 214' }).length === 0);
    });
  },
};

export const Revoke: StoryObj = {
  globals: undisturbed,
  play: async ({ step }) => {
    await step('Ask for it', () => press('Revoke access to Room 214'));
    await step('Confirm', async () => press(/^Revoke/, await findByRole('dialog')));
    await step('The device is gone', async () => {
      await findByText('2 devices');
      await expect(allByRole('button', { name: 'Revoke access to Room 214' })).toHaveLength(0);
    });
  },
};

export const AfterAnOutage: StoryObj = {
  globals: { ...undisturbed, outage: 'unavailable' },
  play: async (context) => {
    await context.step('It says that it failed', async () => void (await findByRole('alert')));
    backendOf(context).circumstances.outage = 'none';
    await context.step('Try again', () => press('Retry'));
    await context.step('All is as if nothing had been', async () => {
      await findByText('3 devices');
      await press('Grant access');
      await findByRole('dialog');
    });
  },
};
