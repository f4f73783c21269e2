import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { StorybookConfig } from '@storybook/web-components-vite';
import type { Plugin } from 'vite';
import { writeGuidePages } from './guides.js';

const { resolve } = createRequire(import.meta.url);

/** Mock Service Worker's own script, as it is installed: no copy that could grow old. */
const serviceWorker: Plugin = {
  name: 'mock-service-worker',
  configureServer(server) {
    server.middlewares.use('/mockServiceWorker.js', (_, response) => {
      response.setHeader('content-type', 'text/javascript').end(workerScript());
    });
  },
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'mockServiceWorker.js', source: workerScript() });
  },
};
const workerScript = () => readFileSync(resolve('msw/mockServiceWorker.js'), 'utf8');

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: [writeGuidePages(), '../elements/*.stories.ts'],
  addons: ['@storybook/addon-docs'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  features: { sidebarOnboardingChecklist: false },
  viteFinal: (vite) => ({
    ...vite,
    plugins: [...(vite.plugins ?? []), serviceWorker],
    build: { ...vite.build, chunkSizeWarningLimit: Infinity },
    server: { ...vite.server, fs: { allow: [fileURLToPath(new URL('../..', import.meta.url))] } },
  }),
};

export default config;
