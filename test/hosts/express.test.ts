import { startFile } from './start.js';
import { hostSuite } from './suite.js';

hostSuite('Express', { start: (settings) => startFile('express.ts', settings) });
