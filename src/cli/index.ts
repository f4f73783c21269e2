#!/usr/bin/env node
import { addressHelp, CliError, type Command } from './command.js';
import { demoCommand } from './demo.js';
import { gatewayCommand } from './gateway.js';
import { sandboxCommand } from './sandbox.js';

const commands: Readonly<Record<string, Command>> = {
  demo: demoCommand,
  sandbox: sandboxCommand,
  gateway: gatewayCommand,
};

const [name = '', ...args] = process.argv.slice(2);

try {
  await main();
} catch (error) {
  const { message, exitCode } = explain(error);
  console.error(message);
  process.exitCode = exitCode;
}

async function main(): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command && args.includes('--help')) return console.log(help(command));
  if (command) {
    await command.run(args);
    // An unfinished request to Seam would keep the process alive.
    process.exit(0);
  }
  if (name === '--help') return console.log(overview());
  throw new CliError(`${name ? `There is no command ${name}.\n\n` : ''}${overview()}`);
}

function overview(): string {
  const lines = Object.entries(commands).map(([key, { summary }]) => `  ${key.padEnd(8)} ${summary}`);
  return `Usage: seam-admin-elements <command> [options]\n\n${lines.join('\n')}\n\nEach command has --help.`;
}

function help({ summary, options }: Command): string {
  const lines = [...addressHelp, ...options].map(([flag, meaning]) => `  ${flag.padEnd(20)}  ${meaning}`);
  return `Usage: seam-admin-elements ${name} [options]\n\n${summary}\n\n${lines.join('\n')}`;
}

function explain(error: unknown): { message: string; exitCode: number } {
  if (error instanceof CliError) return error;
  const { code, message, stack } = error as NodeJS.ErrnoException & { port?: number };
  const cannotListen: Record<string, string> = {
    EADDRINUSE: 'That port is taken. Choose another with --port, or 0 for any that is free.',
    EACCES: 'That port is not for everyone. Choose one above 1023 with --port.',
    EADDRNOTAVAIL: 'That host is not an address of this machine. Choose another with --host.',
    ENOTFOUND: 'There is no such host. Choose another with --host.',
  };
  return { message: cannotListen[code ?? ''] ?? stack ?? message, exitCode: 1 };
}
