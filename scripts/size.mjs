// `npm run size`: what a page loads, against the limits in size.json. `npm run size -- --save` writes today's
// sizes there, so that the next run can tell what grew; `npm run size -- --treemap` draws what the suite consists of.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
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

/** @returns rows of { name, kind, gzip, brotli, modules } */
async function measure() {
  const tags = readdirSync(path.join(root, 'src/elements'))
    .filter((name) => /^seam-.*\.ts$/.test(name))
    .map((name) => name.slice(0, -'.ts'.length));
  const suite = await bundle(tags);
  const rows = [{ ...sum([suite.script]), name: 'the whole suite', kind: 'suite' }];
  for (const tag of tags) {
    const { script, wholeOf } = await bundle([tag]);
    rows.push({ ...sum([script, ...wholeOf(tag)]), name: `${tag} alone`, kind: 'first element' });
  }
  for (const tag of tags) {
    const others = await bundle(tags.filter((other) => other !== tag));
    const own = [difference(suite.script, others.script), ...suite.wholeOf(tag)];
    rows.push({ ...sum(own), name: `${tag} beside the others`, kind: 'further element' });
  }
  return [...rows, ...suite.parts];
}

/** The file for a script tag as it would be with these elements and no others, and what it fetches later. */
async function bundle(tags) {
  const chunks = await build(tags);
  const isScript = ({ fileName }) => fileName === 'seam-admin-elements.js';
  const script = chunks.find(isScript);
  const later = chunks.filter((chunk) => !isScript(chunk));
  return {
    script: weigh(script),
    parts: later.map(weigh),
    /** What an element fetches as soon as it is in the page counts to it. */
    wholeOf(tag) {
      const whole = later.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${tag}/whole.ts`));
      const needed = whole
        ? [whole, ...later.filter(({ fileName }) => whole.imports.includes(fileName))]
        : [];
      return needed.map(weigh);
    },
  };
}

async function build(tags, options) {
  const vite = await import('vite');
  const importers = new Map();
  const entry = {
    name: 'only-these-elements',
    load: {
      filter: { id: /\/src\/index\.ts$/ },
      handler: () => tags.map((tag) => `export * from './elements/${tag}.js';`).join('\n'),
    },
    buildEnd() {
      for (const id of this.getModuleIds()) importers.set(id, this.getModuleInfo(id)?.importers ?? []);
    },
  };
  const outputs = await vite.build({
    root,
    mode: 'script',
    logLevel: 'warn',
    plugins: tags ? [entry] : [],
    build: { write: false, ...options },
  });
  return outputs
    .flatMap(({ output }) => output)
    .filter(({ type, isEntry }) => type === 'chunk' && !isEntry)
    .map((chunk) => ({ ...chunk, importers }));
}

/** Words in another language are told by where they lie; what else is fetched later is a rare part. */
function weigh({ name: chunkName, facadeModuleId, code, modules, importers }) {
  const name = chunkName === 'whole' ? path.basename(path.dirname(facadeModuleId)) : chunkName;
  const ids = Object.keys(modules);
  const locale = ids
    .map((id) => /\/locales\/(\w+)\/\w+\.ts$/.exec(id)?.[1])
    .find((found) => found && found !== 'en');
  return {
    name: locale ? `locale ${locale}, ${name}` : `later: ${name}`,
    kind: locale ? 'locale' : 'rare part',
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

function difference(all, some) {
  const others = new Set(some.modules.map(({ name }) => name));
  return {
    gzip: all.gzip - some.gzip,
    brotli: all.brotli - some.brotli,
    modules: all.modules.filter(({ name }) => !others.has(name)),
  };
}

/** What of the minified script comes from which module, told by its source map. */
async function drawTreemap() {
  const chunks = await build(undefined, { sourcemap: true });
  const { code, map } = chunks.find(({ fileName }) => fileName === 'seam-admin-elements.js');
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
