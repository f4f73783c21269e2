// Checks every code block in the documentation.
//
// A comment before a block tells how to check it: `<!-- with: app, login -->` lists variables that the reader already
// has, and `<!-- examples/server/hono.ts -->` names the file that the block repeats, which other tests run.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import * as elements from '../../src/index.js';
import { strictPolicy } from '../support/host.js';

interface Block {
  /** `README.md:12`, the start of the block. */
  at: string;
  language: string;
  code: string;
  notes: readonly string[];
}

const guides = 'docs/guides';
const files = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'README.md')
    .map((file) => `src/${file.replaceAll('\\', '/')}`),
  ...readdirSync(guides).map((file) => `${guides}/${file}`),
].filter((file) => file.endsWith('.md'));

const blocks = files.flatMap(blocksOf);

function blocksOf(file: string): Block[] {
  const text = readFileSync(file, 'utf8');
  const fence = /((?:^<!-- .*? -->\s+)*)^```([^\n]*)\n(.*?)^```$/gms;
  return [...text.matchAll(fence)].map(([whole, before = '', language = '', code = ''], index) => ({
    at: `${file}:${text.slice(0, text.indexOf(whole)).split('\n').length + before.split('\n').length - 1} (${index + 1})`,
    language,
    code,
    notes: [...before.matchAll(/<!-- (.*?) -->/g)].map(([, note]) => note!),
  }));
}

// ---- Scripts ----

const root = path.resolve(import.meta.dirname, '../..');
const extensions: Record<string, string> = { js: '.js', ts: '.ts', jsx: '.jsx', tsx: '.tsx' };
const options: ts.CompilerOptions = {
  noEmit: true,
  strict: true,
  allowJs: true,
  checkJs: true,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  jsx: ts.JsxEmit.ReactJSX,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
  skipLibCheck: true,
};

/** Compiles all files at once. @returns name of a file → its errors */
function complaintsAbout(sources: ReadonlyMap<string, string>): Map<string, string[]> {
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (file) => sources.get(file) ?? readFile(file);
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.getSourceFile = (file, ...rest) =>
    sources.has(file)
      ? ts.createSourceFile(file, sources.get(file)!, ts.ScriptTarget.ES2022, true)
      : getSourceFile(file, ...rest);
  const program = ts.createProgram([...sources.keys()], options, host);
  return new Map(
    [...sources.keys()].map((file) => {
      const source = program.getSourceFile(file)!;
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [file, found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))];
    }),
  );
}

const given = ({ notes }: Block): string[] =>
  notes.flatMap((note) => /^with: (.*)$/.exec(note)?.[1]?.split(', ') ?? []);

/** The block as a host's module: with the reader's variables, and with the types of all elements. */
function moduleOf(block: Block): string {
  const isTyped = block.language.startsWith('ts');
  const declared = given(block).map((name) =>
    isTyped ? `declare const ${name}: any;` : `const ${name} = /** @type {any} */ (undefined);`,
  );
  return [...declared, block.code, 'export {};'].join('\n');
}

const scripts = new Map(
  blocks
    .filter(({ language }) => language in extensions)
    .map((block, index) => [path.join(root, `documentation-${index}${extensions[block.language]}`), block]),
);
const complaints = complaintsAbout(
  new Map([
    [path.join(root, 'documentation.ts'), "import 'seam-admin-elements';"],
    ...[...scripts].map(([file, block]) => [file, moduleOf(block)] as const),
  ]),
);

function checkScript(block: Block): void {
  const [file] = [...scripts].find(([, found]) => found === block)!;
  assert.deepEqual(complaints.get(file), []);
}

// ---- Markup ----

const attributesOf = new Map(
  Object.values(elements).map((element) => [
    element.name.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase(),
    new Set(element.observedAttributes),
  ]),
);
const everywhere = /^(id|class|lang|dir|hidden|slot|title)$/;

function checkMarkup({ code, notes }: Block): void {
  if (notes.includes('another package')) return checkStranger(code);
  const open: string[] = [];
  for (const [, end, tag = '', rest = ''] of code.matchAll(/<(\/?)(seam-[\w-]+)([^>]*)>/g)) {
    if (end) {
      assert.equal(open.pop(), tag, 'Tags are not closed in order.');
      continue;
    }
    const known = attributesOf.get(tag);
    assert.ok(known, `There is no <${tag}>.`);
    for (const [, name = ''] of rest.matchAll(/\s([:@.\w-]+)(?:="[^"]*")?/g))
      assert.ok(known.has(name) || everywhere.test(name) || /^[:@.]/.test(name), `<${tag}> has no ${name}.`);
    open.push(tag);
  }
  assert.deepEqual(open, [], 'These are not closed.');
}

/** The tags of Seam's own elements must exist in @seamapi/react, and not in this package. */
function checkStranger(code: string): void {
  const script = readFileSync('test/third-party/node_modules/@seamapi/react/dist/elements.js', 'utf8');
  for (const [, name = ''] of code.matchAll(/<(seam-[\w-]+)/g)) {
    assert.ok(!attributesOf.has(name), `<${name}> is ours.`);
    const camel = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/^seam/, '');
    assert.ok(script.includes(name) || script.includes(camel), `@seamapi/react has no <${name}>.`);
  }
}

// ---- Styles ----

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(`src/${file}`, 'utf8'))
  .join('\n');
