import {
  clientSessionsGet,
  workspacesGet,
  type ClientSession,
  type EndpointPath,
} from '../../api/contract.gen.js';
import { isSeamError } from '../../api/errors.js';
import { sha256 } from './crypto.js';
import { createPlaces, type Enter, type Spend } from '../http/rate-limit.js';
import { shape } from './filter-answer.js';
import { Recent } from '../http/recent.js';
import { Refusal, refusalOf } from '../http/http-error.js';
import { createStrangers, tooManyLookUps } from '../http/strangers.js';
import { objectIn, stringIn, type Upstream } from '../http/seam-upstream.js';

/** A client session as Seam tells of it, without its token. */
export type KnownSession = Omit<ClientSession, 'token'>;

interface Found {
  readonly session: KnownSession;
  /** Notes that the token stands for somebody who was let in, and for whom it is looked up from now on. */
  admit(account: string): void;
}

interface FindOptions {
  /** As it is now; otherwise no older than half a minute. */
  fresh: boolean;
  /** The place that a token counts for while it is not known. */
  address(): string;
}

export interface Sessions {
  /**
   * The session that a token stands for.
   * @throws {Refusal}
   */
  find(token: string, options: FindOptions): Promise<Found>;
  /** Called after each change that was made, or may have been. */
  noteChange(path: EndpointPath, params: object): void;
}

const rememberedForMs = 30_000;
const rememberedSessions = 1000;
const rememberedTokens = 10_000;
const rememberedEndings = 1000;
const askedAtOnce = 100;

/** Changes that end client sessions: those of the contract, and what Seam takes along. */
const endings = new Set<EndpointPath>([
  '/client_sessions/delete',
  '/client_sessions/revoke',
  // With the session that came with the key.
  '/instant_keys/delete',
  // With all sessions of the person, some time later.
  '/user_identities/delete',
]);

/** @param limits of look-ups, since the caller of a request is not known before; `spend` charges that caller */
export function createSessions(upstream: Upstream, limits: { enter: Enter; spend: Spend }): Sessions {
  /** By the hash of a token. */
  const known = new Recent<string, { found: Found; until: number }>(rememberedSessions);
  const asked = new Map<string, Promise<Found>>();
  /** Tokens that were good when they were last looked up, and for whom. */
  const accounts = new Recent<string, string>(rememberedTokens);
  /** Ids of sessions and people that are being ended: these are asked for every time. */
  const ending = new Recent<unknown, undefined>(rememberedEndings);
  /** Another one after each ending: what was asked before that may not show it. */
  let era = {};
  const takePlace = createPlaces(askedAtOnce, tooManyLookUps);
  const letStrangerIn = createStrangers();
  let workspaceId: string | undefined;

  /** Of the gateway's own key; it never changes. */
  async function ownWorkspaceId(): Promise<string> {
    if (workspaceId !== undefined) return workspaceId;
    try {
      const { body } = await upstream(workspacesGet.path, {});
      return (workspaceId = stringIn(objectIn(body, 'workspace'), 'workspace_id'));
    } catch (error) {
      // Made a refusal here, where it is about the gateway's key and not about the caller's token.
      throw isSeamError(error) ? refusalOf(error) : error;
    }
  }

  async function ask(token: string): Promise<KnownSession> {
    try {
      const { body } = await upstream(clientSessionsGet.path, {}, { token });
      const session = objectIn(shape(clientSessionsGet.path, body), 'client_session');
      stringIn(session, 'client_session_id');
      if (stringIn(session, 'workspace_id') !== (await ownWorkspaceId()))
        throw ended('client_session_not_found');
      return session as unknown as KnownSession;
    } catch (error) {
      throw endedOr(error);
    }
  }

  /** Strangers have few places, and share them; those who are known have their own, and pay for what Seam is asked. */
  function enter(hash: string, { address }: FindOptions): { leave(): void; giveBack?(): void } {
    const account = accounts.get(hash);
    if (account === undefined) return letStrangerIn(address());
    const taken: (() => void)[] = [];
    const leave = () => taken.forEach((leaveOne) => leaveOne());
    try {
      taken.push(limits.enter(account));
      taken.push(takePlace());
      limits.spend(account, { refuses: true });
      return { leave };
    } catch (error) {
      leave();
      throw error;
    }
  }

  async function lookUp(hash: string, token: string, options: FindOptions): Promise<Found> {
    const visit = enter(hash, options);
    const [begunAt, begunIn] = [Date.now(), era];
    try {
      known.delete(hash);
      const session = await ask(token);
      const found: Found = {
        session,
        admit(account) {
          accounts.set(hash, account);
          visit.giveBack?.();
          delete visit.giveBack;
        },
      };
      const until = Math.min(Date.parse(session.expires_at), begunAt + rememberedForMs);
      if (era === begunIn && !isEnding(session)) known.set(hash, { found, until });
      return found;
    } catch (error) {
      // One that was good has ended, so what was asked before is old.
      if (error instanceof Refusal && error.status === 401 && accounts.delete(hash)) era = {};
      throw error;
    } finally {
      visit.leave();
    }
  }

  const isEnding = ({ client_session_id, user_identity_id, user_identity_ids = [] }: KnownSession) =>
    [client_session_id, user_identity_id, ...user_identity_ids].some((id) => ending.has(id));

  return {
    async find(token, options) {
      const hash = await sha256(token);
      if (options.fresh) return lookUp(hash, token, options);
      const remembered = known.get(hash);
      // Past its end it is not remembered, so that Seam says how it ended, by Seam's own clock.
      if (remembered && remembered.until > Date.now()) return remembered.found;
      const joined = asked.get(hash);
      if (joined) return joined;
      const looking = lookUp(hash, token, options).finally(() => asked.delete(hash));
      asked.set(hash, looking);
      return looking;
    },

    noteChange(path, params) {
      if (!endings.has(path)) return;
      era = {};
      // All of them: which session came with an instant key is not known here.
      known.clear();
      asked.clear();
      for (const id of Object.values(params)) ending.set(id, undefined);
    },
  };
}

const messages: Readonly<Record<string, string>> = {
  client_session_expired: 'Unauthorized (client session expired)',
  client_session_revoked: 'Unauthorized (client session revoked)',
  client_session_not_found: 'Unauthorized (client session not found)',
  invalid_client_session_token: 'Invalid client session token',
};

const ended = (type: string) => new Refusal(401, type, messages[type]!);

/** Here a refusal by Seam is about the caller's token, not about the gateway's key. */
function endedOr(error: unknown): unknown {
  if (!isSeamError(error)) return error;
  const { status = 0, type = '' } = error;
  if (Object.hasOwn(messages, type)) return ended(type);
  return status >= 400 && status < 500 && status !== 429
    ? ended('invalid_client_session_token')
    : refusalOf(error);
}
