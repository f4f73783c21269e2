import type { StoryObj } from '@storybook/web-components-vite';

/** The states that every element has, for its stories to take over. */
export const loading: StoryObj = { globals: { latency: 'forever' } };
export const slow: StoryObj = { globals: { latency: '1000' } };
export const failed: StoryObj = { globals: { outage: 'unavailable' } };
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
