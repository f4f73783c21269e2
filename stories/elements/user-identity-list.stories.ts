import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/seam-user-identity-list.js';
import { failed, loading, notPermitted, readOnly, slow } from '../support/states.js';

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
