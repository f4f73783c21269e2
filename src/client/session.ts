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

/** Identifies the caller, and the place that requests go to. */
export interface SessionOptions {
  /** Base URL of the Seam API. @default 'https://connect.getseam.com' */
  endpoint?: string | undefined;
  /** URL of the gateway on the host's server. When set, every call goes through it. */
  gateway?: string | undefined;
  /** A client session token (`seam_cst…`). */
  clientSessionToken?: string | undefined;
  /** A publishable key (`seam_pk…`); with `userIdentifierKey` it fetches a client session. */
  publishableKey?: string | undefined;
  /**
   * The secret that identifies a person's client session. Never an email address: anybody who knows it gets the
   * session.
   */
  userIdentifierKey?: string | undefined;
  /** Returns a client session token. Called at once, before the token ends, and when it has ended. */
  getClientSessionToken?: (() => Promise<string>) | undefined;
  /**
   * Returns headers for the host's own login, in addition to its cookie. Called before every request to the gateway.
   */
  gatewayHeaders?: (() => Promise<Record<string, string> | Headers>) | undefined;
}

/** What the session knows about its caller. */
export interface SessionInfo {
  /** An opaque id. It changes when another person or login uses the session. */
  caller: string;
  userIdentityIds: readonly string[] | 'all';
  /** What the gateway allows the caller; null without a gateway, where Seam decides. */
  permissions: readonly Permission[] | null;
  expiresAt: Date | null;
}

export interface Session {
  readonly transport: Transport;
  /** Whether a gateway is set. Without one, the caller may do only what Seam allows a client session. */
  readonly hasGateway: boolean;
  /** A part of every cache key. It changes with the caller: cached data from before may then not be shown any more. */
  readonly scope: string;
  /** Counts the tokens. If a call failed with an older token than the current one, it needs no renewal. */
  readonly version: number;
  info(): Promise<SessionInfo>;
  /** A text that is the same in every tab with the same session. It may contain the token, so it is as secret. */
  identity(): Promise<string>;
  /**
   * Fetches a new token, with one request for all calls that need it.
   * @param version of the token that was refused
   * @returns whether the session has a newer token now
   */
  renew(version: number): Promise<boolean>;
  /**
   * Replaces the options; the endpoint and the gateway must stay the same. If the caller stays the same, all cached
   * data stay; otherwise all are cleared.
   * @returns whether the credential has changed, so that refused requests are worth sending again
   */
  setOptions(options: SessionOptions): Promise<boolean>;
  onScopeChange(listener: () => void): () => void;
  close(): void;
}

const seamEndpoint = 'https://connect.getseam.com';

/** The longest delay that a timer accepts. */
const longestTimerMs = 2 ** 31 - 1;
/**
 * No renewal is planned sooner than this. A token that ends sooner is used until Seam refuses it: the page's clock
 * may be wrong, or the host may return the same token again.
 */
const shortestRenewalMs = 300_000;
/** A page that renders often may pass new functions each time. They are called no more often than this. */
const verificationPauseMs = 10_000;
/** The time limit for a function of the page. */
const hostAnswerMs = 15_000;
/** The time limit for finding the caller of a new credential. After it, the data of the previous caller are cleared. */
const proofMs = 2_000;

/** Clears the inherited credential of an element that has its own. */
const noCredential: SessionOptions = {
  clientSessionToken: undefined,
  getClientSessionToken: undefined,
  publishableKey: undefined,
  userIdentifierKey: undefined,
};

/**
 * Completes an element's own options with those of the session around it. If its `endpoint` or `gateway` is another
 * place, it inherits nothing, because credentials and headers may be sent only to the place that they were given for.
 * The element's own credential replaces the inherited credential completely.
 */
export function completeOptions(own: SessionOptions, inherited: SessionOptions = {}): SessionOptions {
  const given: SessionOptions = Object.fromEntries(Object.entries(own).filter(([, value]) => value));
  const completed = { ...inherited, ...given };
  if (placeOf(completed) !== placeOf(inherited)) return given;
  const { endpoint, gateway } = inherited;
  const hasCredential = given.clientSessionToken || given.getClientSessionToken || given.publishableKey;
  return { ...inherited, ...(hasCredential && noCredential), ...given, endpoint, gateway };
}

/** The place that requests go to. Different spellings of the same URL give the same text. */
export const placeOf = ({ endpoint, gateway }: SessionOptions): string =>
  `${inFull(endpoint || seamEndpoint)} ${gateway ? inFull(gateway) : ''}`;

function inFull(url: string): string {
  try {
    return trimSlashes(new URL(url, globalThis.document?.baseURI).href);
  } catch {
    return trimSlashes(url);
  }
}

/**
 * The options that identify the caller, as text. A function counts only as present: what it returns is unknown until
 * it is called.
 */
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
  /**
   * For the session's own requests. They are aborted when the session is closed, so that nothing waits for them any
   * longer.
   */
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
  /** Counts the credentials that the page has set. */
  let credentials = 0;
  /** Pending while the session finds the caller of a new credential. Calls wait for it. */
  let proof: Promise<void> | undefined;
  /** What the page's functions returned last. */
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
        if (token === asked) token = undefined; // the next call requests a token again
      },
    );
    return asked;
  }

  /** Sets a token whose caller is known. All cached data are cleared, unless the caller is certainly the same. */
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
    // Without `onAnswer`, because the token may not belong to the session yet: the function that called this one
    // decides whether to use the answer.
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
        if (knownInfo !== asked) return; // the session has changed meanwhile
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

  /** @param before the token of the previous credential */
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
      // The caller is unknown, so clear everything. The next calls find the caller.
      token = heldToken = caller = undefined;
      version++;
      changeScope();
    }
  }

  /**
   * Checks new functions of the page. They usually return the same as the old ones, so they are called once now, and
   * again only after a pause.
   */
  async function verifyFunctions(): Promise<boolean> {
    isVerificationDue = verificationTimer !== undefined;
    if (isVerificationDue || closing.signal.aborted) return false;
    verificationTimer = setTimeout(() => {
      verificationTimer = undefined;
      if (isVerificationDue) void verifyFunctions();
    }, verificationPauseMs);
    return verifyCaller().catch(() => false); // the next call reports the error
  }

  async function verifyCaller(): Promise<boolean> {
    const given = credentials;
    if (options.getClientSessionToken && heldToken === undefined) {
      token = undefined; // the old function has not returned a token: the next call uses the new function
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

  /**
   * Renews when 80% of the remaining time has passed, so that no call waits for it. If the renewal fails, the old
   * token is still valid.
   */
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

  if (source?.renewable) info().catch(() => undefined); // the next call reports the error

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
  /** Whether another call may return another token. */
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

/** Calls a function of the page. The page may pass anything, so the call has a time limit and its result is checked. */
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
  // Never include the result itself: it may be a secret.
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

/**
 * Reads headers from `Headers` or from an object. A header without a value is refused, because it would be sent as
 * the word "undefined".
 */
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

/** Rejects with {@link outOfTime} if no answer arrives in time. */
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
  // A second request returns the same session, so a retry is safe.
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

/** The message never contains the value, because it may be written to a log. @throws {SeamError} `wrong_token` */
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
 * Refuses API keys in all options, used or not, and in the headers of a request. The host's own login may be a JWT,
 * so only strings that are certainly Seam's are refused.
 * @returns the headers
 * @throws {SeamError} `wrong_token`
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
