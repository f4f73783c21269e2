import { createSandbox, type Sandbox, type SandboxOptions } from '../sandbox/index.js';
import { serveSandbox } from '../sandbox/node.js';
import { CliError, parse, parseOrigin, parsePort, untilStopped, type Command } from './command.js';
import { keepIn } from './data-file.js';

const seeds = ['demo', 'empty'] as const;
const deletions = ['cascade', 'ordered'] as const;

export const sandboxCommand: Command = {
  summary:
    "Seam's API, emulated in memory on the real clock; prints its address and its keys, which are new each time",
  options: [
    ['--seed <demo|empty|number>', 'what is in it at first: the demo, nothing, or so many people (demo)'],
    [
      '--deletion <cascade|ordered>',
      "whether deleting a person takes all that is theirs along, as today's Seam does (cascade)",
    ],
    ['--data <file>', 'keeps what is in it across restarts, client sessions too, but not the keys it prints'],
    ['--allow-origin <url>', "a page's origin that may use it; can be given several times"],
  ],

  async run(args) {
    const given = parse(args, {
      seed: { type: 'string', default: 'demo' },
      deletion: { type: 'string', default: 'cascade' },
      data: { type: 'string' },
      'allow-origin': { type: 'string', multiple: true, default: [] },
    });
    const allowedOrigins = given['allow-origin'].map((text) => parseOrigin(text, '--allow-origin'));
    const sandbox = create({
      seed: /^\d+$/.test(given.seed)
        ? { user_identities: Number(given.seed) }
        : oneOf(seeds, given.seed, '--seed', ' or a number of people'),
      deletion: oneOf(deletions, given.deletion, '--deletion'),
      clock: 'real',
      credentials: 'random',
    });
    const save = given.data === undefined ? undefined : keepIn(given.data, sandbox);
    const served = await serveSandbox(
      {
        async fetch(request) {
          const response = await sandbox.fetch(request);
          // Saves before the response is sent, so that a change that a client knows is never lost.
          save?.();
          console.error(`${request.method} ${new URL(request.url).pathname} ${response.status}`);
          return response;
        },
      },
      { port: parsePort(given.port ?? '0'), host: given.host, allowedOrigins },
    );
    const { personalAccessToken } = sandbox;
    const { workspaceId, credentials } = sandbox.workspaces[0]!;
    console.log(JSON.stringify({ url: served.url, workspaceId, ...credentials, personalAccessToken }));
    await untilStopped();
    await served.close();
    save?.();
  },
};

function create(options: SandboxOptions): Sandbox {
  try {
    return createSandbox(options);
  } catch (error) {
    throw error instanceof RangeError ? new CliError(`--seed: ${error.message}`) : error;
  }
}

function oneOf<Name extends string>(names: readonly Name[], text: string, option: string, more = ''): Name {
  const found = names.find((name) => name === text);
  if (found) return found;
  throw new CliError(`${option} is ${text}, but it can be ${names.join(' or ')}${more}.`);
}
