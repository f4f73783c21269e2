// The published tarball: its files, its modules in Node, browsers and compilers, and its command.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { launchBrowser, openPage } from '../support/host.js';

interface Manifest {
  version: string;
  bin: Record<string, string>;
  exports: Record<string, string | Record<string, string | null>>;
  peerDependencies: Record<string, string>;
  peerDependenciesMeta: Record<string, { optional: boolean }>;
}

const root = path.resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
const folder = mkdtempSync(path.join(tmpdir(), 'seam-package-'));
const project = path.join(folder, 'project');

let tarball: string;
let files: string[];

/** Each module that can be imported, and whether it needs Node. */
function modules(): { specifier: string; isForNode: boolean }[] {
  return Object.entries(manifest.exports).flatMap(([name, conditions]) => {
    if (typeof conditions === 'string') return [];
    const isForNode = conditions['browser'] === null;
    const [before, after] = conditions['default']!.split('*', 2);
    const names = name.includes('*')
      ? files.flatMap((file) => {
          const [, part] = new RegExp(`^${before!.slice(2)}([\\w-]+)${after}\\1\\.js$`).exec(file) ?? [];
          return part ? [name.replace('*', part)] : [];
        })
      : [name];
    return names.map((one) => ({ specifier: `seam-admin-elements${one.slice(1)}`, isForNode }));
  });
}

before(() => {
  const output = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // npm prints a list or, from version 12, an object.
  const [pack] = Object.values(
    JSON.parse(output) as Record<string, { filename: string; files: { path: string }[] }>,
  );
  tarball = path.join(folder, pack!.filename);
  files = pack!.files.map((file) => file.path);

  mkdirSync(project);
  writeFileSync(path.join(project, 'package.json'), '{ "private": true, "type": "module" }');
  execFileSync('npm', ['install', tarball, '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
});

after(() => rmSync(folder, { recursive: true }));

describe('the tarball', () => {
  it('contains what people need, and no tests, sources or private data', () => {
    const expected = [
      /^(package\.json|README\.md|CHANGELOG\.md|SECURITY\.md|LICENSE)$/,
      /^docs\/guides\/[\w-]+\.md$/,
      /^examples\/dashboard\/[\w-]+\.(html|css|js|svg)$/,
      /^dist\/index\.(js|d\.ts)$/,
      /^dist\/(integrity|preload)\.json$/,
      /^dist\/seam-admin-elements(\.all)?(\/[\w-]+)?\.js$/,
      /^dist\/(_virtual|api|cli|client|elements|gateway|locales|operations|react|sandbox|testing|ui|vue)\/.*\.(js|d\.ts)$/,
      // The data for editors.
      /^(dist\/)?(custom-elements|web-types|vscode\.[\w-]+)\.json$/,
    ];
    assert.deepEqual(
      files.filter((file) => !expected.some((pattern) => pattern.test(file))),
      [],
    );
    assert.deepEqual(
      files.filter((file) =>
        /(^|\/)(src|test|stories|bench|scripts)\/|\.test\.|\.browser\.|\.tgz$/.test(file),
      ),
      [],
    );
  });

  it('contains everything that the command and the documentation name', () => {
    const { bin } = manifest;
    for (const file of [
      ...Object.values(bin),
      'dist/integrity.json',
      'docs/guides/testing.md',
      'CHANGELOG.md',
    ])
      assert.ok(files.includes(file), `${file} is missing.`);
  });

  it('has no sandbox in the script and its files', () => {
    for (const file of files.filter((name) => /^dist\/seam-admin-elements[./]/.test(name)))
      assert.doesNotMatch(
        readFileSync(path.join(root, file), 'utf8'),
        /Aiko Tanaka|Harbour House|seam_test/,
        file,
      );
  });

  it('has no problem that publint reports', async () => {
    const { messages } = await publint({ strict: true, pack: { tarball: arrayBufferOf(tarball) } });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, manifest as never, { color: false })),
      [],
    );
  });

  it('has types that fit its modules, by @arethetypeswrong/cli', () => {
    const cli = path.join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [cli, tarball, '--profile', 'esm-only', '--no-emoji', '--format', 'ascii'],
      { encoding: 'utf8' },
    );
    assert.equal(status, 0, stdout + stderr);
  });
});

/** Adds the packages that a project installs itself: optional peers, and Node's types. */
function addPeers(): void {
  for (const name of [...Object.keys(manifest.peerDependencies), '@types/node', '@types/react']) {
    const link = path.join(project, 'node_modules', name);
    if (existsSync(link)) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', name), link, 'junction');
  }
}

