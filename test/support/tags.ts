import { imports } from '../../src/elements/imports.gen.js';

/** The tags of all elements except `seam-session`, which shows nothing itself. */
export const tags = Object.keys(imports) as (keyof typeof imports)[];