const properties = new Set([...sources.matchAll(/var\((--seam-[\w-]+)/g)].map(([, name]) => name));

function checkStyles({ code }: Block): void {
  for (const [name] of code.matchAll(/--seam-[\w-]+/g))
    assert.ok(properties.has(name), `There is no ${name}.`);
  for (const [, tag, part] of code.matchAll(/(seam-[\w-]+)::part\(([\w-]+)\)/g)) {
    const element = readFileSync(`src/elements/${tag}/${tag}.ts`, 'utf8');
    assert.match(element, new RegExp(`@csspart ${part} `), `<${tag}> has no part ${part}.`);
  }
}

// ---- Commands ----

const scriptsIn = (folder: string) =>
  (JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { scripts: object }).scripts;
const ofNpm = ['ci', 'install', 'pack'];

function checkCommands({ code }: Block): void {
  for (const line of code.split('\n')) {
    const command = line
      .replace(/\s*#.*$/, '')
      .replace(/^(?:\w+=\S+ )+/, '')
      .trim();
    if (command) checkCommand(command);
  }
}

function checkCommand(command: string, folder = '.'): void {
  const [program, ...words] = command.split(/\s+/);
  if (program === 'npm') {
    const name = words[0] === 'run' ? words[1]! : words[0]!;
    assert.ok(
      name in scriptsIn(folder) || (words[0] !== 'run' && ofNpm.includes(name)),
      `There is no npm ${name}.`,
    );
  } else if (program === 'npx' && words[0] === 'seam-admin-elements') checkOwnCommand(words.slice(1));
  else assert.fail(`Nothing knows whether this works: ${command}`);
}

function checkOwnCommand([name = '', ...words]: readonly string[]): void {
  const { stdout, status } = spawnSync(process.execPath, ['dist/cli/index.js', name, '--help'], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, `There is no seam-admin-elements ${name}.`);
  for (const flag of words.filter((word) => word.startsWith('--')))
    assert.ok(stdout.includes(`${flag} `), `seam-admin-elements ${name} has no ${flag}.`);
}

// ---- All blocks ----

/** A drawing contains no code. */
const checkDrawing = ({ code }: Block) => assert.match(code, /[─│▶]/);

const checkHeader = ({ code }: Block) =>
  assert.equal(code.trim(), `Content-Security-Policy: ${strictPolicy}`);

const checks: Record<string, (block: Block) => void> = {
  js: checkScript,
  jsx: checkScript,
  ts: checkScript,
  tsx: checkScript,
  html: checkMarkup,
  vue: checkMarkup,
  css: checkStyles,
  sh: checkCommands,
  http: checkHeader,
  text: checkDrawing,
  json: ({ code }) => void JSON.parse(code),
};

/** Guides whose blocks run one after another, with the tests that run them. */
const runElsewhere: Readonly<Record<string, readonly string[]>> = {
  'docs/guides/testing.md': [
    'test/testing/backend.test.ts',
    'test/testing/playwright.test.ts',
    'test/third-party/testing-library.test.ts',
  ],
};

describe('blocks of code in the documentation', () => {
  for (const block of blocks)
    it(`${block.at}, ${block.language}`, () => {
      const file = block.notes.find((note) => note.startsWith('examples/') && existsSync(note));
      if (file) return assert.equal(block.code, readFileSync(file, 'utf8'), `It is no longer ${file}.`);
      const tests = runElsewhere[block.at.split(':')[0]!];
      if (tests && block.language in extensions)
        return assert.ok(
          tests.every((test) => readFileSync(test, 'utf8').includes('docs/guides/testing.md')),
        );
      const check = checks[block.language];
      assert.ok(check, `Nothing checks blocks of "${block.language}".`);
      check(block);
    });

  it('are all found', () => {
    for (const file of files) {
      const fences = readFileSync(file, 'utf8').match(/^```/gm)?.length ?? 0;
      assert.equal(blocks.filter(({ at }) => at.startsWith(`${file}:`)).length, fences / 2, file);
    }
  });
});

describe('commands named in the documentation', () => {
  for (const file of files)
    it(`exist: ${file}`, () => {
      const text = readFileSync(file, 'utf8');
      for (const [, command = '', folder = '.'] of text.matchAll(
        /`((?:npm (?:run|start|test)|npx seam-admin-elements)\b[^`]*)`(?: in `(examples\/\w+)`)?/g,
      ))
        checkCommand(command, folder);
    });
});

describe('links in the documentation', () => {
  for (const file of files)
    it(`lead to an existing file: ${file}`, () => {
      const text = readFileSync(file, 'utf8').replaceAll(/```.*?```/gs, '');
      for (const [, target = ''] of text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g))
        assert.ok(existsSync(path.join(path.dirname(file), target)), `${target} is missing.`);
    });
});
