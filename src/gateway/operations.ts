import { createCall, type Call } from '../api/call.js';
import { isSeamError } from '../api/errors.js';
import type { JsonSchema } from '../api/schemas.gen.js';
import type { Permission } from '../api/permissions.js';
import {
  removeUserIdentity,
  type RemovalParams,
  type RemovalProgress,
} from '../operations/remove-user-identity.js';
import { gatewayRemovalPath } from '../api/gateway.js';
import { noteParams } from './audit.js';
import type { Caller } from './authenticate.js';
import type { Fields } from './errand.js';
import { checkAgainst } from './input.js';
import { answerOf, notFound, notPermitted, Refusal } from './refusal.js';
import { reaches } from './scope.js';
import { asRefusal, attend, audited, carryOutRow, type Parts } from './serve.js';
import { rows } from './table.js';

/** What a removal may come to, whatever its strategy: Seam's own cascade takes as much along. */
const needed: readonly Permission[] = [
  'user_identities.read',
  'user_identities.delete',
  'client_sessions.read',
  'client_sessions.revoke',
  'acs_users.read',
  'acs_users.delete',
  'credentials.read',
  'credentials.delete',
  'enrollment_automations.read',
  'enrollment_automations.delete',
  'phones.read',
  'phones.deactivate',
  'events.read',
];

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

/** A removal under way. Whoever asks for it again joins it. */
interface Running {
  readonly caller: string;
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

  function start(key: string, request: Request, caller: Caller, params: RemovalParams): Running {
    let wake: () => void;
    const change = () => new Promise<void>((resolve) => (wake = resolve));
    const running: Running = {
      caller: caller.tag,
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
    const call = callAs(parts, request, caller, () => (running.askedAt = Date.now()));
    removeUserIdentity(call, params, { onProgress: tell }).then(
      (result) => end({ ...result, ok: true }),
      (error: unknown) => end(errorLine(parts, request, error)),
    );
    return running;
  }

  return (request) =>
    attend(parts, request, { fresh: true, change: gatewayRemovalPath }, async (caller, given, trail) => {
      noteParams(trail, given);
      const params = readParams(given, caller);
      const key = JSON.stringify([caller.tag, params]);
      for (const [key, { askedAt }] of underWay)
        if (Date.now() - askedAt >= silentForMs) underWay.delete(key);
      const ofCaller = [...underWay.values()].filter((running) => running.caller === caller.tag);
      if (!underWay.has(key) && ofCaller.length >= mostAtOnce)
        throw new Refusal(429, 'rate_limited', 'Too many removals are under way.', { retryAfter: 10 });
      const running = underWay.get(key) ?? start(key, request, caller, params);
      trail.outcome = 'started';
      return new Response(linesOf(running), {
        headers: {
          'content-type': 'application/x-ndjson',
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        },
      });
    });
}

/** @throws {Refusal} */
function readParams(given: Fields, { reach, session }: Caller): RemovalParams {
  checkAgainst(paramsSchema, given);
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

/**
 * Each page waits for the next line by itself, and none is told of one: some runtimes let no request write into the
 * answer to another.
 */
function linesOf(running: Running): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let told: object | undefined;
  return new ReadableStream({
    async pull(page) {
      if (told === running.latest) await running.changed;
      told = running.latest;
      page.enqueue(encoder.encode(`${JSON.stringify(told)}\n`));
      if (running.isOver) page.close();
    },
  });
}

function errorLine(parts: Parts, request: Request, error: unknown): object {
  if (isSeamError(error))
    return { error: { type: error.type ?? error.kind, message: error.message }, ok: false };
  const { type, message } = asRefusal(parts, request, error);
  return { error: { type, message }, ok: false };
}
