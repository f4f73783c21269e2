import { startFile } from './start.js';
import { hostSuite } from './suite.js';

hostSuite("Node's own server", { start: (settings) => startFile('node-http.ts', settings) });
