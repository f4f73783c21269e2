import { clientSessionsGet, workspacesGet, type ClientSession } from '../api/contract.gen.js';
import { isSeamError } from '../api/errors.js';
import { sha256 } from './keys.js';
import type { Enter } from './limits.js';
import { shape } from './output.js';
import { Refusal } from './refusal.js';
import { asRefusal, objectIn, stringIn, type Upstream } from './upstream.js';

/** A client session as Seam tells of it, without its token. */
export type KnownSession = Omit<ClientSession, 'token'>;

export interface Sessions {
  /**
   * The session that a token stands for, no older than half a minute; with `fresh`, as it is now.
   * @throws {Refusal}
   */
  find(token: string, options: { fresh: boolean }): Promise<KnownSession>;
  /** Forgets a session that has just been ended here. */
  forget(clientSessionId: string): void;
}

const rememberedForMs = 30_000;
const rememberedSessions = 1000;
const askedAtOnce = 100;

/** @param enter counts each token's look-ups, since its caller is not known before */
export function createSessions(upstream: Upstream, enter: Enter): Sessions {
  const known = new Map<string, { session: KnownSession; until: number }>();
  const asked = new Map<string, Promise<KnownSession>>();
  let running = 0;
  let workspaceId: string | undefined;

  /** Of the gateway's own key; it never changes. */
  async function ownWorkspaceId(): Promise<string> {
    if (workspaceId !== undefined) return workspaceId;
    try {
      const { body } = await upstream(workspacesGet.path, {});
      return (workspaceId = stringIn(objectIn(body, 'workspace'), 'workspace_id'));
    } catch (error) {
      // Made a refusal here, where it is about the gateway's key and not about the caller's token.
      throw asRefusal(error);
    }
  }

  async function ask(token: string): Promise<KnownSession> {
    // Any number of strangers share this one.
    if (running >= askedAtOnce)
      throw new Refusal(503, 'busy', 'Too many sessions are being looked up.', { retryAfter: 1 });
    running++;
    try {
      const { body } = await upstream(clientSessionsGet.path, {}, { token });
      const session = objectIn(shape(clientSessionsGet.path, body), 'client_session');
      stringIn(session, 'client_session_id');
      if (stringIn(session, 'workspace_id') !== (await ownWorkspaceId()))
        throw ended('client_session_not_found');
      return session as unknown as KnownSession;
    } catch (error) {
      throw endedOr(error);
    } finally {
      running--;
    }
  }

  async function askAndRemember(hash: string, token: string): Promise<KnownSession> {
    const leave = enter(hash);
    try {
      known.delete(hash);
      const session = await ask(token);
      const until = Math.min(Date.parse(session.expires_at), Date.now() + rememberedForMs);
      known.set(hash, { session, until });
      if (known.size > rememberedSessions) known.delete(known.keys().next().value!);
      return session;
    } finally {
      leave();
    }
  }

  return {
    async find(token, { fresh }) {
      const hash = await sha256(token);
      if (fresh) return askAndRemember(hash, token);
      const remembered = known.get(hash);
      // Past its end it is not remembered, so that Seam says how it ended, by Seam's own clock.
      if (remembered && remembered.until > Date.now()) return remembered.session;
      if (!asked.has(hash))
        asked.set(
          hash,
          askAndRemember(hash, token).finally(() => asked.delete(hash)),
        );
      return asked.get(hash)!;
    },

    forget(clientSessionId) {
      for (const [hash, { session }] of known)
        if (session.client_session_id === clientSessionId) known.delete(hash);
    },
  };
}

const endings: Readonly<Record<string, string>> = {
  client_session_expired: 'Unauthorized (client session expired)',
  client_session_revoked: 'Unauthorized (client session revoked)',
  client_session_not_found: 'Unauthorized (client session not found)',
  invalid_client_session_token: 'Invalid client session token',
};

const ended = (type: string) => new Refusal(401, type, endings[type]!);

/** Here a refusal by Seam is about the caller's token, not about the gateway's key. */
function endedOr(error: unknown): unknown {
  if (!isSeamError(error)) return error;
  const { status = 0, type = '' } = error;
  if (Object.hasOwn(endings, type)) return ended(type);
  return status >= 400 && status < 500 && status !== 429
    ? ended('invalid_client_session_token')
    : asRefusal(error);
}
