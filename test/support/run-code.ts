import { readFileSync } from 'node:fs';

/** The code blocks under a heading of a Markdown file, without their imports. */
export function blocksOf(file: string, heading: string): string[] {
  const sections = readFileSync(file, 'utf8').split(/^#+ /m);
  const section = sections.find((text) => text.startsWith(`${heading}\n`));
  if (!section) throw new Error(`${file} has no heading ${heading}`);
  return [...section.matchAll(/```js\n(.*?)```/gs)].map(([, code = '']) =>
    code.replace(/^(import .*|await import\(.*)\n/gm, ''),
  );
}

/** Runs code as it stands, with what it takes for given; it may declare a name that is also given. */
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
