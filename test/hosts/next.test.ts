import { startNext } from './start.js';
import { hostSuite } from './suite.js';

hostSuite('Next.js', { start: startNext, tidiesPaths: true });
