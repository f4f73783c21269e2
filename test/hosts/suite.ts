// One suite for every server framework that the gateway can run in, over real HTTP.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, beforeEach, describe, it } from 'node:test';
import { serializeSigned } from 'hono/utils/cookie';
import { gatewayRemovalPath } from '../../src/api/gateway-protocol.js';
import { serveSandbox, type ServedSandbox } from '../../src/sandbox/node.js';
import { bearer, createWorld, type World } from '../gateway/support.js';
import type { Host, Settings } from './start.js';

const secret = 'what the cookies of this host are signed with';
const appOrigin = 'https://admin.example.com';

interface Kind {
  start(settings: Settings): Promise<Host>;
  /** Whether the server changes `/x/../y` to `/y` before the gateway gets the path. */
  tidiesPaths?: boolean;
  /** Whether its own origin is the URL of the request, not {@link appOrigin}. */
  knowsItsOrigin?: boolean;
  /** Whether it continues to read when the page has gone, because the runtime does not report that. */
  readsOn?: boolean;
}

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
  error: string | undefined;
}

export function hostSuite(name: string, kind: Kind): void {
  describe(`The gateway in ${name}`, { concurrency: false }, () => {
    let world: World;
    let seam: ServedSandbox;
    let host: Host;
    let cookie: string;
    /** The paths of all requests that reached Seam. */
    let reached: string[];
    /** Runs before Seam handles a request. */
    let onReached: ((path: string, request: Request) => void | Promise<void>) | undefined;

    before(async () => {
      world = await createWorld();
      seam = await serveSandbox({
        async fetch(request) {
          const { pathname } = new URL(request.url);
          reached.push(pathname);
          await onReached?.(pathname, request);
          return world.sandbox.fetch(request);
        },
      });
      cookie = await serializeSigned('session', 'ada', secret);
      host = await kind.start({
        SEAM_API_KEY: world.sandbox.credentials.apiKey,
        SEAM_ENDPOINT: seam.url,
        SESSION_SECRET: secret,
        APP_ORIGIN: appOrigin,
      });
    });
    beforeEach(() => {
      reached = [];
      onReached = undefined;
    });
    after(async () => {
      await host?.stop();
      await seam?.close();
    });

    const begin = (path: string, { method = 'POST', headers = {}, body }: Sent = {}): ClientRequest => {
      const { hostname, port } = new URL(host.url);
      const sent = method === 'GET' || method === 'HEAD' ? '' : (body ?? '{}');
      return httpRequest({
        hostname,
        port,
        path,
        method,
        agent: false,
        headers: {
          'content-type': 'application/json',
          'seam-gateway': '1',
          'content-length': Buffer.byteLength(sent),
          ...headers,
        },
      }).end(sent);
    };
    const send = async (path: string, sent?: Sent): Promise<Answer> => {
      const [response] = (await once(begin(path, sent), 'response')) as [IncomingMessage];
      const body = await text(response);
      return {
        status: response.statusCode!,
        headers: response.headers,
        text: body,
        error: /^{"error":{"type":"(\w+)"/.exec(body)?.[1],
      };
    };
    const asAdministrator = (path: string, params: object = {}, sent: Sent = {}) =>
      send(path, { body: JSON.stringify(params), ...sent, headers: { cookie, ...sent.headers } });
    const asPerson = (path: string, params: object = {}) =>
      send(path, { body: JSON.stringify(params), headers: bearer(world.a.token) });

    it('reports its health without a request to Seam', async () => {
      const { status, text, headers } = await send('/seam/gateway/health', { method: 'GET' });
      assert.deepEqual([status, text], [200, '{"ok":true}']);
      assert.equal(headers['cache-control'], 'no-store');
      assert.deepEqual(reached, []);
    });

    it('identifies the administrator by the login of the host', async () => {
      const { status, text } = await asAdministrator('/seam/gateway/session/get');
      assert.equal(status, 200);
      const { user_identity_ids, caller } = JSON.parse(text) as Record<string, unknown>;
      assert.equal(user_identity_ids, 'all');
      assert.match(caller as string, /^[\w-]{22}$/);
      const forged = cookie.replace('ada', 'eve');
      for (const headers of [{}, { cookie: forged }, { cookie: 'session=ada' }]) {
        const answer = await send('/seam/gateway/session/get', { headers });
        assert.deepEqual([answer.status, answer.error], [401, 'gateway_login_required']);
      }
    });

    it('identifies a person by the client session, and shows no other person', async () => {
      const session = await asPerson('/seam/gateway/session/get');
      const { user_identity_ids } = JSON.parse(session.text) as { user_identity_ids: string[] };
      assert.deepEqual(user_identity_ids, [world.a.id]);
      const { text } = await asPerson('/seam/user_identities/list');
      const { user_identities } = JSON.parse(text) as { user_identities: { user_identity_id: string }[] };
      assert.deepEqual(
        user_identities.map(({ user_identity_id }) => user_identity_id),
        [world.a.id],
      );
    });

    it('does not accept an API key as a login', async () => {
      const { apiKey } = world.sandbox.credentials;
      const answer = await send('/seam/user_identities/list', { headers: bearer(apiKey) });
      assert.equal(answer.status, 401);
      assert.ok(!answer.text.includes(apiKey));
      assert.deepEqual(reached, []);
    });

    it('responds to a foreign id exactly as to an unknown id', async () => {
      const [foreign, unknown] = await Promise.all(
        [world.b.id, randomUUID()].map((id) =>
          asPerson('/seam/user_identities/get', { user_identity_id: id }),
        ),
      );
      assert.equal(foreign!.status, 404);
      assert.deepEqual(comparable(foreign!), comparable(unknown!));
    });

    it('makes a change and logs it in the audit record', async () => {
      const params = { user_identity_id: world.b.id, full_name: 'Changed' };
      const { status, headers } = await asAdministrator('/seam/user_identities/update', params);
      assert.equal(status, 200);
      const line = await host.line(/"operation":"\/user_identities\/update"/);
      const { caller, outcome, ids, requestId } = JSON.parse(line) as Record<string, unknown>;
      assert.deepEqual(
        { caller, outcome, ids, requestId },
        {
          caller: 'ada',
          outcome: 'done',
          ids: { user_identity_id: world.b.id },
          requestId: headers['seam-request-id'],
        },
      );
      assert.doesNotMatch(line, /Changed/);
    });

    it('accepts only POST', async () => {
      for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']) {
        const { status } = await asAdministrator('/seam/user_identities/list', {}, { method });
        assert.equal(status, 405, method);
      }
      assert.deepEqual(reached, []);
    });

    it('requires its header', async () => {
      const answer = await asAdministrator(
        '/seam/user_identities/list',
        {},
        { headers: { 'seam-gateway': '0' } },
      );
      assert.deepEqual([answer.status, answer.error], [403, 'gateway_header_required']);
      assert.deepEqual(reached, []);
    });

    it('accepts only pages of its own origin', async () => {
      const origin = kind.knowsItsOrigin === true ? host.url : appOrigin;
      const own = await asAdministrator('/seam/gateway/session/get', {}, { headers: { origin } });
      assert.equal(own.status, 200);
      for (const other of ['https://evil.example', `${origin}.evil.example`, 'null']) {
        const answer = await asAdministrator('/seam/gateway/session/get', {}, { headers: { origin: other } });
        assert.deepEqual([answer.status, answer.error], [403, 'origin_not_allowed'], other);
        assert.equal(answer.headers['access-control-allow-origin'], undefined);
      }
      const { status } = await asAdministrator(
        '/seam/gateway/session/get',
        {},
        { headers: { 'sec-fetch-site': 'cross-site' } },
      );
      assert.equal(status, 403);
    });

    it('accepts the preflight request of its own page', async () => {
      const { status, headers } = await send('/seam/user_identities/list', {
        method: 'OPTIONS',
        headers: {
          origin: kind.knowsItsOrigin === true ? host.url : appOrigin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type, seam-gateway',
        },
      });
      assert.deepEqual(
        [status, headers['access-control-allow-methods'], headers['access-control-allow-headers']],
        [204, 'POST', 'content-type, seam-gateway'],
      );
    });

    it('rejects a long body', async () => {
      const body = JSON.stringify({ search: 'a'.repeat(70_000) });
      const answer = await asAdministrator('/seam/user_identities/list', {}, { body });
      assert.deepEqual([answer.status, answer.error], [413, 'payload_too_large']);
      assert.deepEqual(reached, []);
    });

    it('handles only paths under its prefix', async () => {
      for (const path of [
        '/user_identities/list',
        '/seamy/user_identities/list',
        '/x/seam/user_identities/list',
      ])
        assert.equal((await asAdministrator(path)).status, 404, path);
      assert.deepEqual(reached, []);
    });

    for (const path of [
      '/seam//user_identities/list',
      '//seam/user_identities/list',
      '/seam/user_identities/list/',
      '/seam/%75ser_identities/list',
      '/%73eam/user_identities/list',
      '/seam/user_identities%2flist',
      '/seam/user_identities/list%00',
      '/seam/user_identities/list;x=y',
      '/seam/..;/seam/user_identities/list',
      '/SEAM/user_identities/list',
      '/seam/USER_IDENTITIES/LIST',
      '/seam/acs/systems/list/../../../workspaces/%67et',
      `/seam/${'a'.repeat(5000)}`,
    ])
      it(`does not handle ${path.slice(0, 60)}`, async () => {
        const { status } = await asAdministrator(path);
        assert.ok([400, 404, 308].includes(status), String(status));
        assert.deepEqual(reached, []);
      });

    for (const path of [
      '/seam/x/../user_identities/list',
      '/x/../seam/user_identities/list',
      '/seam/x/%2e%2e/user_identities/list',
      '/seam/./user_identities/list',
      '/seam/x\\..\\user_identities\\list',
    ])
      it(`handles ${path} only if the server changes it to a valid path`, async () => {
        const answer = await asAdministrator(path);
        if (kind.tidiesPaths === true && answer.status === 200)
          assert.equal(answer.text, (await asAdministrator('/seam/user_identities/list')).text);
        else {
          assert.ok([400, 404, 308].includes(answer.status), String(answer.status));
          assert.deepEqual(reached, []);
        }
      });

    it('finishes a change when the page has gone', async () => {
      const updating = new Promise<() => void>((resolve) => {
        onReached = (path) =>
          path === '/user_identities/update' ? new Promise((goOn) => resolve(goOn)) : undefined;
      });
      const params = { user_identity_id: world.a.id, full_name: 'Left alone' };
      const request = begin('/seam/user_identities/update', {
        headers: { cookie },
        body: JSON.stringify(params),
      });
      const goOn = await updating;
      await leave(request);
      // After the response to another caller, the host must have noticed that the page has gone.
      assert.equal((await asPerson('/seam/user_identities/list')).status, 200);
      goOn();
      const line = await host.line(/"operation":"\/user_identities\/update"/);
      assert.equal((JSON.parse(line) as { outcome: string }).outcome, 'done');
    });

    it('finishes a removal when the page has gone, and lets another page join it', async () => {
      const { user_identity } = await world.seam('/user_identities/create', { full_name: 'Leaving' });
      const { user_identity_id } = user_identity as { user_identity_id: string };
      await world.seam('/client_sessions/create', { user_identity_id });
      const sent = { headers: { cookie }, body: JSON.stringify({ user_identity_id }) };
      const removing = new Promise<() => void>((resolve) => {
        onReached = (path) => {
          world.sandbox.clock.advance(5000);
          return path === '/client_sessions/delete' ? new Promise((goOn) => resolve(goOn)) : undefined;
        };
      });
      const request = begin(`/seam${gatewayRemovalPath}`, sent);
      await once(request, 'response');
      const joined = begin(`/seam${gatewayRemovalPath}`, sent);
      const [answer] = (await once(joined, 'response')) as [IncomingMessage];
      const goOn = await removing;
      await leave(request);
      goOn();
      assert.match((await text(answer)).split('\n').at(-2)!, /"outcome":"removed"/);
      await host.line(/"operation":"\/user_identities\/delete".*"outcome":"done"/);
      assert.equal(reached.filter((path) => path === '/user_identities/delete').length, 1);
    });

    it('finishes a removal when no page waits for it', async () => {
      const { user_identity } = await world.seam('/user_identities/create', { full_name: 'Forgotten' });
      const { user_identity_id } = user_identity as { user_identity_id: string };
      const removing = new Promise<() => void>((resolve) => {
        onReached = (path) =>
          path === '/user_identities/delete' ? new Promise((goOn) => resolve(goOn)) : undefined;
      });
      const body = JSON.stringify({ user_identity_id });
      const request = begin(`/seam${gatewayRemovalPath}`, { headers: { cookie }, body });
      const goOn = await removing;
      await leave(request);
      assert.equal((await asPerson('/seam/user_identities/list')).status, 200);
      goOn();
      await host.line(/"operation":"\/user_identities\/delete".*"outcome":"done"/);
    });

    it('loads a client session once for all waiting requests', async () => {
      const { client_session } = await world.seam('/client_sessions/create', {
        user_identity_id: world.a.id,
      });
      const headers = bearer((client_session as { token: string }).token);
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => send('/seam/user_identities/list', { headers })),
      );
      assert.ok(answers.every(({ status }) => status === 200));
      assert.equal(reached.filter((path) => path === '/client_sessions/get').length, 1);
    });

    if (kind.readsOn !== true)
      it('stops reading when the page has gone', async () => {
        const reading = new Promise<Request>((resolve) => {
          onReached = (path, request) =>
            path === '/user_identities/list' ? new Promise(() => resolve(request)) : undefined;
        });
        const request = begin('/seam/user_identities/list', { headers: { cookie } });
        const { signal } = await reading;
        await leave(request);
        if (!signal.aborted) await once(signal, 'abort');
        onReached = undefined;
        assert.equal((await asAdministrator('/seam/user_identities/list')).status, 200);
      });
  });
}

const leave = (request: ClientRequest): Promise<unknown> =>
  new Promise((resolve) => {
    request
      .on('error', () => undefined)
      .on('close', resolve)
      .destroy();
  });

/** Removes the headers that differ in every response. */
function comparable({ status, headers, text }: Answer) {
  const { date: _, 'seam-request-id': __, ...rest } = headers;
  return { status, headers: rest, text };
}
