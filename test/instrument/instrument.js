// Makes each statement, function and branch of `src` count its runs in `__coverage__`.
import { createInstrumenter } from 'istanbul-lib-instrument';

/** `npm run contract` and `npm run manifest` generate these files, so they need no tests. */
const generated = /\.gen\.ts$|\/src\/(react|vue)\//;

/** @param {string} file its path or URL */
export const isCounted = (file) => /\/src\/.*\.ts$/.test(file) && !generated.test(file);

const instrumenter = createInstrumenter({
  esModules: true,
  compact: false,
  coverageGlobalScope: 'globalThis',
  coverageGlobalScopeFunc: false, // a page with a strict policy would refuse it
  parserPlugins: ['typescript', 'decorators-legacy'],
});

/**
 * The same TypeScript, with counters.
 * @param {string} source
 * @param {string} file its path
 */
export const instrument = (source, file) => instrumenter.instrumentSync(source, file);

/**
 * The counters of a file before any code has run, all zero.
 * @param {string} source
 * @param {string} file its path
 */
export function coverageOf(source, file) {
  instrument(source, file);
  return instrumenter.lastFileCoverage();
}
