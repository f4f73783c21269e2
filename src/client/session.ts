import { post, type Answered, type PostOptions, type Transport } from '../api/call.js';
import type { ClientSession } from '../api/contract.gen.js';
import { SeamError, isSeamError, type SeamErrorDetails } from '../api/errors.js';
import {
  callerHeader,
  gatewayHeader,
  gatewaySessionPath,
  type GatewaySession,
} from '../api/gateway-protocol.js';
import type { Permission } from '../api/permissions.js';
import { loginError } from '../api/login.js';
import { keyIn, tokenKind, type TokenKind } from '../api/token-kind.js';

/** Who calls, and where the calls go. */
export interface SessionOptions {
  /** Base URL of the Seam API. @default 'https://connect.getseam.com' */
  endpoint?: string | undefined;
  /** URL of the gateway on the host's server. When set, every call goes through it. */
  gateway?: string | undefined;
  /** A client session token (`seam_cst…`). */
  clientSessionToken?: string | undefined;
  /** A publishable key (`seam_pk…`); with `userIdentifierKey` it fetches a client session. */
  publishableKey?: string | undefined;
  /** The secret that names a person's client session. Not an email address: whoever knows it gets the session. */
  userIdentifierKey?: string | undefined;
  /** Fetches a client session token: at once, before the token ends, and when it has ended. */
  getClientSessionToken?: (() => Promise<string>) | undefined;
  /** What the host's own login needs beside its cookie; asked before every call to the gateway. */
  gatewayHeaders?: (() => Promise<Record<string, string> | Headers>) | undefined;
}

/** What is known of whoever calls. */
export interface SessionInfo {
  /** Opaque; changes when the session becomes somebody else's. */
  caller: string;
  userIdentityIds: readonly string[] | 'all';
  /** What the gateway lets the caller do; null without a gateway, where Seam decides. */
  permissions: readonly Permission[] | null;
  expiresAt: Date | null;
}

export interface Session {
  readonly transport: Transport;
  /** Without a gateway, only what Seam lets a client session do. */
  readonly hasGateway: boolean;
  /** Names the caller in cache keys: another one means that nothing known may be shown any more. */
  readonly scope: string;
  /** Counts the tokens: a call that failed under an older one need not renew. */
  readonly version: number;
  info(): Promise<SessionInfo>;
  /** The same wherever the session is the same, other tabs included. As secret as the token, which may be in it. */
  identity(): Promise<string>;
  /** Fetches a new token, once for all who ask. @returns whether the session has another one now */
  renew(version: number): Promise<boolean>;
  /**
   * Goes on with other options for the same place. The same caller keeps everything; another one empties everything.
   * @returns whether it was found out who calls now
   */
  setOptions(options: SessionOptions): Promise<boolean>;
  onScopeChange(listener: () => void): () => void;
  close(): void;
}

const seamEndpoint = 'https://connect.getseam.com';

/** The longest delay that timers keep. */
const longestTimerMs = 2 ** 31 - 1;
/** A token that seems to end sooner is used until it does: the page's clock may be wrong, or the host repeat itself. */
const shortestRenewalMs = 300_000;
/** A page that draws itself again and again gives new functions each time: they are not asked more often than this. */
const verificationPauseMs = 10_000;
/** A function of the page that has not answered by then has failed. */
const hostAnswerMs = 15_000;
/** Longer, what the caller before was shown does not wait for the answer who calls now. */
const proofMs = 5_000;

/** Replaces the inherited credential where an element has one of its own. */
const noCredential: SessionOptions = {
  clientSessionToken: undefined,
  getClientSessionToken: undefined,
  publishableKey: undefined,
  userIdentifierKey: undefined,
};

/**
 * An element's own options, completed by those of the session around it. Where its own `endpoint` or `gateway` is another
 * place, it inherits nothing: a credential and headers are only for the place they were given with. A credential of its
 * own replaces the inherited one whole.
 */
