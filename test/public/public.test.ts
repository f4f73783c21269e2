// The exports and files of the built package.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { build } from 'vite';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  name: string;
  exports: Record<string, string | { types: string; default: string }>;
  dependencies: object;
  peerDependencies: object;
};

const tags = readdirSync('src/elements').filter((name) => name.startsWith('seam-'));

const className = (tag: string) => tag.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Module → the exports that hosts and tests use. */
const promised: Record<string, string[]> = {
  '': tags.map(className),
  ...Object.fromEntries(tags.map((tag) => [`/elements/${tag}.js`, [className(tag)]])),
  '/client': ['SeamError', 'createSeamClient', 'isSeamError'],
  '/operations': [
    ...['credentialStatus', 'deactivatePhone', 'groupCredentials', 'issueCredential', 'previewDeactivation'],
    ...['previewRemoval', 'refuseUniqueDetails', 'removeUserIdentities', 'removeUserIdentity', 'vendorOf'],
  ],
  '/gateway': ['createGateway'],
  '/gateway/node': ['nodeListener', 'serveGateway'],
  '/sandbox': ['createSandbox'],
  '/sandbox/msw': ['sandboxHandlers'],
  '/testing': ['createTestBackend', 'shadowQueries'],
  '/testing/msw': ['testBackendHandlers'],
  '/testing/playwright': ['routeTestBackend'],
  '/react': tags.map(className),
  '/vue': tags.map(className),
};

describe('modules', () => {
  /** In a separate Node process, without the loader of the tests. */
  const script = `
    const names = {};
    for (const path of ${JSON.stringify(Object.keys(promised))})
      names[path] = Object.keys(await import('${manifest.name}' + path));
    console.log(JSON.stringify(names));`;
  const exported = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }),
  ) as Record<string, string[]>;
  const require = createRequire(import.meta.url);

  for (const [path, names] of Object.entries(promised)) {
    const specifier = `${manifest.name}${path}`;
    it(`${specifier} exports what it promises, on a server too`, () => {
      for (const name of names) assert.ok(exported[path]?.includes(name), `${name} is missing.`);
    });
    it(`${specifier} has a file for require.resolve, and types next to it`, () => {
      const file = require.resolve(specifier);
      assert.ok(existsSync(file), file);
      assert.ok(existsSync(file.replace(/\.js$/, '.d.ts')), `${file} has no types.`);
    });
  }

  it('are all listed here, and all exist', () => {
    const shown = Object.keys(manifest.exports).filter((path) => !path.endsWith('.json'));
    const expected = Object.keys(promised).map((path) =>
      path.startsWith('/elements/') ? './elements/seam-*.js' : `.${path}`,
    );
    assert.deepEqual(new Set(shown), new Set(expected));
  });

  it('have an entry in package.json if their folder has an index.ts', () => {
    const internal = ['api', 'ui', 'locales', 'elements', 'cli'];
    for (const folder of readdirSync('src'))
      if (existsSync(`src/${folder}/index.ts`) && !internal.includes(folder))
        assert.ok(`./${folder}` in manifest.exports, `Add "./${folder}" to "exports" in package.json.`);
  });

  it('import only packages that are installed with them', () => {
    const installed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    for (const file of builtFiles().filter((name) => /\.(js|d\.ts)$/.test(name))) {
      const { importedFiles } = ts.preProcessFile(readFileSync(`dist/${file}`, 'utf8'), true, true);
      for (const { fileName } of importedFiles)
        assert.ok(
          fileName.startsWith('.') ||
            isBuiltin(fileName) ||
            installed.some((name) => fileName === name || fileName.startsWith(`${name}/`)),
          `dist/${file} imports ${fileName}, which is not among the dependencies.`,
        );
    }
  });
});

describe('the wrappers', () => {
  it('for React tell servers that they run in pages', () => {
    for (const tag of tags)
      assert.match(readFileSync(`dist/react/${tag}.js`, 'utf8'), /^['"]use client['"];/, tag);
  });

  for (const framework of ['react', 'vue'])
    it(`for ${framework} load only the elements that are used`, async () => {
      const { output } = (await build({
        configFile: false,
        logLevel: 'error',
        build: {
          write: false,
          rolldownOptions: {
            input: 'page',
            external: /^(?!page|seam-admin-elements|[./])/,
            output: { codeSplitting: false },
          },
        },
        plugins: [
          {
            name: 'page',
            resolveId: (id) => (id === 'page' ? id : null),
            load: (id) =>
              id === 'page'
                ? `import { SeamPhoneManager } from 'seam-admin-elements/${framework}'; console.log(SeamPhoneManager);`
                : null,
          },
        ],
      })) as { output: { modules: Record<string, unknown> }[] };
      const modules = output.flatMap((chunk) => Object.keys(chunk.modules));
      const registered = modules.flatMap(
        (id) => /\/dist\/elements\/(seam-[\w-]+)\/\1\.js$/.exec(id)?.[1] ?? [],
      );
      assert.deepEqual(registered, ['seam-phone-manager']);
    });
});

describe('the file for a script tag', () => {
  const text = readFileSync('dist/seam-admin-elements.js', 'utf8');
  const beside = readdirSync('dist/seam-admin-elements').map((file) => `./seam-admin-elements/${file}`);

  it('needs only the files next to it, and only when a page needs them', () => {
    const { importedFiles } = ts.preProcessFile(text, true, true);
    for (const { fileName } of importedFiles) assert.ok(beside.includes(fileName), fileName);
    assert.doesNotMatch(text, /(^|[;}\s])import\s*["'`{*]/, 'It imports at once.');
  });

  it('contains nothing of sandbox, gateway and schemas', () => {
    for (const [file, mark] of [
      ['sandbox/store/workspace-credentials.js', 'seam_at1sand'],
      ['gateway/access/crypto.js', 'HKDF'],
      ['api/schemas.gen.js', '#/$defs/'],
    ] as const) {
      assert.ok(readFileSync(`dist/${file}`, 'utf8').includes(mark), `${mark} no longer marks ${file}.`);
      assert.ok(!text.includes(mark), `It has "${mark}" of ${file} in it.`);
    }
  });

  it('runs in a page without a bundler', () => {
    assert.doesNotMatch(text, /\bprocess\.env\b|\bimport\.meta\.env\b|\bSEAM_ADMIN_ELEMENTS_VERSION\b/);
  });

  it('names no host except Seam', () => {
    const hosts = new Set([...text.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host));
    hosts.delete('www.w3.org'); // namespaces of XML
    assert.deepEqual([...hosts], ['connect.getseam.com']);
  });
});

describe('package-lock.json', () => {
  it('contains versions and no addresses', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { resolved?: string }>;
    };
    const addresses = Object.values(packages).flatMap(({ resolved }) => resolved ?? []);
    assert.deepEqual(addresses, [], 'Run npm with omit-lockfile-registry-resolved=true, as .npmrc has it.');
  });
});

const builtFiles = () =>
  readdirSync('dist', { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
