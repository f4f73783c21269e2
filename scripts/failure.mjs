// How the reporters of both runners write what failed; .ci/run repeats such lines.
import path from 'node:path';

const engine = process.env.TEST_ENGINE;

/** @param names of suites and the test, the outermost first; none for a whole file */
export const failure = (file, names, reason) => {
  const title = [path.relative('', file), ...names].filter(Boolean).join(' › ');
  return `\n✗ ${engine && engine !== 'chromium' ? `${engine}: ` : ''}${title}\n${reason}\n`;
};