export function completeOptions(own: SessionOptions, inherited: SessionOptions = {}): SessionOptions {
  const given: SessionOptions = Object.fromEntries(Object.entries(own).filter(([, value]) => value));
  const completed = { ...inherited, ...given };
  if (placeOf(completed) !== placeOf(inherited)) return given;
  const { endpoint, gateway } = inherited;
  const hasCredential = given.clientSessionToken || given.getClientSessionToken || given.publishableKey;
  return { ...inherited, ...(hasCredential && noCredential), ...given, endpoint, gateway };
}

/** Where calls go, the same for all ways to write it. */
export const placeOf = ({ endpoint, gateway }: SessionOptions): string =>
  `${inFull(endpoint || seamEndpoint)} ${gateway ? inFull(gateway) : ''}`;

function inFull(url: string): string {
  try {
    return trimSlashes(new URL(url, globalThis.document?.baseURI).href);
  } catch {
    return trimSlashes(url);
  }
}

/** What says who calls, functions aside: these must be asked. */
const credentialOf = (options: SessionOptions): string =>
  JSON.stringify([
    options.clientSessionToken,
    options.publishableKey,
    options.userIdentifierKey,
    Boolean(options.getClientSessionToken),
  ]);

export function createSession(firstOptions: SessionOptions): Session {
  let options = firstOptions;
  const closing = new AbortController();
  /** For what the session asks for itself: an answer may not hold those who wait for it longer than the session. */
  const ownCall = { attempts: 3, signal: closing.signal };
  let source = tokenSource(options, ownCall);
  const base = trimSlashes(options.gateway || options.endpoint || seamEndpoint);
  const place = placeOf(options);
  const hasGateway = Boolean(options.gateway);
  const listeners = new Set<() => void>();
  let version = 0;
  let generation = 0;
  let caller: string | undefined;
  let token: Promise<string> | undefined;
  let renewal: Promise<boolean> | undefined;
  let knownInfo: Promise<SessionInfo> | undefined;
  let renewalTimer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the credentials that the page has given. */
  let credentials = 0;
  /** Under way while it is not known whose a new credential is: calls wait for it. */
  let proof: Promise<void> | undefined;
  /** What the page's functions said last. */
  let heldToken: string | undefined;
  let heldHeaders: string | undefined;
  let verificationTimer: ReturnType<typeof setTimeout> | undefined;
  let isVerificationDue = false;

  const answers = {
    url: base,
    credentials: hasGateway ? ('include' as const) : ('omit' as const),
    ...(hasGateway && { errorOf: (answer: Answered) => loginError(answer, caller !== undefined) }),
  };

  const transport: Transport = {
    ...answers,
    async headers() {
      while (proof) await proof;
      return headersFor(currentToken());
    },
    onAnswer: (headers) => {
      const answered = headers.get(callerHeader);
      if (hasGateway && answered) setCaller(answered);
    },
  };

  async function hostHeaders(): Promise<Record<string, string>> {
    const { gatewayHeaders } = options;
    const headers = gatewayHeaders ? await askHost('gatewayHeaders', gatewayHeaders, headersIn) : {};
    heldHeaders = JSON.stringify(headers);
    return headers;
  }

  const headersFor = async (pending: Promise<string> | undefined) =>
    withoutKeys(options, {
      ...(hasGateway && { [gatewayHeader]: '1', ...(await hostHeaders()) }),
      ...(pending && { authorization: `Bearer ${await pending}` }),
    });

  function currentToken(): Promise<string> | undefined {
    if (!source) return undefined;
    if (token) return token;
    const asked = source.get();
    token = asked;
    asked.then(
      (got) => {
        if (token === asked) heldToken = got;
      },
      () => {
        if (token === asked) token = undefined; // so that the next call asks the host again
      },
    );
    return asked;
  }

  /** Takes a token whose caller is known. Another caller, or one that cannot be proved the same, empties everything. */
  function takeToken(next: string | undefined, found: SessionInfo) {
    heldToken = next;
    token = next === undefined ? undefined : Promise.resolve(next);
    version++;
    const isSame = caller === found.caller;
    caller = found.caller;
    if (!isSame) changeScope();
    knownInfo = Promise.resolve(found);
    planRenewal(found.expiresAt);
  }

  function setCaller(next: string) {
    if (next === caller) return;
    const isAnother = caller !== undefined;
    caller = next;
    if (isAnother) changeScope();
  }

  function changeScope() {
    generation++;
    knownInfo = undefined;
    listeners.forEach((listener) => listener());
  }

  async function introspect(pending: Promise<string> | undefined): Promise<SessionInfo> {
    // Not told who answered: that is for whoever asked to draw conclusions from, once the token is the session's.
    const as = { ...answers, headers: () => headersFor(pending) };
    if (hasGateway) {
      const body = await post(as, gatewaySessionPath, {}, ownCall);
      return infoOfGateway(body as unknown as GatewaySession);
    }
    if (!pending) throw new SeamError('session_ended', 'There is no client session.', {});
    const body = await post(as, '/client_sessions/get', {}, ownCall);
    return infoOfClientSession(body['client_session'] as ClientSession);
  }

  function info(): Promise<SessionInfo> {
    if (knownInfo) return knownInfo;
    const asked = proof ? proof.then(() => introspect(currentToken())) : introspect(currentToken());
    knownInfo = asked;
    asked.then(
      (found) => {
        if (knownInfo !== asked) return; // the session is another one by now
        setCaller(found.caller);
        planRenewal(found.expiresAt);
      },
      () => {
        if (knownInfo === asked) knownInfo = undefined;
      },
    );
    return asked;
  }

  async function replaceToken(): Promise<boolean> {
    const given = credentials;
    await knownInfo?.catch(() => undefined);
    const next = await source!.get();
    const found = await introspect(Promise.resolve(next));
    if (given === credentials) takeToken(next, found);
    return true;
  }

  async function setOptions(next: SessionOptions): Promise<boolean> {
    const isSameCredential = credentialOf(next) === credentialOf(options);
    options = next;
    source = tokenSource(next, ownCall);
    if (isSameCredential) return verifyFunctions();
    const given = ++credentials;
    const proving = replaceCredential(given, token);
    proof = proving;
    await proving;
    if (proof === proving) proof = undefined;
    return given === credentials;
  }

  /** @param before the token of the credential that is replaced */
  async function replaceCredential(given: number, before: Promise<string> | undefined): Promise<void> {
    const prove = async () => {
      if (caller === undefined && before) caller = (await introspect(before).catch(() => undefined))?.caller;
      const next = await source?.get();
      return [next, await introspect(next === undefined ? undefined : Promise.resolve(next))] as const;
    };
    try {
      const [next, found] = await withTimeLimit(prove(), proofMs);
      if (given === credentials && !closing.signal.aborted) takeToken(next, found);
    } catch {
      if (given !== credentials || closing.signal.aborted) return;
      // Nobody knows whose it is: what follows is for calls to find out, with nothing shown.
      token = heldToken = caller = undefined;
      version++;
      changeScope();
    }
  }

  /** New functions mostly mean the same as those before, so they are asked at once and then at their turn. */
  async function verifyFunctions(): Promise<boolean> {
    isVerificationDue = verificationTimer !== undefined;
    if (isVerificationDue || closing.signal.aborted) return false;
    verificationTimer = setTimeout(() => {
      verificationTimer = undefined;
      if (isVerificationDue) void verifyFunctions();
    }, verificationPauseMs);
    return verifyCaller().catch(() => false); // the next call tells what is wrong
  }

  async function verifyCaller(): Promise<boolean> {
    const given = credentials;
    if (options.getClientSessionToken && heldToken === undefined) {
      token = undefined; // the function before has not answered: the next call asks this one
      return false;
    }
    const before = [heldToken, heldHeaders].join();
    const next = options.getClientSessionToken ? await source!.get() : heldToken;
    const headers = hasGateway ? JSON.stringify(await hostHeaders()) : heldHeaders;
    if ([next, headers].join() === before) return false;
    const found = await introspect(next === undefined ? undefined : Promise.resolve(next));
    if (given !== credentials || closing.signal.aborted) return false;
    takeToken(next, found);
    return true;
  }

  function renew(since: number): Promise<boolean> {
    if (since !== version) return Promise.resolve(true);
    if (!source?.renewable || closing.signal.aborted) return Promise.resolve(false);
    renewal ??= replaceToken().finally(() => (renewal = undefined));
    return renewal;
  }

  /** At four fifths of what is left, so that nobody waits for it. If it fails the token at hand still serves. */
  function planRenewal(expiresAt: Date | null) {
    clearTimeout(renewalTimer);
    if (!expiresAt || !source?.renewable || closing.signal.aborted) return;
    const delay = 0.8 * (expiresAt.getTime() - Date.now());
    if (delay < shortestRenewalMs) return;
    renewalTimer = setTimeout(
      () => void renew(version).catch(() => undefined),
      Math.min(delay, longestTimerMs),
    );
  }

  if (source?.renewable) info().catch(() => undefined); // whoever calls next is told

  return {
    transport,
    hasGateway,
    get scope() {
      return `${place} ${generation}`;
    },
    get version() {
      return version;
    },
    info,
    identity: async () => `${place} ${hasGateway ? (await info()).caller : await currentToken()}`,
    renew,
    setOptions,
    onScopeChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closing.abort();
      clearTimeout(renewalTimer);
      clearTimeout(verificationTimer);
      listeners.clear();
    },
  };
}

