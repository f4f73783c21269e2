// Gives tsx the TypeScript with counters. To create it takes longer than most tests, so all processes of a run share
// it.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { instrument, isCounted } from './instrument.js';

export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context);
  const [file] = url.split('?');
  if (!isCounted(file)) return loaded;
  return { ...loaded, source: counting(String(loaded.source), fileURLToPath(file)) };
}

function counting(source, file) {
  const shared = path.join(env.COVERAGE_FOLDER, createHash('sha256').update(file).digest('hex'));
  if (!existsSync(shared)) {
    const own = `${shared}-${randomUUID()}`;
    writeFileSync(own, instrument(source, file));
    renameSync(own, shared); // so that no other process reads a part of the file
  }
  return readFileSync(shared, 'utf8');
}
