import { createCall, type Call } from '../api/call.js';
import { isSeamError } from '../api/errors.js';
import type { JsonSchema } from '../api/schemas.gen.js';
import type { Permission } from '../api/permissions.js';
import { removalPermissions } from '../operations/removal-permissions.js';
import {
  removeUserIdentity,
  type RemovalParams,
  type RemovalProgress,
} from '../operations/remove-user-identity.js';
import { gatewayRemovalPath } from '../api/gateway-protocol.js';
import { noteParams } from './access/audit.js';
import type { Caller } from './access/authenticate.js';
import type { Fields } from './access/request-context.js';
import { checkAgainst } from './http/validate-request.js';
import { answerOf, loginRequired, notFound, notPermitted, Refusal } from './http/http-error.js';
import { reaches } from './access/scope.js';
import { asRefusal, attend, audited, carryOutRow, type Parts } from './handle-request.js';
import { rows } from './endpoints/index.js';

/** What a removal may come to, whatever its strategy: Seam's own cascade takes as much along. */
const needed: readonly Permission[] = ['user_identities.read', ...removalPermissions.ordered, 'events.read'];

const uuids: JsonSchema = { type: 'array', items: { type: 'string', format: 'uuid' } };
const paramsSchema: JsonSchema = {
  type: 'object',
  properties: {
    user_identity_id: { type: 'string', format: 'uuid' },
    strategy: { type: 'string', enum: ['ordered', 'cascade'] },
    unlink: uuids,
    skip: uuids,
  },
  required: ['user_identity_id'],
};

/** A caller may have so many removals under way; each is a chain of calls that lasts for minutes. */
const mostAtOnce = 10;
/** Some runtimes end the work of a request whose page has left, and tell nobody. Another one goes on with what is left. */
const silentForMs = 5 * 60_000;
/** While a page listens it must be let in: so often that is asked again. */
const letInForMs = 15_000;

/** A removal under way. Whoever asks for it again joins it. */
interface Running {
  readonly account: string;
  /** When it has last asked for something. */
  askedAt: number;
  /** Tells everything, so that a page that reads slowly may miss those before. */
  latest: object;
  isOver: boolean;
  /** Resolves when there is a later one. */
  changed: Promise<void>;
}

/** Serves removals that outlive the request that asks for them. */
export function createRemovals(parts: Parts): (request: Request) => Promise<Response> {
  const underWay = new Map<string, Running>();
  /** What it asks of Seam is charged, but nothing stops it halfway. */
  const goingOn: Parts = { ...parts, spend: (account) => parts.spend(account, { refuses: false }) };

  function start(key: string, request: Request, caller: Caller, params: RemovalParams): Running {
    let wake: () => void;
    const change = () => new Promise<void>((resolve) => (wake = resolve));
    const running: Running = {
      account: caller.account,
      askedAt: Date.now(),
      latest: { steps: [], isPaused: false } satisfies RemovalProgress,
      isOver: false,
      changed: change(),
    };
    const tell = (line: object) => {
      running.latest = line;
      wake();
      running.changed = change();
    };
    const end = (line: object) => {
      underWay.delete(key);
      running.isOver = true;
      tell(line);
    };
    underWay.set(key, running);
    const call = callAs(goingOn, request, caller, () => (running.askedAt = Date.now()));
    removeUserIdentity(call, params, { onProgress: tell }).then(
      (result) => end({ ...result, ok: true }),
      (error: unknown) => end(errorLine(parts, request, error)),
    );
    return running;
  }

  return (request) =>
    attend(
      parts,
      request,
      { fresh: true, change: gatewayRemovalPath },
      async (caller, given, trail, stay) => {
        checkAgainst(paramsSchema, given);
        noteParams(trail, given);
        const params = readParams(given, caller);
        const key = JSON.stringify([caller.tag, params]);
        for (const [key, { askedAt }] of underWay)
          if (Date.now() - askedAt >= silentForMs) underWay.delete(key);
        const ofCaller = [...underWay.values()].filter(({ account }) => account === caller.account);
        if (!underWay.has(key) && ofCaller.length >= mostAtOnce)
          throw new Refusal(429, 'rate_limited', 'Too many removals are under way.', { retryAfter: 10 });
        const running = underWay.get(key) ?? start(key, request, caller, params);
        trail.outcome = 'started';
        const requireLogin = async () => {
          const now = await parts.authenticate(request, { fresh: false });
          if (now.tag !== caller.tag) throw loginRequired();
          readParams(given, now);
        };
        const toLine = (error: unknown) => errorLine(parts, request, error);
        return new Response(linesOf(running, { requireLogin, toLine, leave: stay() }), {
          headers: {
            'content-type': 'application/x-ndjson',
            'cache-control': 'no-store',
            'x-content-type-options': 'nosniff',
          },
        });
      },
    );
}

