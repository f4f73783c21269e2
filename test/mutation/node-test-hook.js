import { URL } from 'node:url';

/** Tests that ask for node:test get ours. */
export const resolve = (specifier, context, next) =>
  specifier === 'node:test' && context.parentURL?.endsWith('.test.ts')
    ? { url: new URL('node-test.js', import.meta.url).href, shortCircuit: true }
    : next(specifier, context);
