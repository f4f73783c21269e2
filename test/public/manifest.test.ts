// The public API of the elements, in custom-elements.json.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { CSSResult, LitElement } from 'lit';
import ts from 'typescript';
import { bumpBetween, changesBetween, neededBump, publicApi } from '../../scripts/api.mjs';
import { generate } from '../../scripts/manifest.mjs';

interface Entry {
  name: string;
  description?: string;
  default?: string;
  type?: { text: string };
}

interface Element extends Entry {
  tagName: string;
  summary: string;
  attributes: (Entry & { fieldName: string })[];
  members: Entry[];
  events: Entry[];
  slots: Entry[];
  cssParts: Entry[];
  cssProperties: Entry[];
  cssStates: Entry[];
}

interface Manifest {
  modules: { path: string; declarations: [Element] }[];
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const manifest = readJson('custom-elements.json') as Manifest;
const elements = manifest.modules.map(({ declarations: [element] }) => element);
const names = (entries: readonly Entry[]) => new Set(entries.map(({ name }) => name));
const tags = readdirSync('src/elements').filter((name) => name.startsWith('seam-'));

it('the manifest and the wrappers are up to date', async () => {
  for (const [file, text] of Object.entries(await generate()))
    assert.ok(readFileSync(file, 'utf8') === text, `${file} is stale. Run \`npm run manifest\`.`);
  for (const folder of ['src/react', 'src/vue']) {
    const wrapped = readdirSync(folder).filter((file) => file.startsWith('seam-'));
    assert.deepEqual(
      wrapped,
      tags.map((tag) => `${tag}.ts`),
      `${folder} has a wrapper of no element.`,
    );
  }
});

describe('the manifest', () => {
  it('has all elements, with their published modules', () => {
    assert.deepEqual(
      elements.map(({ tagName }) => tagName),
      tags,
    );
    for (const { path: file } of manifest.modules) assert.ok(existsSync(file), `${file} is not built.`);
  });

  for (const element of elements) {
    const { tagName } = element;
    const own = textsOf(`src/elements/${tagName}`);
    const reached = reachedFrom(`src/elements/${tagName}/${tagName}.ts`);

    it(`describes each part of the public API of <${tagName}>`, () => {
      assert.ok(element.summary && element.description);
      const { attributes, members, events, slots, cssParts, cssProperties, cssStates } = element;
      for (const entry of [attributes, members, events, slots, cssParts, cssProperties, cssStates].flat())
        assert.ok(entry.description, `${entry.name} has no description.`);
      for (const { name, fieldName } of attributes)
        assert.ok(names(members).has(fieldName), `${name} belongs to no property.`);
      for (const session of ['endpoint', 'gateway', 'client-session-token', 'locale', 'read-only'])
        assert.ok(names(attributes).has(session), `${session} is missing.`);
    });

    it(`includes each public member of <${tagName}>`, () => {
      for (const { name, isDocumented } of publicMembers(`src/elements/${tagName}/${tagName}.ts`))
        assert.ok(isDocumented, `Give ${name} a comment, or make it private or @internal.`);
    });

    it(`names exactly the events of <${tagName}>`, () => {
      const documented = names(element.events);
      for (const [, name] of own.matchAll(/['"](seam-[\w-]+)['"]/g))
        assert.ok(tags.includes(name!) || documented.has(name!), `Add "@fires ${name} - …" to its comment.`);
      const others = tagName === 'seam-session' ? elements : [];
      for (const name of documented)
        assert.ok(
          reached.includes(`'${name}'`) || others.some((other) => names(other.events).has(name)),
          `Nothing of it fires ${name}.`,
        );
    });

    it(`names exactly the parts and slots of <${tagName}>`, () => {
      for (const [attribute, entries] of [
        ['part', element.cssParts],
        ['slot name', element.slots.filter(({ name }) => name)],
      ] as const) {
        const pattern = new RegExp(`[\\s<]${attribute}="([\\w-]+)"`, 'g');
        for (const [, name] of own.matchAll(pattern))
          assert.ok(names(entries).has(name!), `${attribute} ${name} is not documented.`);
        for (const { name } of entries)
          assert.ok(reached.includes(`${attribute}="${name}"`), `There is no ${attribute} ${name}.`);
      }
      assert.equal(own.includes('<slot>'), names(element.slots).has(''));
    });

    it(`names exactly the custom properties that <${tagName}> reads`, async () => {
      const { [element.name]: loaded } = (await import(
        `../../src/elements/${tagName}/${tagName}.ts`
      )) as Record<string, typeof LitElement>;
      assert.ok(loaded!.observedAttributes); // a read of this makes Lit collect the styles
      const css = loaded!.elementStyles.map((style) => (style as CSSResult).cssText);
      const read = [...css.join('\n').matchAll(/var\((--seam-[\w-]+), (.+)\);$/gm)];
      assert.deepEqual(
        new Map(element.cssProperties.map((property) => [property.name, property.default])),
        new Map(read.map(([, name, value]) => [name, value])),
      );
    });
  }

  it('has at most 60 custom properties: those that styles read, and those that the guide explains', () => {
    const documented = new Map(
      elements.flatMap(({ cssProperties }) =>
        cssProperties.map((property) => [property.name, property.default]),
      ),
    );
    const css = [textsOf('src/ui'), textsOf('src/elements')].join('\n');
    const namesIn = (text: string, pattern: RegExp) =>
      [...new Set([...text.matchAll(pattern)].map(([, name]) => name!))].sort();
    const read = namesIn(css, /var\(\s*(--seam-[\w-]+)/g);
    assert.deepEqual([...documented.keys()].sort(), read);
    // There is no property that styles only set, or that only a script reads.
    assert.deepEqual(namesIn(css, /(--seam-[\w-]+)/g), read);
    const guide = readFileSync('docs/guides/theming.md', 'utf8');
    const rows = [...guide.matchAll(/^\| (`--seam-.+?) \| .+ \| (.+) \|$/gm)];
    assert.deepEqual(rows.flatMap(([, first]) => namesIn(first!, /`(--seam-[\w-]+)`/g)).sort(), read);
    for (const [, first, value] of rows)
      if (value!.startsWith('`'))
        for (const name of namesIn(first!, /`(.+?)`/g))
          assert.equal(value, `\`${documented.get(name)}\``, `The guide says so of ${name}.`);
    assert.ok(read.length <= 60, `${read.length} are more than a host can know.`);
    // The private properties, which hosts do not see.
    assert.deepEqual(namesIn(css, /^\s*(--_[\w-]+):/gm), namesIn(css, /var\(\s*(--_[\w-]+)/g));
  });

  it('has every event, each at an element', () => {
    const events = new Set(elements.flatMap((element) => [...names(element.events)]));
    const declared = readFileSync('src/elements/base/events.ts', 'utf8').matchAll(/^ {2}'(seam-[\w-]+)':/gm);
    assert.deepEqual([...events].sort(), [...declared].map(([, name]) => name!).sort());
  });

  it('names only types that hosts can import', () => {
    const program = ts.createProgram(
      ['src/index.ts', 'src/client/index.ts', 'src/operations/index.ts'],
      ts.parseJsonConfigFileContent(readJson('tsconfig.json'), ts.sys, '.').options,
    );
    const checker = program.getTypeChecker();
    const exported = program
      .getRootFileNames()
      .map((file) => checker.getSymbolAtLocation(program.getSourceFile(file)!)!)
      .flatMap((module) => checker.getExportsOfModule(module).map(({ name }) => name));
    const ours = new Set(['Promise', 'Readonly', 'Record', 'CustomEvent', 'Headers', ...exported]);
    for (const { tagName, members, events } of elements)
      for (const { name, type } of [...members, ...events]) {
        const named = type?.text.replace(/'[^']*'/g, '').match(/\b[A-Z]\w+/g) ?? [];
        for (const one of named)
          assert.ok(ours.has(one), `${name} of <${tagName}> is a ${one}, which is exported nowhere.`);
      }
  });
});

describe('editors', () => {
  it('have the data of elements, attributes and values', () => {
    const { tags: told } = readJson('dist/vscode.html-custom-data.json') as {
      tags: { name: string; attributes: { name: string; values: { name: string }[] }[] }[];
    };
    assert.deepEqual(told.map(({ name }) => name).sort(), tags);
    const removal = told.find(({ name }) => name === 'seam-user-identity-removal')!;
    const strategy = removal.attributes.find(({ name }) => name === 'strategy')!;
    assert.deepEqual(
      strategy.values.map(({ name }) => name),
      ['ordered', 'cascade'],
    );
  });

  it('by JetBrains find this data through package.json', () => {
    const types = readJson((readJson('package.json') as { 'web-types': string })['web-types']) as {
      contributions: { html: { elements: { name: string; events: Entry[] }[] } };
    };
    const told = types.contributions.html.elements;
    assert.deepEqual(told.map(({ name }) => name).sort(), tags);
    const phones = told.find(({ name }) => name === 'seam-phone-manager')!;
    assert.ok(names(phones.events).has('seam-phone-deactivated'));
  });
});

describe('the version in package.json', () => {
  const api = { 'seam-a': { 'attribute name': 'string', 'event seam-ready': 'CustomEvent<A>' } };
  const withoutName = { 'seam-a': { 'event seam-ready': 'CustomEvent<A>' } };
  const otherType = { 'seam-a': { ...api['seam-a'], 'event seam-ready': 'CustomEvent<B>' } };
  const withPart = { 'seam-a': { ...api['seam-a'], 'part base': '' } };
  const withElement = { ...api, 'seam-b': {} };
  for (const [what, after, bump, sentence] of [
    ['nothing', api, 'patch', undefined],
    ['a removal', withoutName, 'major', 'attribute name of <seam-a> was removed'],
    [
      'another type',
      otherType,
      'major',
      'event seam-ready of <seam-a> was CustomEvent<A>, and is CustomEvent<B>',
    ],
    ['an addition', withPart, 'minor', 'part base of <seam-a> was added'],
    ['a new element', withElement, 'minor', '<seam-b> was added'],
    ['an element that is gone', {}, 'major', '<seam-a> was removed'],
  ] as const)
    it(`needs a ${bump} bump for ${what}`, () => {
      const changes = changesBetween(api, after);
      assert.equal(neededBump('1.2.3', changes), bump);
      assert.equal(neededBump('0.2.3', changes), bump === 'major' ? 'minor' : bump);
      assert.equal([...changes.breaking, ...changes.additions][0], sentence);
    });

  it('is compared number by number', () => {
    assert.equal(bumpBetween('0.9.1', '1.0.0'), 'major');
    assert.equal(bumpBetween('1.9.1', '1.10.0'), 'minor');
    assert.equal(bumpBetween('1.9.1', '1.9.2'), 'patch');
    assert.equal(bumpBetween('1.9.1', '1.9.1'), null);
    assert.equal(bumpBetween('1.9.1', '1.8.9'), null);
  });

  it('is raised as far as the changes since the last release need', () => {
    const released = readJson('test/public/released.json') as { version: string; elements: object };
    const { version } = readJson('package.json') as { version: string };
    const changes = changesBetween(released.elements, publicApi(manifest));
    const sentences = [...changes.breaking, ...changes.additions];
    if (sentences.length === 0) return;
    const needed = neededBump(released.version, changes);
    const rank = (bump: string | null | undefined) => ['patch', 'minor', 'major'].indexOf(bump ?? '');
    assert.ok(
      rank(bumpBetween(released.version, version)) >= rank(needed),
      `Since ${released.version}:\n  ${sentences.join('\n  ')}\nThat needs a ${needed} bump, and "version" in package.json is ${version}.`,
    );
  });
});

function textsOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');
}

/**
 * The text of a module and of everything that it imports, now or later, except the file with the types of all events.
 */
function reachedFrom(file: string, seen = new Set(['src/elements/base/events.ts'])): string {
  if (seen.has(file)) return '';
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const imports = ts
    .preProcessFile(text, true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => path.posix.join(path.posix.dirname(file), fileName.replace(/\.js$/, '.ts')));
  return [text, ...imports.map((other) => reachedFrom(other, seen))].join('\n');
}

function publicMembers(file: string): { name: string; isDocumented: boolean }[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const hidden = /^\s*(@state\(|private|protected|static|override|readonly #)/;
  return source.statements.filter(ts.isClassDeclaration).flatMap(({ members }) =>
    members
      .filter((member) => member.name && !hidden.test(member.getText()))
      .map((member) => ({
        name: member.name!.getText(),
        isDocumented: ts.getJSDocCommentsAndTags(member).length > 0,
      })),
  );
}
