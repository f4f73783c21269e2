import react from '@vitejs/plugin-react';
import { createGateway } from 'seam-admin-elements/gateway';
import { nodeListener } from 'seam-admin-elements/gateway/node';
import { createSandbox } from 'seam-admin-elements/sandbox';
import { defineConfig, type Plugin } from 'vite';

/** Takes the place of your server: the gateway in front of the sandbox, which is Seam's API in memory. */
const gateway: Plugin = {
  name: 'gateway',
  configureServer({ middlewares }) {
    const sandbox = createSandbox({ clock: 'real' });
    const { fetch } = createGateway({
      apiKey: sandbox.credentials.apiKey,
      fetch: sandbox.fetch,
      basePath: '/seam',
      authorize: () => ({ caller: 'front-desk', userIdentityIds: 'all', permissions: 'all' }),
    });
    middlewares.use('/seam', nodeListener({ fetch }));
  },
};

export default defineConfig({
  plugins: [react(), gateway],
  // Here seam-admin-elements is a link to the repository, which has its own copy of React.
  resolve: { dedupe: ['react', 'react-dom'] },
});
