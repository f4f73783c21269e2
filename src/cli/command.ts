import { parseArgs, type ParseArgsConfig } from 'node:util';

/** An error that the user can fix. The program prints only its message, without a stack trace. */
export class CliError extends Error {
  /** @param exitCode 2 for an invalid command, 1 for a valid command that failed */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 2,
  ) {
    super(message);
  }
}

export interface Command {
  readonly summary: string;
  /** The options for `--help`, without `--port` and `--host`, which every command has. */
  readonly options: readonly (readonly [flag: string, meaning: string])[];
  run(args: string[]): Promise<void>;
}

const addressOptions = {
  port: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
} as const;

export const addressHelp: Command['options'] = [
  ['--port <number>', 'where it listens; 0 picks a free port'],
  ['--host <name>', 'on which address (127.0.0.1)'],
];

type Values<Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: typeof addressOptions & Options }>
>['values'];

/** @throws {CliError} for unknown options and arguments */
export function parse<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: Options,
): Values<Options> {
  try {
    return parseArgs({ args, options: { ...addressOptions, ...options } }).values;
  } catch (error) {
    // After the first sentence Node adds advice for programmers.
    const [sentence] = (error as Error).message.split('. ');
    throw new CliError(`${sentence?.replace(/\.$/, '')}. --help lists what there is.`);
  }
}

export function parsePort(text: string, name = '--port'): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new CliError(`${name} is ${text}, but a port is a number from 0 to 65535. 0 picks a free one.`);
}

export function parseUrl(text: string, name: string): string {
  if (/^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '')) return text.replace(/\/+$/, '');
  throw new CliError(`${name} is ${text}, which is not a URL. It looks like https://connect.getseam.com.`);
}

/** Parses the origin of a page in the format that browsers send, without a path. */
export const parseOrigin = (text: string, name: string): string => new URL(parseUrl(text, name)).origin;

/** Waits for SIGINT (Ctrl-C) or SIGTERM. */
export async function untilStopped(): Promise<void> {
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}
