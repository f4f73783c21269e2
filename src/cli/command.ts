import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Something the person at the keyboard can put right: told in one sentence, without a stack. */
export class CliError extends Error {
  /** 2 for a command that makes no sense, 1 for one that could not be carried out. */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 2,
  ) {
    super(message);
  }
}

export interface Command {
  readonly summary: string;
  /** For `--help`; the address comes by itself. */
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

/** @throws {CliError} for what it does not know */
export function parse<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: Options,
): Values<Options> {
  try {
    return parseArgs({ args, options: { ...addressOptions, ...options } }).values;
  } catch (error) {
    // Node adds advice for programmers after the first sentence.
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

/** The origin of a page, as browsers send it: without a path. */
export const parseOrigin = (text: string, name: string): string => new URL(parseUrl(text, name)).origin;

/** Waits for Ctrl-C, or whatever else asks the process to end. */
export async function untilStopped(): Promise<void> {
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}
