// `npm run size`: what a page loads, against the limits in size.json. `npm run size -- --save` writes today's
// sizes there, so that the next run can tell what grew.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { PlainError, root, run, say, setup } from './setup.mjs';

const file = new URL('size.json', import.meta.url);

async function main() {
  setup();
  const { limits, sizes: before } = JSON.parse(readFileSync(file, 'utf8'));
  const rows = await measure();
  const limitOf = ({ name, kind }) => limits[name] ?? limits[kind];
  console.table(
    Object.fromEntries(
      rows.map((row) => [
        row.name,
        {
          'gzip kB': kB(row.gzip),
          limit: limitOf(row),
          'since saved': since(row.gzip, before[row.name]),
          'brotli kB': kB(row.brotli),
        },
      ]),
    ),
  );
  if (process.argv.includes('--save')) {
    const sizes = Object.fromEntries(rows.map(({ name, gzip }) => [name, gzip]));
    writeFileSync(file, `${JSON.stringify({ limits, sizes }, null, 2)}\n`);
  }
  const tooBig = rows.filter((row) => row.gzip > limitOf(row) * 1000);
  for (const row of tooBig) say(complaint(row, limitOf(row), before[row.name]));
  if (tooBig.length > 0)
    throw new PlainError(
      `${tooBig.length} too big. Take out what is not needed, load what is rarely needed with import() when it is, or move what only some elements need out of what all of them share. The limits are promises to the pages that embed us: raise one in scripts/size.json only with a reason.`,
    );
}

/** @returns rows of { name, kind, gzip, brotli, modules } */
async function measure() {
  const tags = readdirSync(path.join(root, 'src/elements'))
    .filter((name) => /^seam-.*\.ts$/.test(name))
    .map((name) => name.slice(0, -'.ts'.length));
  const suite = await bundle(tags);
  const rows = [{ ...suite.script, name: 'the whole suite', kind: 'suite' }];
  for (const tag of tags)
    rows.push({ ...(await bundle([tag])).script, name: `${tag} alone`, kind: 'first element' });
  for (const tag of tags) {
    const without = (await bundle(tags.filter((other) => other !== tag))).script;
    rows.push({
      name: `${tag} beside the others`,
      kind: 'further element',
      ...difference(suite.script, without),
    });
  }
  return [...rows, ...suite.parts];
}

/** The file for a script tag as it would be with these elements and no others, and what it fetches later. */
async function bundle(tags) {
  const { build } = await import('vite');
  const entry = {
    name: 'only-these-elements',
    load: {
      filter: { id: /\/src\/index\.ts$/ },
      handler: () => tags.map((tag) => `export * from './elements/${tag}.js';`).join('\n'),
    },
  };
  const outputs = await build({
    root,
    mode: 'script',
    logLevel: 'warn',
    plugins: [entry],
    build: { write: false },
  });
  const chunks = outputs.flatMap(({ output }) => output).filter(({ isEntry }) => !isEntry);
  const isScript = ({ fileName }) => fileName === 'seam-admin-elements.js';
  return {
    script: weigh(chunks.find(isScript)),
    parts: chunks.filter((chunk) => !isScript(chunk)).map(weigh),
  };
}

/** Words in another language are told by where they lie; what else is fetched later is a rare part. */
function weigh({ name, code, modules }) {
  const ids = Object.keys(modules);
  const locale = ids
    .map((id) => /\/locales\/(\w+)\/\w+\.ts$/.exec(id)?.[1])
    .find((found) => found && found !== 'en');
  return {
    name: locale ? `locale ${locale}, ${name}` : `later: ${name}`,
    kind: locale ? 'locale' : 'rare part',
    gzip: gzipSync(code, { level: 9 }).length,
    brotli: brotliCompressSync(code).length,
    modules: new Map(Object.entries(modules).map(([id, { renderedLength }]) => [id, renderedLength])),
  };
}

const difference = (all, some) => ({
  gzip: all.gzip - some.gzip,
  brotli: all.brotli - some.brotli,
  modules: new Map([...all.modules].filter(([id]) => !some.modules.has(id))),
});

function complaint({ name, gzip, modules }, limit, before) {
  const largest = [...modules]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 8)
    .map(([id, length]) => `  ${kB(length).padStart(6)} kB  ${path.relative(root, id.replace('\0', ''))}`);
  const grew = before === undefined ? '' : `, ${since(gzip, before)} kB since the sizes were saved`;
  return `
${name} has ${kB(gzip)} kB, and ${limit} kB are allowed${grew}. Its largest modules, before minifying:
${largest.join('\n')}`;
}

const kB = (bytes) => (bytes / 1000).toFixed(1);
const since = (bytes, before) =>
  before === undefined ? 'new' : `${bytes < before ? '−' : '+'}${kB(Math.abs(bytes - before))}`;

await run(main);
