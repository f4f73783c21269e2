import { post, type PostOptions, type Transport } from '../api/call.js';
import type { ClientSession } from '../api/contract.gen.js';
import { SeamError, isSeamError } from '../api/errors.js';
import {
  callerHeader,
  gatewayHeader,
  gatewaySessionPath,
  type GatewaySession,
} from '../api/gateway-protocol.js';
import type { Permission } from '../api/permissions.js';
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
  gatewayHeaders?: (() => Promise<Record<string, string>>) | undefined;
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
  onScopeChange(listener: () => void): () => void;
  close(): void;
}

const seamEndpoint = 'https://connect.getseam.com';

/** The longest delay that timers keep. */
const longestTimerMs = 2 ** 31 - 1;
/** A token that seems to end sooner is used until it does: the page's clock may be wrong, or the host repeat itself. */
const shortestRenewalMs = 300_000;

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
const placeOf = ({ endpoint, gateway }: SessionOptions): string =>
  `${inFull(endpoint || seamEndpoint)} ${gateway ? inFull(gateway) : ''}`;

function inFull(url: string): string {
  try {
    return trimSlashes(new URL(url, globalThis.document?.baseURI).href);
  } catch {
    return trimSlashes(url);
  }
}

export function createSession(options: SessionOptions): Session {
  const base = trimSlashes(options.gateway || options.endpoint || seamEndpoint);
  const hasGateway = Boolean(options.gateway);
  const listeners = new Set<() => void>();
  let version = 0;
  let generation = 0;
  let caller: string | undefined;
  let token: Promise<string> | undefined;
  let renewal: Promise<boolean> | undefined;
  let knownInfo: Promise<SessionInfo> | undefined;
  let renewalTimer: ReturnType<typeof setTimeout> | undefined;
  const closing = new AbortController();
  /** For what the session asks for itself: an answer may not hold those who wait for it longer than the session. */
  const ownCall = { attempts: 3, signal: closing.signal };
  const source = tokenSource(options, ownCall);

  const transport: Transport = {
    url: base,
    credentials: hasGateway ? 'include' : 'omit',
    headers: () => headersFor(currentToken()),
    onAnswer: (headers) => {
      const answered = headers.get(callerHeader);
      if (hasGateway && answered) setCaller(answered);
    },
  };

  const { gatewayHeaders } = options;
  const headersFor = async (pending: Promise<string> | undefined) =>
    withoutKeys(options, {
      ...(hasGateway && { [gatewayHeader]: '1', ...(gatewayHeaders && (await askHost(gatewayHeaders))) }),
      ...(pending && { authorization: `Bearer ${await pending}` }),
    });

  function currentToken(): Promise<string> | undefined {
    if (!source) return undefined;
    token ??= source.get().catch((error: unknown) => {
      token = undefined; // so that the next call asks the host again
      throw error;
    });
    return token;
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
    const as = { url: base, credentials: transport.credentials, headers: () => headersFor(pending) };
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
    const asked = introspect(currentToken());
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
    const before = await knownInfo?.catch(() => undefined);
    const next = await source!.get();
    const pending = Promise.resolve(next);
    const found = await introspect(pending);
    token = pending;
    version++;
    // A token for somebody we cannot prove to be the same person empties everything.
    caller = found.caller;
    if (before?.caller !== found.caller) changeScope();
    knownInfo = Promise.resolve(found);
    planRenewal(found.expiresAt);
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
      return `${base} ${generation}`;
    },
    get version() {
      return version;
    },
    info,
    identity: async () => `${base} ${hasGateway ? (await info()).caller : await currentToken()}`,
    renew,
    onScopeChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closing.abort();
      clearTimeout(renewalTimer);
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
    return { renewable: true, get: async () => checked(await askHost(getClientSessionToken)) };
  if (clientSessionToken) return { renewable: false, get: async () => checked(clientSessionToken) };
  if (publishableKey) return { renewable: true, get: () => tokenFor(publishableKey, options, ownCall) };
  return undefined;
}

async function askHost<Value>(ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask();
  } catch (cause) {
    if (isSeamError(cause)) throw cause;
    throw new SeamError('unreachable', 'The page could not fetch what its session needs.', { cause });
  }
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
    const key = typeof text !== 'function' && keyIn(String(text));
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
