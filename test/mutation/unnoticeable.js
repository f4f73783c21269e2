// Mutants that no test can notice, with the reason.

const noField = 'No field has that name.';
const spares = 'It only spares memory or work.';
const fault = 'Only a fault in our own code leads there.';
const inProcess = 'The call does not leave the process.';
const text = 'A text among objects has no id that is asked for, and no answer lets it out.';

/**
 * @type {readonly {file: string, line: string, without: string, why: string}[]} `line` is a part of the line in which
 *   the mutant begins, `without` is its replacement
 */
export const unnoticeable = [
  {
    file: 'gateway/access/authenticate',
    line: 'if (header === null)',
    without: 'false',
    why: 'An absent header is read as the text null, in which there is no token.',
  },
  {
    file: 'gateway/access/authenticate',
    line: 'token !== undefined && clientSessionToken.test(token)',
    without: 'true',
    why: 'An absent token is read as the text undefined, which is no client session’s.',
  },
  ...['true', 'false', 'text.length >= longestRemembered', 'text.length <= longestRemembered'].map(
    (without) => ({
      file: 'gateway/access/crypto',
      line: 'text.length > longestRemembered',
      without,
      why: spares,
    }),
  ),
  {
    file: 'gateway/access/crypto',
    line: "from('caller')",
    without: '""',
    why: 'Any word does, as long as it is not that of the other key.',
  },
  ...["from('caller')", "from('page cursor')"].map((line) => ({
    file: 'gateway/access/crypto',
    line,
    without: 'true',
    why: 'Nobody exports the key.',
  })),
  {
    file: 'gateway/access/crypto',
    line: ".replaceAll('=', '')",
    without: '""',
    why: 'It only keeps cursors short.',
  },
  {
    file: 'gateway/http/origin',
    line: 'origin !== null && listed.has(origin)',
    without: 'true',
    why: 'No origin at all is not on the list.',
  },
  { file: 'gateway/removals', line: 'if (isSeamError(error))', without: 'true', why: fault },
  ...['{}', 'true'].map((without) => ({
    file: 'gateway/removals',
    line: 'return { error: { type, message }, ok: false };',
    without,
    why: fault,
  })),
  { file: 'gateway/removals', line: "credentials: 'omit',", without: '""', why: inProcess },
  {
    file: 'gateway/removals',
    line: 'headers: async () => ({}),',
    without: '() => undefined',
    why: inProcess,
  },
  {
    file: 'gateway/handle-request',
    line: 'attend(parts, request, { fresh: false }, async ({ tag',
    without: '{}',
    why: 'What is not said is false.',
  },
  {
    file: 'gateway/handle-request',
    line: "headers.get('content-type') ?? ''",
    without: '"Stryker was here!"',
    why: 'A type that nobody knows is refused as none is.',
  },
  {
    file: 'gateway/access/filter-answer',
    line: 'hiddenFromLimited[name] ?? []',
    without: '["Stryker was here"]',
    why: noField,
  },
  {
    file: 'gateway/access/filter-answer',
    line: "['user_identity', 'user_identities', 'user_identity_id'],",
    without: '""',
    why: 'A person’s own id is that of the owner too, so no other is looked for.',
  },
  {
    file: 'gateway/access/filter-answer',
    line: 'return permission !== null && reach !== undefined',
    without: 'true',
    why: 'Nobody has a permission without a name.',
  },
  {
    file: 'gateway/endpoints/endpoint-rule',
    line: 'onlyForAll: [],',
    without: '["Stryker was here"]',
    why: noField,
  },
  {
    file: 'gateway/access/client-sessions',
    line: 'user_identity_ids = [] }: KnownSession',
    without: '["Stryker was here"]',
    why: 'Nobody with such an id is being ended.',
  },
  {
    file: 'gateway/access/client-sessions',
    line: "type = '' } = error;",
    without: '"Stryker was here!"',
    why: 'No session ends by either name.',
  },
  {
    file: 'gateway/endpoints/acs-credentials',
    line: 'vendorSwitches[block]?.[name];',
    without: 'vendorSwitches[block][name]',
    why: 'The contract has no other block yet.',
  },
  {
    file: 'gateway/endpoints/acs-users',
    line: 'await unlinkedIn(errand, acs_system_id) : [];',
    without: '["Stryker was here"]',
    why: text,
  },
  {
    file: 'gateway/endpoints/user-identities',
    line: 'if (inScope.length === 0)',
    without: '["Stryker was here"]',
    why: text,
  },
  {
    file: 'gateway/access/acs-users',
    line: '? unlinked(errand, { acs_system_id: acsSystemId }) : [];',
    without: '["Stryker was here"]',
    why: text,
  },
  { file: 'gateway/access/acs-users', line: '      : [];', without: '["Stryker was here"]', why: text },
  {
    file: 'gateway/access/events',
    line: 'const isOwnAttempt',
    without: 'true',
    why: 'Nobody has started an attempt that has no id.',
  },
  {
    file: 'gateway/access/events',
    line: 'if (!found.has(name))',
    without: 'true',
    why: spares,
  },
  {
    file: 'gateway/access/building-resources',
    line: 'if (ids.length === 0) return [];',
    without: '["Stryker was here"]',
    why: text,
  },
  {
    file: 'gateway/access/ownership',
    line: 'const found: Item[] = [];',
    without: '["Stryker was here"]',
    why: text,
  },
  {
    file: 'gateway/access/hide-conflict-owner',
    line: 'error.status >= 500',
    without: 'error.status > 500',
    why: 'A failure of Seam’s is passed on as 502, 503 or 504.',
  },
];
