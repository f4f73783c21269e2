import type { StoryObj } from '@storybook/web-components-vite';
import { allByRole, heard, waitUntil } from './act.js';

// The states that every element has. What the toolbar sets does not count in them.

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

/** For a story with a `play` function: whatever the toolbar says, it finds what it was written for. */
export const undisturbed = {
  locale: 'en',
  latency: '0',
  outage: 'none',
  permissions: 'all',
  session: 'lasts',
};
