// What the package contains, except the type declarations (tsconfig.build.json makes those):
//   vite build                 one ES module per public entry, for Node and for hosts with a bundler
//   vite build --mode script   dist/seam-admin-elements.js for a script tag, which fetches the elements on a page
//   vite build --mode all      dist/seam-admin-elements.all.js, all elements in one file
import { chmodSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { minifyHTMLLiterals } from 'minify-literals';
import { defineConfig, type Plugin, type Rolldown, type UserConfig } from 'vite';

type CodeSplittingGroup = Rolldown.CodeSplittingGroup;

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string;
  dependencies: object;
  peerDependencies: object;
};

/** Removes white space and comments from the html and css templates. */
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

/**
 * These warnings are expected: minifying templates takes time; 'use client' stays (a test checks it); and the file with
 * all elements contains modules that others fetch.
 */
const checks = { pluginTimings: false, moduleLevelDirective: false, ineffectiveDynamicImport: false };

const shared: UserConfig = {
  plugins: [minifyTemplates],
  define: { SEAM_ADMIN_ELEMENTS_VERSION: JSON.stringify(manifest.version) },
  build: { target: 'es2022', emptyOutDir: false, modulePreload: false, reportCompressedSize: false },
};

/** Names in dist → files in src. A folder with an index.ts is public. */
function entries(): Record<string, string> {
  const elements = readdirSync('src/elements').filter((name) => name.startsWith('seam-'));
  const names = [
    'index',
    ...['client', 'operations', 'gateway', 'sandbox', 'react', 'vue', 'testing', 'cli'].map(
      (folder) => `${folder}/index`,
    ),
    'gateway/node',
    'sandbox/msw',
    'testing/msw',
    'testing/playwright',
    ...elements.map((tag) => `elements/${tag}/${tag}`),
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
      // One output file for each source file, so that "sideEffects" in package.json can name those that register
      // elements.
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
};

const isForeignWords = (id: string) => /\/locales\/(?!en\/)\w+\/\w+\.ts$/.test(id);

/**
 * Large and rarely needed modules, which even the file with all elements fetches later: phone numbers of all countries,
 * export, developer warnings.
 */
const isRare = (id: string) =>
  /\/(libphonenumber-js|fflate)\/|\/(phone-parser|workbook|contrast-warning)\.ts$/.test(id);

const filesPlaceholder = '__FILES__';

/**
 * Tag → the files that a page fetches for the element, in addition to the script: dist/preload.json, and a list in the
 * script. The names of these files contain no hash of the script, so the script can be changed last.
 */
const preloadList: Plugin = {
  name: 'preload-list',
  config: () => ({ define: { SEAM_ADMIN_ELEMENTS_FILES: JSON.stringify(filesPlaceholder) } }),
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
    const chunkOf = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
    const filesOf = (file: string, files = new Set<string>()): Set<string> => {
      if (file !== `${script}.js` && !files.has(file)) {
        files.add(file);
        for (const other of chunkOf.get(file)!.imports) filesOf(other, files);
      }
      return files;
    };
    const elements = chunks.filter(({ name }) => name.startsWith('seam-') && name !== script);
    const source = Object.fromEntries(
      elements.map(({ name, fileName }) => [name, [...filesOf(fileName)].sort()]),
    );
    const core = chunkOf.get(`${script}.js`)!;
    core.code = core.code.replace(new RegExp(`(["'\`])${filesPlaceholder}\\1`), JSON.stringify(source));
    this.emitFile({
      type: 'asset',
      fileName: 'preload.json',
      source: `${JSON.stringify(source, null, 2)}\n`,
    });
  },
};

const script = 'seam-admin-elements';

/**
 * What a script tag loads: the file of this name in dist, and a folder of the same name with the files that it fetches
 * later.
 */
const scriptTag = (
  name: string,
  entry: string,
  groups: CodeSplittingGroup[],
  plugins: Plugin[] = [],
): UserConfig => ({
  ...shared,
  plugins: [minifyTemplates, ...plugins],
  build: {
    ...shared.build,
    lib: { entry: { entry }, formats: ['es'] },
    rolldownOptions: {
      checks,
      output: {
        minify: true,
        comments: false,
        codeSplitting: { groups },
        minifyInternalExports: false,
        entryFileNames: `${name}/[name].js`,
        chunkFileNames: (chunk) =>
          chunk.name === name ? '[name].js' : `${name}/${chunk.name.split('~')[0]}-[hash].js`,
      },
    },
  },
});

const loader = scriptTag(
  script,
  'src/elements/autoloader.ts',
  [
    { name: script, tags: ['$initial'], priority: 2 },
    { name: 'shared', minShareCount: 4, priority: 1, test: (id) => !isForeignWords(id) },
    { name: 'shared', minShareCount: 2, entriesAware: true, test: (id) => !isForeignWords(id) },
  ],
  [preloadList],
);

const all = scriptTag(`${script}.all`, 'src/index.ts', [
  { name: `${script}.all`, test: (id) => !isForeignWords(id) && !isRare(id), priority: 1 },
]);

export default defineConfig(({ mode }) => (mode === 'script' ? loader : mode === 'all' ? all : modules));
