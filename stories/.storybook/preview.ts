/// <reference types="vite/client" />
import '../support/clock.js';
import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import {
  createBackend,
  startWorker,
  type Backend,
  type Circumstances,
  type Data,
} from '../support/backend.js';
import { page } from '../support/look.js';
import { pseudoLocale } from '../support/pseudo.js';
import '../../src/elements/seam-session/seam-session.js';

const manifests = import.meta.glob<object>('../../custom-elements.json', { eager: true, import: 'default' });
for (const manifest of Object.values(manifests)) setCustomElementsManifest(manifest);

const started = startWorker();

/** One backend for each story and its circumstances: a change of language or look keeps the story's data. */
const backends = new Map<string, { key: string; backend: Promise<Backend> }>();

const choice = (name: string, title: string, icon: string, items: Record<string, string>) => ({
  [name]: {
    description: title,
    toolbar: {
      title,
      icon,
      dynamicTitle: true,
      items: Object.entries(items).map(([value, label]) => ({ value, title: label })),
    },
  },
});

const preview: Preview = {
  tags: ['autodocs'],
  initialGlobals: {
    locale: 'en',
    theme: 'auto',
    density: '1',
    direction: 'auto',
    latency: '0',
    outage: 'none',
    permissions: 'all',
    session: 'lasts',
  },
  globalTypes: {
    ...choice('locale', 'Language', 'globe', {
      en: 'English',
      es: 'Español',
      de: 'Deutsch',
      fr: 'Français',
      ja: '日本語',
      ar: 'العربية',
      [pseudoLocale]: 'Pseudo-English',
    }),
    ...choice('theme', 'Theme', 'contrast', { auto: 'As the system', light: 'Light', dark: 'Dark' }),
    ...choice('density', 'Density', 'component', { 0: 'Compact', 1: 'Usual density', 2: 'Comfortable' }),
    ...choice('direction', 'Direction', 'transfer', {
      auto: 'As the language',
      ltr: 'Left to right',
      rtl: 'Right to left',
    }),
    ...choice('latency', 'Latency', 'timer', {
      0: 'At once',
      300: '0.3 s',
      1000: '1 s',
      5000: '5 s',
      forever: 'No answer',
    }),
    ...choice('outage', 'Outage', 'lightning', {
      none: 'In order',
      unavailable: 'Server answers 503',
      offline: 'No network',
    }),
    ...choice('permissions', 'Permissions', 'lock', {
      all: 'May do everything',
      reading: 'May read everything',
      few: 'May read a little',
    }),
    ...choice('session', 'Session', 'key', {
      lasts: 'Session lasts',
      ends: 'Session ends in 5 s',
      over: 'Session is over',
    }),
  },
  parameters: {
    layout: 'padded',
    controls: { disableSaveFromUI: true },
    docs: {
      source: { transform: (code: string) => code.replaceAll(/ gateway="[^"]*"/g, ' gateway="/seam"') },
    },
    options: {
      storySort: {
        order: [
          'Guides',
          [
            'Start in five minutes',
            'The elements',
            'How sessions and the gateway fit',
            'Your server',
            'Theming',
            'Languages',
            'Events',
            'Testing a page with our elements',
            'React, Vue, Svelte, Angular, or none',
            'Moving from Seam’s React components',
            'Security',
            'Accessibility',
            'Browsers',
            'Large workspaces',
          ],
          'Elements',
        ],
      },
    },
  },
  loaders: [
    async ({ id, globals, parameters }) => {
      await started;
      const { latency, outage, permissions, session } = globals as unknown as Circumstances;
      const circumstances = { latency, outage, permissions, session };
      const key = JSON.stringify(circumstances);
      if (backends.get(id)?.key !== key)
        backends.set(id, { key, backend: createBackend(circumstances, parameters['data'] as Data) });
      return { backend: await backends.get(id)!.backend };
    },
  ],
  // The toolbar's reload and a test mount a story again, and it then starts with new data.
  beforeEach:
    ({ id }) =>
    () =>
      void backends.delete(id),
  decorators: [page],
};

export default preview;
