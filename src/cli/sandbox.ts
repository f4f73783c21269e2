import { createSandbox } from '../sandbox/index.js';
import { serveSandbox } from '../sandbox/node.js';
import { CliError, parse, parsePort, untilStopped, type Command } from './command.js';

const seeds = ['demo', 'empty'] as const;

export const sandboxCommand: Command = {
  summary: "Seam's API, emulated in memory on the real clock",
  options: [['--seed <demo|empty>', 'what is in it at first (demo)']],

  async run(args) {
    const { port = '0', host, seed } = parse(args, { seed: { type: 'string', default: 'demo' } });
    const sandbox = createSandbox({ seed: parseSeed(seed), clock: 'real' });
    const served = await serveSandbox(
      {
        async fetch(request) {
          const response = await sandbox.fetch(request);
          console.error(`${request.method} ${new URL(request.url).pathname} ${response.status}`);
          return response;
        },
      },
      { port: parsePort(port), host },
    );
    console.log(JSON.stringify({ url: served.url, ...sandbox.credentials }));
    await untilStopped();
    await served.close();
  },
};

function parseSeed(text: string) {
  const seed = seeds.find((name) => name === text);
  if (seed) return seed;
  throw new CliError(`--seed is ${text}, but it can be ${seeds.join(' or ')}.`);
}
