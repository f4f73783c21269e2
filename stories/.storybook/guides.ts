import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = new URL('../../docs/guides/', import.meta.url);
const target = new URL('../guides/', import.meta.url);

/**
 * Storybook needs a file around each guide, which is plain Markdown. Writes these files at every start, and returns
 * their path.
 */
export function writeGuidePages(): string {
  const files = readdirSync(source).filter((file) => file.endsWith('.md'));
  const pages = Object.fromEntries(
    files.map((file) => [file, `guides-${file.slice(0, -'.md'.length)}--docs`]),
  );
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  for (const file of files) writeFileSync(new URL(`${file}x`, target), pageOf(file, pages));
  return `${fileURLToPath(target)}*.mdx`;
}

const pageOf = (file: string, pages: object) => `import { Meta } from '@storybook/addon-docs/blocks';
import { Guide } from ${JSON.stringify('../support/guide.js')};
import text from ${JSON.stringify(`../../docs/guides/${file}?raw`)};

<Meta id="guides-${file.slice(0, -'.md'.length)}" title="Guides/${titleOf(file)}" />

<Guide text={text} pages={${JSON.stringify(pages)}} />
`;

/**
 * Without quotation marks, because Storybook reads the title before it compiles; without slashes, which make folders.
 */
function titleOf(file: string): string {
  const [, title] = /^# ([^"/\n]+)$/m.exec(readFileSync(new URL(file, source), 'utf8')) ?? [];
  if (!title) throw new Error(`docs/guides/${file} has no title, or one with quotation marks or a slash.`);
  return title;
}
