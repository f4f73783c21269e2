// What the package ships, apart from declarations (tsconfig.build.json makes those):
//   vite build                 one ES module per public entry, for hosts that bundle and for Node
//   vite build --mode script   dist/seam-admin-elements.js, complete in itself, for a script tag
import { chmodSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { minifyHTMLLiterals } from 'minify-literals';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string;
  dependencies: object;
  peerDependencies: object;
};

/** The html and css in our templates, without their white space and comments. */
const minifyTemplates: Plugin = {
  name: 'minify-templates',
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/.*\.ts$/ },
    async handler(code, id) {
      const result = await minifyHTMLLiterals(code, { fileName: id });
      return result && { code: result.code, map: result.map ?? null };
    },
  },
};

/** What minifying templates takes is no news; nor is it that 'use client' stays, which a test looks at. */
const checks = { pluginTimings: false, moduleLevelDirective: false };

const shared: UserConfig = {
  plugins: [minifyTemplates],
  define: { SEAM_ADMIN_ELEMENTS_VERSION: JSON.stringify(manifest.version) },
  build: { target: 'es2022', emptyOutDir: false, modulePreload: false, reportCompressedSize: false },
};

/** Names in dist → files in src. A folder that gets an index.ts is public from then on. */
function entries(): Record<string, string> {
  const elements = readdirSync('src/elements').filter((file) => /^seam-.*\.ts$/.test(file));
  const names = [
    'index',
    ...['client', 'operations', 'gateway', 'sandbox', 'react', 'vue', 'testing', 'cli'].map(
      (folder) => `${folder}/index`,
    ),
    'gateway/node',
    'sandbox/msw',
    'testing/msw',
    'testing/playwright',
    ...elements.map((file) => `elements/${file.slice(0, -'.ts'.length)}`),
  ];
  return Object.fromEntries(
    names.map((name) => [name, `src/${name}.ts`]).filter(([, file]) => existsSync(file!)),
  );
}

const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
const isExternal = (id: string) =>
  id.startsWith('node:') || dependencies.some((name) => id === name || id.startsWith(`${name}/`));

const executable: Plugin = {
  name: 'executable',
  writeBundle(_, bundle) {
    if ('cli/index.js' in bundle) chmodSync('dist/cli/index.js', 0o755);
  },
};

const modules: UserConfig = {
  ...shared,
  plugins: [minifyTemplates, executable],
  build: {
    ...shared.build,
    lib: { entry: entries(), formats: ['es'] },
    minify: false,
    rolldownOptions: {
      checks,
      external: isExternal,
      // One file for each of ours, so that "sideEffects" in package.json can name those that register elements.
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
};

/** All elements are in the one file, so none of them is fetched when another opens it. */
const elementsAreHere: Plugin = {
  name: 'elements-are-here',
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/elements\/.*\.ts$/ },
    handler: (code) => ({
      code: code.replaceAll(/\bimport\('\.\.\/seam-[\w-]+\.js'\)/g, 'Promise.resolve({})'),
      map: null, // the lines stay where they are
    }),
  },
};

/** What a part imports that is fetched as well would else be asked for only once the part is here. */
const fetchTogether: Plugin = {
  name: 'fetch-together',
  generateBundle(_, bundle) {
    const imports = (fileName: string) => {
      const chunk = bundle[fileName];
      return chunk?.type === 'chunk' ? chunk.imports.filter((name) => name !== script) : [];
    };
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      const folder = chunk.fileName === script ? './seam-admin-elements/' : './';
      chunk.code = chunk.code.replaceAll(
        /import\(([`'"])\.\/(?:seam-admin-elements\/)?([\w.-]+\.js)\1\)/g,
        (one, quote, file) => {
          const along = imports(`seam-admin-elements/${file}`);
          if (along.length === 0) return one;
          const all = [
            one,
            ...along.map((name) => `import(${quote}${folder}${name.replace(/^.*\//, '')}${quote})`),
          ];
          return `Promise.all([${all.join()}]).then(([e])=>e)`;
        },
      );
    }
  },
};
const script = 'seam-admin-elements.js';

const scriptTag: UserConfig = {
  ...shared,
  plugins: [minifyTemplates, elementsAreHere, fetchTogether],
  build: {
    ...shared.build,
    lib: { entry: { entry: 'src/index.ts' }, formats: ['es'] },
    rolldownOptions: {
      checks,
      output: {
        minify: true,
        comments: false,
        // All that is not fetched later stands in one file. What is rare, and imports what it shares with the rest
        // from there, would otherwise make several of it.
        codeSplitting: { groups: [{ name: 'seam-admin-elements', tags: ['$initial'] }] },
        entryFileNames: 'seam-admin-elements/[name].js',
        chunkFileNames: ({ name }) =>
          name === 'seam-admin-elements' ? '[name].js' : 'seam-admin-elements/[name]-[hash].js',
      },
    },
  },
};

export default defineConfig(({ mode }) => (mode === 'script' ? scriptTag : modules));
