// Starts the examples in the same way as users do, each in a separate process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface Host {
  readonly url: string;
  /** Waits for the next line of output that matches the pattern. */
  line(pattern: RegExp): Promise<string>;
  stop(): Promise<void>;
}

/** The environment variables of an example. */
export type Settings = Record<'SEAM_API_KEY' | 'SEAM_ENDPOINT' | 'SESSION_SECRET' | 'APP_ORIGIN', string>;

const examples = path.resolve(import.meta.dirname, '../../examples/server');
const require = createRequire(path.join(examples, 'package.json'));

/** Starts an example that is a single file for Node. */
export const startFile = (file: string, settings: Settings): Promise<Host> =>
  start(process.execPath, ['--import', 'tsx', path.join(examples, file)], {
    env: { ...settings, PORT: '0' },
  });

/** Starts Next's production server. It builds a copy of the example, because Next writes into the source folder. */
export async function startNext(settings: Settings): Promise<Host> {
  const folder = mkdtempSync(path.join(tmpdir(), 'seam-next-'));
  for (const name of ['package.json', 'gateway.ts', 'session.ts', 'next'])
    cpSync(path.join(examples, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(examples, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  // `npm run check` checks the types. The root is set, because Next would guess it from lockfiles in other folders.
  const config = { typescript: { ignoreBuildErrors: true }, outputFileTracingRoot: folder };
  writeFileSync(path.join(folder, 'next/next.config.mjs'), `export default ${JSON.stringify(config)};`);

  const next = [require.resolve('next/dist/bin/next')];
  const options = { cwd: path.join(folder, 'next'), env: { NEXT_TELEMETRY_DISABLED: '1', ...settings } };
  // Webpack, because Turbopack does not follow symlinks out of its root, and `node_modules` is one here.
  await finished(process.execPath, [...next, 'build', '--webpack'], {
    ...options,
    env: { NEXT_TELEMETRY_DISABLED: '1' },
  });
  const host = await start(process.execPath, [...next, 'start', '--port', '0'], options);
  return { ...host, stop: () => host.stop().finally(() => rmSync(folder, { recursive: true })) };
}

/** Starts Cloudflare's runtime. The example is bundled in the same way as by Cloudflare's tool. */
export async function startWorker({ APP_ORIGIN: _, ...settings }: Settings): Promise<Host> {
  const folder = mkdtempSync(path.join(tmpdir(), 'seam-worker-'));
  const { build } = require('esbuild') as { build(options: object): Promise<unknown> };
  await build({
    entryPoints: [path.join(examples, 'worker.ts')],
    outfile: path.join(folder, 'worker.js'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
  });
  const bindings = Object.entries(settings).map(([name, text]) => `(name = "${name}", text = "${text}")`);
  writeFileSync(
    path.join(folder, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
     const config :Workerd.Config = (
       services = [
         (name = "main", worker = .worker),
         (name = "internet", network = (allow = ["private"])),
       ],
       sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
     );
     const worker :Workerd.Worker = (
       modules = [(name = "worker.js", esModule = embed "worker.js")],
       compatibilityDate = "2026-10-01",
       bindings = [${bindings.join(', ')}],
     );`,
  );
  const { default: workerd } = require('workerd') as { default: string };
  const host = await start(workerd, ['serve', path.join(folder, 'config.capnp'), '--control-fd=1']);
  return { ...host, stop: () => host.stop().finally(() => rmSync(folder, { recursive: true })) };
}

interface ProcessOptions {
  cwd?: string;
  env?: Record<string, string>;
}

/** Starts a process and waits for the line with its port. */
async function start(command: string, args: string[], options: ProcessOptions = {}): Promise<Host> {
  const { ended, stop, line } = run(command, args, options);
  const ready = await Promise.race([
    line(/localhost:\d+|"port":\d+/),
    ended.then((output) => Promise.reject(new Error(output))),
  ]);
  ended.catch(() => undefined);
  return { url: `http://127.0.0.1:${/(?:localhost|"port"):(\d+)/.exec(ready)![1]}`, line, stop };
}

async function finished(command: string, args: string[], options: ProcessOptions): Promise<void> {
  const { ended, child } = run(command, args, options);
  const output = await ended;
  if (child.exitCode !== 0) throw new Error(output);
}

function run(command: string, args: string[], { cwd, env }: ProcessOptions) {
  const child = spawn(command, args, {
    ...(cwd && { cwd }),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (text) => {
      lines.push(text);
      for (const look of waiting) look();
    });
  const exited = once(child, 'close');
  return {
    child,
    /** Its whole output. */
    ended: exited.then(() => lines.join('\n')),
    line: (pattern: RegExp) =>
      new Promise<string>((resolve) => {
        const look = () => {
          const at = lines.findIndex((text) => pattern.test(text));
          if (at === -1) return;
          waiting.delete(look);
          resolve(lines.splice(at, 1)[0]!);
        };
        waiting.add(look);
        look();
      }),
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
