// How the reporters of both test runners write a failure; .ci/run repeats these lines.
import path from 'node:path';

const engine = process.env.TEST_ENGINE;

/** @param names the suites and the test, the outermost first; empty for a whole file */
export const failure = (file, names, reason) => {
  const title = [path.relative('', file), ...names].filter(Boolean).join(' › ');
  return `\n✗ ${engine && engine !== 'chromium' ? `${engine}: ` : ''}${title}\n${reason}\n`;
};
