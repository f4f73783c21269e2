import { fileURLToPath } from 'node:url';
import type { StorybookConfig } from '@storybook/web-components-vite';
import type { Plugin } from 'vite';
import { serviceWorker } from '../../scripts/service-worker.mjs';
import { writeGuidePages } from './guides.js';

const serviceWorkerFile: Plugin = {
  name: 'mock-service-worker',
  configureServer(server) {
    server.middlewares.use('/mockServiceWorker.js', (_, response) => {
      response.setHeader('content-type', 'text/javascript').end(serviceWorker());
    });
  },
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'mockServiceWorker.js', source: serviceWorker() });
  },
};

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: [writeGuidePages(), '../elements/*.stories.ts'],
  addons: ['@storybook/addon-docs'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  features: { sidebarOnboardingChecklist: false },
  viteFinal: (vite) => ({
    ...vite,
    plugins: [...(vite.plugins ?? []), serviceWorkerFile],
    build: { ...vite.build, chunkSizeWarningLimit: Infinity },
    server: { ...vite.server, fs: { allow: [fileURLToPath(new URL('../..', import.meta.url))] } },
  }),
};

export default config;
