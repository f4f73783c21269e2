// Mutation testing of what decides in the gateway. `npm run test:mutation` runs it, from the root of the project.
//
// The authoriser is what decides who calls, with which scope and permissions, and whose something is. Left out are:
// - app, node, input, json, bytes, limits, strangers, address, recent, host-function: HTTP, the form of a request and how
//   much of it, whoever sends it
// - errand, upstream, refusal, page: how Seam is asked, and how what has been decided is put
// - audit, log: what is noted of it
// - options, index: what is said at the start
const gateway = (...names) => names.map((name) => `src/gateway/${name}.ts`);
const tests = (...names) => names.map((name) => `test/gateway/${name}.test.ts`);

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [
    'src/api/permissions.ts',
    ...gateway(
      'access/acs-users',
      'access/action-attempts',
      'access/authenticate',
      'access/credential-managers',
      'access/page-cursor',
      'access/doors',
      'access/events',
      'access/building-resources',
      'access/identifiers',
      'access/crypto',
      'access/owned-resources',
      'removals',
      'http/origin',
      'access/filter-answer',
      'access/own-page',
      'access/ownership',
      'endpoints/endpoint-rule',
      'endpoints/*',
      'access/scope',
      'handle-request',
      'access/client-sessions',
      'access/start-action-attempt',
      'endpoints/index',
      'access/hide-conflict-owner',
    ),
  ],
  plugins: ['./test/mutation/in-process.js', './test/mutation/words.js'],
  testRunner: 'in-process',
  testRunnerNodeArgs: ['--import', 'tsx', '--disable-warning=ExperimentalWarning'],
  // The quickest first: most mutants do not live to see the last. Of the generated tests only that of what is handed out
  // is among them, nor are the thousands of cases of isolation, which take longer than all the others, nor those of
  // Node's own server, which decides nothing.
  inProcess: {
    // Files that keep something between requests of any gateway.
    keeping: ['src/gateway/access/filter-answer.ts'],
    testFiles: tests(
      'endpoints',
      'permissions',
      'filter-answer',
      'ownership',
      'endpoint-rule',
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
      'endings',
      'host-functions',
      'strangers',
      'removals',
      'secrets',
      'faults',
      'resources',
    ).concat('test/deep/hand-out.test.ts'),
  },
  coverageAnalysis: 'perTest',
  incremental: true,
  incrementalFile: 'coverage/mutation-incremental.json',
  ignorers: ['words'],
  concurrency: 2,
  timeoutMS: 10_000,
  thresholds: { high: 100, low: 95, break: 95 },
  ignorePatterns: [
    '/bench',
    '/coverage',
    '/dist',
    '/examples',
    '/scripts',
    '/src/elements',
    '/test/elements',
  ],
  warnings: { unknownOptions: false },
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'coverage/mutation.html' },
  jsonReporter: { fileName: 'coverage/mutation.json' },
  tempDirName: 'coverage/stryker',
  allowConsoleColors: false,
};
