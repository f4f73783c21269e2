// Mutation testing of what decides in the gateway. `npm run test:mutation` runs it, from the root of the project.
//
// Some mutants survive because they change nothing that anybody could notice:
// - defaults that meet nothing: a hidden field or a refused parameter of a name that does not exist (`[]` in row, serve
//   and output), a header that is made up and refused as an absent one is (`?? ''` in serve and origin)
// - tests that only spare work or satisfy types: `header === null` in authenticate, `origin !== null` in origin
// - what Seam's objects never are: a text in the place of an object is dropped wherever a list is read or shaped
const gateway = (...names) => names.map((name) => `src/gateway/${name}.ts`);
const tests = (...names) => names.map((name) => `test/gateway/${name}.test.ts`);

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: gateway(
    'attempts',
    'authenticate',
    'cursor',
    'fixtures',
    'kinds',
    'operations',
    'origin',
    'output',
    'ownership',
    'row',
    'rows/*',
    'scope',
    'serve',
    'table',
  ),
  plugins: ['./test/mutation/in-process.js', './test/mutation/words.js'],
  testRunner: 'in-process',
  testRunnerNodeArgs: ['--import', 'tsx', '--disable-warning=ExperimentalWarning'],
  // The quickest first: most mutants do not live to see the last. Random tests are not among them, nor those of Node's
  // own server, which decides nothing.
  inProcess: {
    testFiles: tests(
      'output',
      'table',
      'ownership',
      'rows',
      'permissions',
      'requests',
      'origins',
      'people',
      'acs',
      'credentials',
      'events',
      'client-sessions',
      'audit',
      'lists',
      'tokens',
      'operations',
      'secrets',
      'faults',
      'resources',
      'isolation',
    ),
  },
  coverageAnalysis: 'perTest',
  ignorers: ['words'],
  concurrency: 2,
  timeoutMS: 10_000,
  thresholds: { high: 100, low: 95, break: 95 },
  ignorePatterns: [
    '/bench',
    '/coverage',
    '/dist',
    '/docs',
    '/examples',
    '/scripts',
    '/src/elements',
    '/test/elements',
  ],
  warnings: { unknownOptions: false },
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'coverage/mutation.html' },
  jsonReporter: { fileName: 'coverage/mutation.json' },
  tempDirName: 'coverage/stryker',
  allowConsoleColors: false,
};
