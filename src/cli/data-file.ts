import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Sandbox } from '../sandbox/index.js';
import { CliError } from './command.js';

type Kept = Pick<Sandbox, 'snapshot' | 'restore'>;

/**
 * Restores a sandbox from a file. If the file does not exist, the sandbox does not change.
 * @returns a function that writes the file if the data has changed; a crash never leaves an incomplete file
 * @throws {CliError} if the file cannot be read, or is not a snapshot
 */
export function keepIn(file: string, sandbox: Kept): () => void {
  const held = readIfThere(file);
  if (held !== undefined) restore(file, held, sandbox);
  let written = held;
  return () => {
    const now = JSON.stringify(sandbox.snapshot());
    if (now === written) return;
    // A rename is atomic, so a crash during the write leaves the old file.
    // Only the owner may read the file, because it contains tokens.
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