describe('installed in an empty project', () => {
  it('needs no peer, because all are optional', () => {
    for (const name of Object.keys(manifest.peerDependencies)) {
      assert.equal(manifest.peerDependenciesMeta[name]?.optional, true, name);
      assert.ok(!existsSync(path.join(project, 'node_modules', name)), `${name} came along.`);
    }
  });

  describe('with its optional peers', () => {
    before(addPeers);

    it('has every export for Node, by import and by require.resolve', () => {
      const specifiers = modules().map(({ specifier }) => specifier);
      assert.ok(specifiers.length > 20, specifiers.join());
      const script = `
        import { createRequire } from 'node:module';
        import { existsSync } from 'node:fs';
        const require = createRequire(process.cwd() + '/');
        const broken = [];
        for (const specifier of ${JSON.stringify(specifiers)}) {
          const names = await import(specifier).then(Object.keys, (error) => broken.push(specifier + ': ' + error));
          if (names.length === 0) broken.push(specifier + ' exports nothing');
          if (!existsSync(require.resolve(specifier))) broken.push(specifier + ' has no file');
        }
        console.log(JSON.stringify(broken));
        process.exit();`;
      assert.deepEqual(JSON.parse(runNode(['--input-type=module', '--eval', script])), []);
    });

    it('has every export for a browser, except those that need Node', () => {
      const script = `console.log(JSON.stringify(${JSON.stringify(modules().map(({ specifier }) => specifier))}
        .filter((specifier) => { try { return !import.meta.resolve(specifier); } catch { return true; } })))`;
      const refused = JSON.parse(
        runNode(['--conditions=browser', '--input-type=module', '--eval', script]),
      ) as string[];
      const expected = modules().filter(({ isForNode }) => isForNode);
      assert.deepEqual(
        refused,
        expected.map(({ specifier }) => specifier),
      );
      assert.ok(refused.includes('seam-admin-elements/gateway/node'));
    });

    for (const [module, moduleResolution, skipLibCheck] of [
      ['nodenext', 'nodenext', false],
      // Skipping the check of our own declaration files halves the time; other tests check them.
      ['esnext', 'bundler', true],
    ] as const)
      it(`has types for every export, in a strict project with moduleResolution ${moduleResolution}`, () => {
        const imports = modules().map(
          ({ specifier }, n) => `import * as m${n} from '${specifier}'; void m${n};`,
        );
        writeFileSync(path.join(project, 'consumer.ts'), imports.join('\n'));
        const compilerOptions = {
          ...{ module, moduleResolution, target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'] },
          ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true, types: ['node'], skipLibCheck },
        };
        writeFileSync(
          path.join(project, 'tsconfig.json'),
          JSON.stringify({ compilerOptions, files: ['consumer.ts'] }),
        );
        const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
        const { stdout } = spawnSync(process.execPath, [compiler, '-p', '.'], {
          cwd: project,
          encoding: 'utf8',
        });
        // Errors in the types of other packages are not ours.
        const ours = stdout.split('\n').filter((line) => /seam-admin-elements|^consumer/.test(line));
        assert.deepEqual(ours, []);
      });
  });

  it('shows the dashboard by npx, without a build', async () => {
    const bin = spawn('npx', ['--no-install', 'seam-admin-elements', 'demo', '--port', '0'], {
      cwd: project,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, SEAM_API_KEY: '' },
      detached: true,
    });
    const exited = once(bin, 'exit');
    const browser = await launchBrowser();
    try {
      const [line] = (await once(createInterface(bin.stdout), 'line')) as [string];
      const { page, complaints } = await openPage(browser, /^Dashboard: (\S+)$/.exec(line)![1]!);
      await page.getByRole('row', { name: /Aiko Tanaka/ }).click();
      await page.getByRole('tab', { name: 'Devices' }).click();
      await page.getByRole('group', { name: 'Devices' }).getByText('Room 214').waitFor();
      assert.deepEqual(complaints, []);
    } finally {
      await browser.close();
      // npx starts a shell that starts the command: the signal must reach all of them.
      process.kill(-bin.pid!, 'SIGINT');
      await exited;
    }
  });
});

const runNode = (args: string[]): string =>
  execFileSync(process.execPath, args, {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });

function arrayBufferOf(file: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = readFileSync(file);
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}
