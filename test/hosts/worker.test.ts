import { startWorker } from './start.js';
import { hostSuite } from './suite.js';

// The worker asks to be kept alive for changes, and so reads on as well.
hostSuite("Cloudflare's runtime", {
  start: startWorker,
  tidiesPaths: true,
  knowsItsOrigin: true,
  readsOn: true,
});
