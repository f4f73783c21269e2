import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import '../../src/elements/seam-user-identity-list/seam-user-identity-list.js';
import { allByRole, findByRole, findByText, heard, type } from '../support/act.js';
import { failed, loading, notPermitted, readOnly, slow, undisturbed } from '../support/states.js';

const meta: Meta = {
  title: 'Elements/User identity list',
  component: 'seam-user-identity-list',
  render: ({ readOnly }) => html`<seam-user-identity-list ?read-only=${readOnly}></seam-user-identity-list>`,
};
export default meta;

export const Usual: StoryObj = {};
export const Empty: StoryObj = { parameters: { data: { seed: 'empty' } } };
export const Loading = loading;
export const Slow = slow;
export const Failed = failed;
export const ManyRows: StoryObj = { parameters: { data: { seed: { user_identities: 5000 } } } };
export const NotPermitted = notPermitted;
export const ReadOnly = readOnly;

export const SearchAndOpen: StoryObj = {
  globals: undisturbed,
  play: async ({ step }) => {
    await step('Search', async () => {
      await findByRole('row', { name: /Ava Thompson/ });
      await type('searchbox', 'Search people', 'aiko');
      await findByText('1 person · Sorted by name, ascending');
      await expect(allByRole('row')).toHaveLength(2);
    });
    await step('Open with the keyboard', async () => {
      const opened = heard('seam-user-identity-selected');
      const row = await findByRole('row', { name: /Aiko Tanaka/ });
      row.focus();
      row.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      await expect((await opened).detail.userIdentity.display_name).toBe('Aiko Tanaka');
    });
  },
};
