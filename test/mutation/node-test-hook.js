import { URL } from 'node:url';

/**
 * Tests that ask for node:test get ours; and whatever is loaded by a file with a `?mutant`, as that mutant would have it,
 * unless it comes from elsewhere.
 */
export async function resolve(specifier, context, next) {
  const { parentURL } = context;
  const [parent, query] = parentURL?.split('?') ?? [];
  if (specifier === 'node:test' && parent?.endsWith('.test.ts'))
    return { url: new URL('node-test.js', import.meta.url).href, shortCircuit: true };
  const found = await next(specifier, context);
  const isOurs = found.url.endsWith('.ts') && !found.url.includes('/node_modules/');
  return query?.startsWith('mutant=') && isOurs ? { ...found, url: `${found.url}?${query}` } : found;
}
