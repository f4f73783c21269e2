import { startFile } from './start.js';
import { hostSuite } from './suite.js';

hostSuite('Hono', { start: (settings) => startFile('hono.ts', settings), tidiesPaths: true });
