// With `--import` of this file, a process writes its counts to COVERAGE_FOLDER when it ends.
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { register } from 'node:module';
import path from 'node:path';
import process from 'node:process';

register('./loader.js', import.meta.url);

process.on('exit', () => {
  const counted = globalThis.__coverage__;
  if (counted)
    writeFileSync(path.join(process.env.COVERAGE_FOLDER, `${randomUUID()}.json`), JSON.stringify(counted));
});