interface TokenSource {
  get(): Promise<string>;
  /** Whether asking again may bring another token. */
  readonly renewable: boolean;
}

function tokenSource(options: SessionOptions, ownCall: PostOptions): TokenSource | undefined {
  const { clientSessionToken, getClientSessionToken, publishableKey } = options;
  if (getClientSessionToken)
    return {
      renewable: true,
      get: () => askHost('getClientSessionToken', getClientSessionToken, tokenFrom),
    };
  if (clientSessionToken) return { renewable: false, get: async () => checked(clientSessionToken) };
  if (publishableKey) return { renewable: true, get: () => tokenFor(publishableKey, options, ownCall) };
  return undefined;
}

/** Asks a function of the page, which may be anything: it has a time limit, and its answer is checked. */
async function askHost<Value>(
  name: string,
  ask: () => unknown,
  check: (answer: unknown) => Value | undefined,
): Promise<Value> {
  const failed = (what: string, details: SeamErrorDetails = {}) =>
    new SeamError('page_failed', `The page's function ${name} ${what}.`, details);
  if (typeof ask !== 'function') throw failed('is not a function');
  let answer: unknown;
  try {
    answer = await withTimeLimit(Promise.resolve(ask()), hostAnswerMs);
  } catch (cause) {
    if (isSeamError(cause)) throw cause;
    if (cause === outOfTime) throw failed(`has not answered for ${hostAnswerMs / 1000} seconds`);
    throw new SeamError('unreachable', `The page could not fetch what its session needs: ${name} failed.`, {
      cause,
    });
  }
  const value = check(answer);
  // Never the answer itself: it may be a secret.
  if (value === undefined) throw failed(`answered ${kindOfAnswer(answer)}, which it should not`);
  return value;
}

