// Mutants that change nothing anybody could notice, and why.

const noField = 'No field has that name.';
const spares = 'It only spares memory or work.';
const fault = 'Only a fault in our own code leads there.';
const inProcess = 'The call does not leave the process.';
const text = 'A text among objects has no id that is asked for, and no answer lets it out.';

/**
 * @type {readonly {file: string, line: string, without: string, why: string}[]} `line` is a part of the line in which
 *   the mutant begins, `without` what is in its place
 */
export const unnoticeable = [
  {
    file: 'gateway/authenticate',
    line: 'if (header === null)',
    without: 'false',
    why: 'An absent header is read as the text null, in which there is no token.',
  },
  {
    file: 'gateway/authenticate',
    line: 'token !== undefined && clientSessionToken.test(token)',
    without: 'true',
    why: 'An absent token is read as the text undefined, which is no client session’s.',
  },
  ...['true', 'false', 'text.length >= longestRemembered', 'text.length <= longestRemembered'].map(
    (without) => ({
      file: 'gateway/keys',
      line: 'text.length > longestRemembered',
      without,
      why: spares,
    }),
  ),
  {
    file: 'gateway/keys',
    line: "from('caller')",
    without: '""',
    why: 'Any word does, as long as it is not that of the other key.',
  },
  ...["from('caller')", "from('page cursor')"].map((line) => ({
    file: 'gateway/keys',
    line,
    without: 'true',
    why: 'Nobody exports the key.',
  })),
  {
    file: 'gateway/keys',
    line: ".replaceAll('=', '')",
    without: '""',
    why: 'It only keeps cursors short.',
  },
  {
    file: 'gateway/origin',
    line: 'origin !== null && listed.has(origin)',
    without: 'true',
    why: 'No origin at all is not on the list.',
  },
  { file: 'gateway/operations', line: 'if (isSeamError(error))', without: 'true', why: fault },
  ...['{}', 'true'].map((without) => ({
    file: 'gateway/operations',
    line: 'return { error: { type, message }, ok: false };',
    without,
    why: fault,
  })),
  { file: 'gateway/operations', line: "credentials: 'omit',", without: '""', why: inProcess },
  {
    file: 'gateway/operations',
    line: 'headers: async () => ({}),',
    without: '() => undefined',
    why: inProcess,
  },
  {
    file: 'gateway/serve',
    line: 'attend(parts, request, { fresh: false }, async ({ tag',
    without: '{}',
    why: 'What is not said is false.',
  },
  {
    file: 'gateway/serve',
    line: "headers.get('content-type') ?? ''",
    without: '"Stryker was here!"',
    why: 'A type that nobody knows is refused as none is.',
  },
  {
    file: 'gateway/output',
    line: 'hiddenFromLimited[name] ?? []',
    without: '["Stryker was here"]',
    why: noField,
  },
  {
    file: 'gateway/output',
    line: "['user_identity', 'user_identities', 'user_identity_id'],",
    without: '""',
    why: 'A person’s own id is that of the owner too, so no other is looked for.',
  },
  {
    file: 'gateway/output',
    line: 'return permission !== null && reach !== undefined',
    without: 'true',
    why: 'Nobody has a permission without a name.',
  },
  {
    file: 'gateway/row',
    line: 'onlyForAll: [],',
    without: '["Stryker was here"]',
    why: noField,
  },
  {
    file: 'gateway/sessions',
    line: 'user_identity_ids = [] }: KnownSession',
    without: '["Stryker was here"]',
    why: 'Nobody with such an id is being ended.',
  },
  {
    file: 'gateway/sessions',
    line: "type = '' } = error;",
    without: '"Stryker was here!"',
    why: 'No session ends by either name.',
  },
  {
    file: 'gateway/rows/acs-credentials',
    line: 'vendorSwitches[block]?.[name];',
    without: 'vendorSwitches[block][name]',
    why: 'The contract has no other block yet.',
  },
  {
    file: 'gateway/rows/acs-users',
    line: 'await unlinkedIn(errand, acs_system_id) : [];',
    without: '["Stryker was here"]',
    why: text,
  },
  {
    file: 'gateway/rows/user-identities',
    line: 'if (inScope.length === 0)',
    without: '["Stryker was here"]',
    why: text,
  },
  {
    file: 'gateway/acs-user',
    line: '? unlinked(errand, { acs_system_id: acsSystemId }) : [];',
    without: '["Stryker was here"]',
    why: text,
  },
  { file: 'gateway/acs-user', line: '      : [];', without: '["Stryker was here"]', why: text },
  {
    file: 'gateway/event',
    line: 'const isOwnAttempt',
    without: 'true',
    why: 'Nobody has started an attempt that has no id.',
  },
  {
    file: 'gateway/event',
    line: 'if (!found.has(name))',
    without: 'true',
    why: spares,
  },
  {
    file: 'gateway/fixtures',
    line: 'if (ids.length === 0) return [];',
    without: '["Stryker was here"]',
    why: text,
  },
  {
    file: 'gateway/ownership',
    line: 'const found: Item[] = [];',
    without: '["Stryker was here"]',
    why: text,
  },
  {
    file: 'gateway/unnamed',
    line: 'error.status >= 500',
    without: 'error.status > 500',
    why: 'A failure of Seam’s is passed on as 502, 503 or 504.',
  },
];
