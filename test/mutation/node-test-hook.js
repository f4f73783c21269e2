import { URL } from 'node:url';

/**
 * Replaces node:test in test files. Files that a file with `?mutant` imports get the same query, so that they contain
 * the mutant; packages do not.
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
