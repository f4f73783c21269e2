// What the gateway costs beside a bare Hono proxy: time added to a call, requests per second of one core, memory.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { circumstances, median, report, spread, table } from '../results.js';
import type { Asked } from './server.js';

const rounds = 9;
const oneByOne = 400;
const atOnce = 16;
const many = 1500;
const sessions = 10_000;

interface Server {
  readonly process: ChildProcess;
  readonly url: string;
}

interface Call {
  readonly name: string;
  readonly path: string;
  readonly params: object;
  readonly headers: Record<string, string>;
}

const token = (number: number) => `seam_cst1bench_${`${number}`.padStart(12, '0')}`;

const calls: readonly Call[] = [
  {
    name: 'one person, by a client session',
    path: '/user_identities/get',
    params: { user_identity_id: '00000000-0000-4000-8000-000000000000' },
    headers: { authorization: `Bearer ${token(0)}` },
  },
  {
    name: "50 people, by the host's login",
    path: '/user_identities/list',
    params: {},
    headers: {},
  },
];

const agent = new Agent({ keepAlive: true, maxSockets: atOnce });

const upstream = await start('upstream');
const proxy = await start('proxy', upstream.url);
const jsonProxy = await start('jsonProxy', upstream.url);
const gateway = await start('gateway', upstream.url);

const found = [];
for (const call of calls) found.push(await compare(call));
const memory = await measureMemory();

report(
  'Gateway',
  `${circumstances(['hono', '@hono/node-server'])}
${rounds} rounds, contenders in turn within each; medians, and in brackets the least and the most. "Proxy" is \`hono/proxy\` on Node with the API key put in; it passes bytes on unread. "JSON proxy" parses and writes request and answer, and checks nothing: what looking into them takes at least. All ask the same upstream, which answers at once. The gateway's scope is warm. Added is the time of a call less that of the same call to the upstream itself, one at a time; requests per second of a core are requests over the processor time of the server, ${atOnce} at once.

${table(
  [
    'call',
    'time added, gateway : proxy',
    'time added, JSON proxy : proxy',
    'whole time, gateway : proxy',
    'gateway adds, ms',
    'JSON proxy adds, ms',
    'proxy adds, ms',
    'gateway, requests/s of a core',
    'JSON proxy, requests/s of a core',
    'proxy, requests/s of a core',
  ],
  found,
)}

Memory: ${memory}`,
);
for (const server of [upstream, proxy, jsonProxy, gateway]) server.process.disconnect();
agent.destroy();

async function compare(call: Call): Promise<string[]> {
  const contenders = { upstream, proxy, jsonProxy, gateway };
  const names = Object.keys(contenders) as (keyof typeof contenders)[];
  const taken = { upstream: [], proxy: [], jsonProxy: [], gateway: [] } as Record<
    keyof typeof contenders,
    number[]
  >;
  const rates = { upstream: [], proxy: [], jsonProxy: [], gateway: [] } as typeof taken;
  for (let round = -1; round < rounds; round++)
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round + names.length) % names.length]!;
      const time = await timeOfOne(contenders[name], call);
      const rate = await requestsPerCoreSecond(contenders[name], call);
      // The first round is for the compilers.
      if (round < 0) continue;
      taken[name].push(time);
      rates[name].push(rate);
    }
  const added = (name: 'proxy' | 'jsonProxy' | 'gateway') =>
    taken[name].map((time, round) => time - taken.upstream[round]!);
  const ratio = (times: number[], others: number[]) =>
    spread(
      times.map((time, round) => time / others[round]!),
      2,
    );
  return [
    call.name,
    `**${ratio(added('gateway'), added('proxy'))}**`,
    ratio(added('jsonProxy'), added('proxy')),
    ratio(taken.gateway, taken.proxy),
    ...(['gateway', 'jsonProxy', 'proxy'] as const).map((name) => spread(added(name), 3)),
    ...(['gateway', 'jsonProxy', 'proxy'] as const).map((name) => spread(rates[name], 0)),
  ];
}

/** Milliseconds, the median. */
async function timeOfOne(server: Server, call: Call): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < oneByOne; count++) {
    const start = performance.now();
    await send(server, call);
    times.push(performance.now() - start);
  }
  return median(times);
}

async function requestsPerCoreSecond(server: Server, call: Call): Promise<number> {
  const before = await ask(server, 'usage');
  let left = many;
  const work = async () => {
    while (left-- > 0) await send(server, call);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return many / (((await ask(server, 'usage')) - before) / 1e6);
}

async function measureMemory(): Promise<string> {
  const heaps = [await ask(gateway, 'heap')];
  for (const first of [1, 1 + sessions]) {
    for (let number = first; number < first + sessions; number += atOnce)
      await Promise.all(
        Array.from({ length: Math.min(atOnce, first + sessions - number) }, (_, index) =>
          send(gateway, {
            ...calls[0]!,
            path: '/gateway/session/get',
            params: {},
            headers: { authorization: `Bearer ${token(number + index)}` },
          }),
        ),
      );
    heaps.push(await ask(gateway, 'heap'));
  }
  const [before, after, afterMore] = heaps.map((bytes) => bytes / 2 ** 20) as [number, number, number];
  return `heap of ${before.toFixed(1)} MB before, ${after.toFixed(1)} MB after ${sessions} further sessions, ${afterMore.toFixed(1)} MB after ${sessions} more.`;
}

async function send({ url }: Server, { path: target, params, headers }: Call): Promise<void> {
  const body = JSON.stringify(params);
  const request = httpRequest(url + target, {
    agent,
    method: 'POST',
    headers: {
      // The upstream itself wants one, too.
      authorization: 'Basic bench',
      'content-type': 'application/json',
      'content-length': body.length,
      'seam-gateway': '1',
      ...headers,
    },
  }).end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  if (response.statusCode !== 200) throw new Error(`${url}${target} answered ${response.statusCode}.`);
}

async function start(role: string, ...args: string[]): Promise<Server> {
  const file = path.join(import.meta.dirname, 'server.ts');
  const child = fork(file, [role, ...args], { execArgv: ['--expose-gc', '--import', 'tsx'] });
  const [url] = (await once(child, 'message')) as [string];
  return { process: child, url };
}

async function ask({ process: child }: Server, asked: Asked): Promise<number> {
  child.send(asked);
  const [answer] = (await once(child, 'message')) as [number];
  return answer;
}
