import { startWorker } from './start.js';
import { hostSuite } from './suite.js';

// The runtime tells no worker that the page has left.
hostSuite("Cloudflare's runtime", {
  start: startWorker,
  tidiesPaths: true,
  knowsItsOrigin: true,
  readsOn: true,
});
