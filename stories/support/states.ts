import type { StoryObj } from '@storybook/web-components-vite';
import { allByRole, heard, waitUntil } from './act.js';

// The states that every element has. They override the toolbar's settings.

export const loading: StoryObj = { globals: { latency: 'forever' } };

export const slow: StoryObj = {
  globals: { latency: '1000' },
  play: async () => {
    await heard('seam-ready');
  },
};

export const failed: StoryObj = {
  globals: { outage: 'unavailable' },
  play: async () => {
    await waitUntil(() => allByRole('alert').length > 0);
  },
};

export const notPermitted: StoryObj = { globals: { permissions: 'reading' } };

export const readOnly: StoryObj = { args: { readOnly: true } };

/** For a story with a `play` function: fixed settings, so that it works with any setting of the toolbar. */
export const undisturbed = {
  locale: 'en',
  latency: '0',
  outage: 'none',
  permissions: 'all',
  session: 'lasts',
};
