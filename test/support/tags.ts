import { imports } from '../../src/elements/imports.gen.js';

/** Every element that shows something by itself. */
export const tags = Object.keys(imports) as (keyof typeof imports)[];
