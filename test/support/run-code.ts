import { readFileSync } from 'node:fs';

/** Returns the code blocks under a heading of a Markdown file, without their imports. */
export function blocksOf(file: string, heading: string): string[] {
  const sections = readFileSync(file, 'utf8').split(/^#+ /m);
  const section = sections.find((text) => text.startsWith(`${heading}\n`));
  if (!section) throw new Error(`${file} has no heading ${heading}`);
  return [...section.matchAll(/```js\n(.*?)```/gs)].map(([, code = '']) =>
    code.replace(/^(import .*|await import\(.*)\n/gm, ''),
  );
}

/** Runs code unchanged, with the given values as variables. The code may declare a variable of the same name. */
export async function runCode(code: string, given: Record<string, unknown>): Promise<void> {
  const AsyncFunction = (async () => {}).constructor as new (
    ...parts: string[]
  ) => (...values: unknown[]) => Promise<void>;
  const used = Object.entries(given).filter(
    ([key]) =>
      new RegExp(`\\b${key}\\b`).test(code) && !new RegExp(`const (\\{[^}]*\\b)?${key}\\b`).test(code),
  );
  await new AsyncFunction(...used.map(([key]) => key), code)(...used.map(([, value]) => value));
}
