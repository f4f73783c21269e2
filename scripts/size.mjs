// `npm run size` compares what a page loads with the limits in scripts/size.json. `npm run size -- --save` saves the
// sizes there, so that the next run can tell what grew; `npm run size -- --treemap` draws the modules of all elements.
import { readFileSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { PlainError, root, run, say, setup } from './setup.mjs';
import { complaint, since, treemap } from './size-report.mjs';

const file = new URL('size.json', import.meta.url);

async function main() {
  setup();
  if (process.argv.includes('--treemap')) return drawTreemap();
  const { limits, sizes: before, modules: modulesBefore } = JSON.parse(readFileSync(file, 'utf8'));
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
    const modules = Object.fromEntries(
      rows.flatMap((row) => row.modules.map(({ name, bytes }) => [name, bytes])).sort(),
    );
    writeFileSync(file, `${JSON.stringify({ limits, sizes, modules }, null, 2)}\n`);
  }
  const tooBig = rows.filter((row) => row.gzip > limitOf(row) * 1000);
  for (const row of tooBig)
    say(complaint(row, limitOf(row), { gzip: before[row.name], modules: modulesBefore }));
  if (tooBig.length > 0)
    throw new PlainError(
      `${tooBig.length} too big. The limits are promises to the pages that embed us: raise one in scripts/size.json only with a reason.`,
    );
}

/** Pages whose size we promise: everything that they fetch until every element works. */
const pages = {
  'page with the list of people': ['seam-user-identity-list'],
  'page with the list and device access': ['seam-user-identity-list', 'seam-device-access'],
  'page with list, details, phones and issuer': [
    'seam-user-identity-list',
    'seam-user-identity-details',
    'seam-phone-manager',
    'seam-credential-issuer',
  ],
};

/** @returns rows of { name, kind, gzip, brotli, modules } */
async function measure() {
  const chunks = await build('script');
  const [all] = await build('all');
  const preload = JSON.parse(chunks.preload);
  const weights = new Map(chunks.map((chunk) => [chunk.fileName, weigh(chunk)]));
  const core = weights.get('seam-admin-elements.js');
  weights.delete('seam-admin-elements.js');
  const weightOfPage = (tags) =>
    sum([core, ...new Set(tags.flatMap((tag) => preload[tag]))].map((file) => weights.get(file) ?? file));
  return [
    { ...core, name: 'core', kind: 'core' },
    ...Object.entries(pages).map(([name, tags]) => ({ ...weightOfPage(tags), name, kind: 'page' })),
    { ...weigh(all), name: 'all elements in one file', kind: 'all' },
    ...[...weights.values()].sort(
      (one, other) => one.kind.localeCompare(other.kind) || other.gzip - one.gzip,
    ),
  ];
}

/** The chunks of a build for a script tag, the script first, and the content of preload.json. */
async function build(mode, options) {
  const vite = await import('vite');
  const importers = new Map();
  const noteImporters = {
    name: 'note-importers',
    buildEnd() {
      for (const id of this.getModuleIds()) importers.set(id, this.getModuleInfo(id)?.importers ?? []);
    },
  };
  const outputs = await vite.build({
    root,
    mode,
    logLevel: 'error',
    plugins: [noteImporters],
    build: { write: false, ...options },
  });
  const files = outputs.flatMap(({ output }) => output);
  const chunks = files
    .filter(({ type, isEntry }) => type === 'chunk' && !isEntry)
    .sort((one, other) => one.fileName.split('/').length - other.fileName.split('/').length)
    .map((chunk) => ({ ...chunk, importers }));
  return Object.assign(chunks, {
    preload: files.find(({ fileName }) => fileName === 'preload.json')?.source,
  });
}

/** The sizes of a chunk, and its kind: code of one element, texts in a language, shared code or rarely needed code. */
function weigh({ name, code, modules, importers, facadeModuleId }) {
  const locale = Object.keys(modules)
    .map((id) => /\/locales\/(\w+)\/\w+\.ts$/.exec(id)?.[1])
    .find((found) => found && found !== 'en');
  const kind = name.startsWith('seam-') ? 'element' : locale ? 'locale' : facadeModuleId ? 'rare' : 'shared';
  return {
    name: locale ? `${locale}, ${name}` : name,
    kind,
    gzip: gzipSync(code, { level: 9 }).length,
    brotli: brotliCompressSync(code).length,
    modules: Object.entries(modules).map(([id, { renderedLength }]) => ({
      name: shortName(id),
      bytes: renderedLength,
      importers: (importers.get(id) ?? []).map(shortName),
    })),
  };
}

const shortName = (id) =>
  path
    .relative(root, id.replace('\0', ''))
    .replaceAll(path.sep, '/')
    .replace(/^.*(?=node_modules\/)/, '');

const sum = (weights) => ({
  gzip: weights.reduce((total, { gzip }) => total + gzip, 0),
  brotli: weights.reduce((total, { brotli }) => total + brotli, 0),
  modules: weights.flatMap(({ modules }) => modules),
});

/** Draws how much of the minified script each module takes, from its source map. */
async function drawTreemap() {
  const [{ code, map }] = await build('all', { sourcemap: true });
  const sources = new SourceMap(JSON.parse(map.toString()));
  const bytes = new Map();
  for (const [line, text] of code.split('\n').entries())
    for (let column = 0; column < text.length; column++) {
      const { originalSource = 'glue' } = sources.findEntry(line, column);
      bytes.set(originalSource, (bytes.get(originalSource) ?? 0) + 1);
    }
  const modules = [...bytes]
    .map(([source, count]) => ({ name: shortName(path.resolve(root, 'dist', source)), bytes: count }))
    .sort((a, b) => b.bytes - a.bytes);
  console.table(
    modules.slice(0, 40).map(({ name, bytes: count }) => ({ module: name, 'minified kB': kB(count) })),
  );
  const picture = path.join(tmpdir(), 'seam-admin-elements-treemap.svg');
  writeFileSync(picture, treemap(modules));
  say(`The treemap is in ${picture}.`);
}

const kB = (bytes) => (bytes / 1000).toFixed(1);

await run(main);
