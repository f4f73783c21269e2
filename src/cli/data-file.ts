import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Sandbox } from '../sandbox/index.js';
import { CliError } from './command.js';

type Kept = Pick<Sandbox, 'snapshot' | 'restore'>;

/**
 * Puts what the file holds into the sandbox; where there is no file yet, the sandbox stays as it is.
 * @returns writes the file anew if anything has changed since, whole or not at all
 * @throws {CliError} where the file cannot be read, or holds something else
 */
export function keepIn(file: string, sandbox: Kept): () => void {
  const held = readIfThere(file);
  if (held !== undefined) restore(file, held, sandbox);
  let written = held;
  return () => {
    const now = JSON.stringify(sandbox.snapshot());
    if (now === written) return;
    // Renaming is one act: a crash in the middle of writing leaves the file as it was.
    // There are tokens in it.
    writeFileSync(`${file}.new`, now, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    written = now;
  };
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new CliError(`--data is ${file}, which cannot be read.`, 1);
  }
}

function restore(file: string, held: string, sandbox: Kept): void {
  try {
    sandbox.restore(JSON.parse(held));
  } catch {
    throw new CliError(`--data is ${file}, which holds no sandbox. Name another file, or remove it.`, 1);
  }
}
