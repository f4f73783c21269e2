// Has each statement, function and branch of `src` count in `__coverage__` how often it runs.
import { createInstrumenter } from 'istanbul-lib-instrument';

/** What `npm run contract` and `npm run manifest` write has no reason of its own to be tested. */
const generated = /\.gen\.ts$|\/src\/(react|vue)\//;

/** @param {string} file its path or URL */
export const isCounted = (file) => /\/src\/.*\.ts$/.test(file) && !generated.test(file);

const instrumenter = createInstrumenter({
  esModules: true,
  compact: false,
  coverageGlobalScope: 'globalThis',
  coverageGlobalScopeFunc: false, // which a strict page would refuse
  parserPlugins: ['typescript', 'decorators-legacy'],
});

/**
 * The same TypeScript, counting.
 * @param {string} source
 * @param {string} file its path
 */
export const instrument = (source, file) => instrumenter.instrumentSync(source, file);

/**
 * What there is to count in it, before anything has run.
 * @param {string} source
 * @param {string} file its path
 */
export function coverageOf(source, file) {
  instrument(source, file);
  return instrumenter.lastFileCoverage();
}