/** @throws {Refusal} unless the caller may remove the person of checked parameters */
function readParams(given: Fields, { reach, session }: Caller): RemovalParams {
  const params = given as { user_identity_id: string } & Partial<RemovalParams>;
  const missing = [...needed, ...(params.unlink?.length ? (['acs_users.link'] as const) : [])].find(
    (permission) => !reach.permissions.has(permission),
  );
  if (missing) throw notPermitted(missing);
  if (!reaches(reach.userIdentities, params.user_identity_id)) throw notFound('user_identity');
  return {
    strategy: 'ordered',
    ...params,
    ...(session && { ownClientSessionId: session.client_session_id }),
  };
}

/** Each call goes through its row as if the page had sent it: what is not in scope stays out of reach. */
const callAs = (parts: Parts, request: Request, caller: Caller, onAsked: () => void): Call =>
  createCall({
    url: '',
    credentials: 'omit',
    headers: async () => ({}),
    fetch: async (path, init) => {
      onAsked();
      const row = rows.find(({ endpoint }) => endpoint.path === path)!;
      const params = JSON.parse(init!.body as string) as Fields;
      try {
        const change = row.endpoint.reads ? undefined : row.endpoint.path;
        return await audited(parts, request, caller, change, (trail) =>
          carryOutRow(parts, row, caller, params, trail, init!.signal!),
        );
      } catch (error) {
        return answerOf(asRefusal(parts, request, error));
      }
    },
  });

interface Listener {
  /** @throws {Refusal} where the caller may not hear of it any more */
  requireLogin(): Promise<void>;
  toLine(error: unknown): object;
  leave(): void;
}

/**
 * Each page waits for the next line by itself, and none is told of one: some runtimes let no request write into the
 * answer to another. It counts as a request until it has been told the end, has left, or is not let in any more.
 */
function linesOf(running: Running, { requireLogin, toLine, leave }: Listener): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let told: object | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasLeft = false;
  let refused: object | undefined;
  let refuse = () => {};
  const isRefused = new Promise<void>((resolve) => (refuse = resolve));

  function end() {
    clearTimeout(timer);
    if (!hasLeft) leave();
    hasLeft = true;
  }
  async function check() {
    if (Date.now() - running.askedAt >= silentForMs) throw hasStopped();
    await requireLogin();
  }
  function watch() {
    timer = setTimeout(() => {
      check().then(
        () => (running.isOver ? end() : !hasLeft && watch()),
        (error: unknown) => {
          refused = toLine(lostLogin(error));
          end();
          refuse();
        },
      );
    }, letInForMs);
  }

  return new ReadableStream({
    start: watch,
    async pull(page) {
      if (told === running.latest && !refused) await Promise.race([running.changed, isRefused]);
      told = refused ?? running.latest;
      page.enqueue(encoder.encode(`${JSON.stringify(told)}\n`));
      if (!refused && !running.isOver) return;
      end();
      page.close();
    },
    cancel: end,
  });
}

const hasStopped = () =>
  new Refusal(504, 'removal_stopped', 'The removal has stopped. Ask for it again to go on.');

/** No login, another one, and one that the person is not for any more are the same to the page. */
const lostLogin = (error: unknown): unknown =>
  error instanceof Refusal && [401, 403, 404].includes(error.status) ? loginRequired() : error;

function errorLine(parts: Parts, request: Request, error: unknown): object {
  if (isSeamError(error))
    return { error: { type: error.type ?? error.kind, message: error.message }, ok: false };
  const { type, message } = asRefusal(parts, request, error);
  return { error: { type, message }, ok: false };
}
