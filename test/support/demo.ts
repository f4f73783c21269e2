import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The demo of `npm start`, with made-up data, on a free port. */
export interface Demo {
  /** The printed address of the dashboard, with the secret. */
  readonly url: string;
  /** Stops the demo as Ctrl+C does. @returns its exit code */
  stop(): Promise<number>;
}

export async function startDemo(): Promise<Demo> {
  const demo = spawn(process.execPath, ['dist/cli/index.js', 'demo', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SEAM_API_KEY: '' },
  });
  const [line] = (await once(createInterface(demo.stdout), 'line')) as [string];
  const url = /^Dashboard: (http:\/\/127\.0\.0\.1:\d+\/#[0-9a-f]{32})$/.exec(line)?.[1];
  if (!url) throw new Error(`The demo began with “${line}”.`);
  return {
    url,
    async stop() {
      const ended = once(demo, 'exit') as Promise<[number]>;
      demo.kill('SIGINT');
      const [code] = await ended;
      return code;
    },
  };
}
