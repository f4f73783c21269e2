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

/** The permissions for a removal. Both strategies need the same, because Seam's cascade deletes as much. */
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

/** Maximum number of running removals per caller. Each sends requests for minutes. */
const mostAtOnce = 10;
/** Some runtimes stop a request's work when its page has gone, without an error. The next request continues it. */
const silentForMs = 5 * 60_000;
/** How often the login is checked again while a page reads the stream. */
const letInForMs = 15_000;

/** A running removal. A second request for the same removal joins it. */
interface Running {
  readonly account: string;
  /** When it last sent a request. Milliseconds since 1970. */
  askedAt: number;
  /** The latest line. Each line is complete, so a slow page may skip earlier ones. */
  latest: object;
  isOver: boolean;
  /** Resolves when there is a newer line. */
  changed: Promise<void>;
}

/** Serves removals that continue after their request has ended. */
export function createRemovals(parts: Parts): (request: Request) => Promise<Response> {
  const underWay = new Map<string, Running>();
  /** Requests to Seam are charged, but the rate limit does not stop a removal halfway. */
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

/** Takes parameters that match the schema. @throws {Refusal} unless the caller may remove the person */
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

/** Each call goes through its row as if the page had sent it, so the scope applies to every step. */
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
  /** @throws {Refusal} if the caller may no longer read the progress */
  requireLogin(): Promise<void>;
  toLine(error: unknown): object;
  leave(): void;
}

/**
 * Streams the lines of a removal to one page. Each stream waits for the next line itself, because some runtimes do not
 * let one request write into the response of another. The stream counts as a running request until the removal ends,
 * the page leaves, or the login is no longer valid.
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

/** A missing login, another login, and a scope without the person are the same for the page: it must log in. */
const lostLogin = (error: unknown): unknown =>
  error instanceof Refusal && [401, 403, 404].includes(error.status) ? loginRequired() : error;

function errorLine(parts: Parts, request: Request, error: unknown): object {
  if (isSeamError(error))
    return { error: { type: error.type ?? error.kind, message: error.message }, ok: false };
  const { type, message } = asRefusal(parts, request, error);
  return { error: { type, message }, ok: false };
}