const kindOfAnswer = (answer: unknown): string =>
  answer === null || answer === undefined
    ? String(answer)
    : Array.isArray(answer)
      ? 'a list'
      : `a ${typeof answer}`;

const tokenFrom = (answer: unknown) =>
  typeof answer === 'string' && answer !== '' ? checked(answer) : undefined;

/** As `Headers` or as an object. A header without a value would be sent as the word "undefined". */
function headersIn(answer: unknown): Record<string, string> | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  if (Object.values(answer).some((value) => value === undefined || value === null)) return undefined;
  try {
    return Object.fromEntries(new Headers(answer as HeadersInit));
  } catch {
    return undefined;
  }
}

const outOfTime = Symbol('out of time');

/** Fails with {@link outOfTime} where no answer comes. */
function withTimeLimit<Value>(answer: Promise<Value>, milliseconds: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout>;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(outOfTime), milliseconds);
  });
  return Promise.race([answer, limit]).finally(() => clearTimeout(timer));
}

async function tokenFor(publishableKey: string, options: SessionOptions, ownCall: PostOptions) {
  const { endpoint, userIdentifierKey } = options;
  refuseUnless('publishable_key', publishableKey);
  if (!userIdentifierKey)
    throw new SeamError('wrong_token', 'A publishable key needs a user identifier key beside it.');
  const transport: Transport = {
    url: trimSlashes(endpoint || seamEndpoint),
    credentials: 'omit',
    headers: async () => withoutKeys(options, { 'seam-publishable-key': publishableKey }),
  };
  // Asked twice it answers the same session, so it may be tried again.
  const body = await post(
    transport,
    '/client_sessions/get_or_create',
    { user_identifier_key: userIdentifierKey },
    ownCall,
  );
  return checked((body['client_session'] as ClientSession).token);
}

