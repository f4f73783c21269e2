import { startWorker } from './start.js';
import { hostSuite } from './suite.js';

// The runtime does not report to a worker that the page has gone.
hostSuite("Cloudflare's runtime", {
  start: startWorker,
  tidiesPaths: true,
  knowsItsOrigin: true,
  readsOn: true,
});
