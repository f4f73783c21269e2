// Mutation testing of the gateway's authorization code. `npm run test:mutation` runs it, from the root of the project.
//
// This code decides who the caller is, the caller's scope and permissions, and who owns a resource. Left out are:
// - http, except origin; app and node: HTTP, and the form and size of a request, for every caller
// - access/request-context and access/paginate: how the gateway calls Seam, and how it formats a result
// - access/audit: the records
// - access/shown-fields: lists of field names
// - options and index: the configuration
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
  // The fastest files first: most mutants are noticed before the last file. Of the generated tests only hand-out is
  // included. Isolation, whose thousands of cases take the longest, and the tests of Node's own server, which decides
  // nothing, are left out.
  inProcess: {
    // Files that keep data between requests.
    keeping: ['src/gateway/access/filter-answer.ts'],
    testFiles: tests(
      'endpoints',
      'crypto',
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
      'merged',
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