function checked(token: string): string {
  refuseUnless('client_session_token', token);
  return token;
}

const names: Partial<Record<TokenKind, string>> = {
  api_key: 'an API key',
  personal_access_token: 'a personal access token',
  console_session_token: 'a console session token',
};

const instead = {
  client_session_token:
    'Use a client session token (seam_cst…), which your server creates, or set "gateway" and let your server keep the key.',
  publishable_key: 'Use the publishable key (seam_pk…) of your workspace.',
};

/** Never repeats the value: the message may end up in a log. */
function refuseUnless(wanted: keyof typeof instead, token: unknown): void {
  const kind = typeof token === 'string' ? tokenKind(token) : 'unknown';
  if (kind === wanted) return;
  const name = names[kind];
  const mistake = name
    ? `This is ${name}. It must never be in a web page: treat it as leaked and replace it.`
    : `This is not a ${wanted.replaceAll('_', ' ')}.`;
  throw new SeamError('wrong_token', `${mistake} ${instead[wanted]}`);
}

/**
 * Looks for API keys in all options, used or not, and in the headers of a request about to be sent. The host's own login
 * may well be a JWT, so only what is plainly Seam's is refused.
 * @returns the headers
 * @throws {SeamError} of the kind `wrong_token`
 */
function withoutKeys(options: SessionOptions, headers: Record<string, string>): Record<string, string> {
  for (const text of [...Object.values(options), ...Object.entries(headers).flat()]) {
    const key = typeof text === 'string' && keyIn(text);
    if (key) refuseUnless('client_session_token', key);
  }
  return headers;
}

const infoOfGateway = (session: GatewaySession): SessionInfo => ({
  caller: session.caller,
  userIdentityIds: session.user_identity_ids,
  permissions: session.permissions,
  expiresAt: session.expires_at ? new Date(session.expires_at) : null,
});

function infoOfClientSession(session: ClientSession): SessionInfo {
  const userIdentityId = session.user_identity_id ?? session.user_identity_ids[0];
  return {
    caller: `${session.workspace_id} ${userIdentityId ?? session.client_session_id}`,
    userIdentityIds: userIdentityId ? [userIdentityId] : [],
    permissions: null,
    expiresAt: new Date(session.expires_at),
  };
}

const trimSlashes = (url: string) => url.replace(/\/+$/, '');
