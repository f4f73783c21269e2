import { nothing } from '../../src/api/absent.js';
nothing();
