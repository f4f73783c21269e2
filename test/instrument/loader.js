// Gives tsx the TypeScript that counts.
import { fileURLToPath } from 'node:url';
import { instrument, isCounted } from './instrument.js';

export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context);
  const [file] = url.split('?');
  if (!isCounted(file)) return loaded;
  return { ...loaded, source: instrument(String(loaded.source), fileURLToPath(file)) };
}
