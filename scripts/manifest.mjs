// Generates custom-elements.json from the elements' sources, and from it every file that names all elements.
// `npm run manifest` writes them; test/public/manifest.test.ts fails if they are stale.
// `npm run manifest -- --released` also saves the public API as released: run it when you release a version.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { create, ts as analyzersTypeScript } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import ts from 'typescript';
import { publicApi } from './api.mjs';
import { root } from './setup.mjs';
import { wrappers } from './wrappers.mjs';

const read = (file) => readFileSync(path.join(root, file), 'utf8');

/** @returns {import('custom-elements-manifest').Package} */
export function createManifest() {
  const analyzed = analyze();
  const types = readTypes([...analyzed.keys()]);
  const elements = new Map(
    [...analyzed].map(([tag, declaration]) => [tag, describe(tag, declaration, types.ofProperty)]),
  );
  for (const [tag, element] of elements)
    element.events = eventsAt(tag, elements).map((event) => withType(event, types.events));
  return {
    schemaVersion: '1.0.0',
    readme: 'README.md',
    modules: [...elements].map(([tag, element]) => moduleOf(tag, element)),
  };
}

/** @returns tag → the analyzer's description of the class */
function analyze() {
  const tags = readdirSync(path.join(root, 'src/elements')).filter((name) => name.startsWith('seam-'));
  const bases = ['seam-element', 'person-element'].map((name) => `src/elements/base/${name}.ts`);
  const files = [...bases, ...tags.map((tag) => `src/elements/${tag}/${tag}.ts`)];
  const modules = files.map((file) =>
    analyzersTypeScript.createSourceFile(
      file,
      read(file),
      analyzersTypeScript.ScriptTarget.ES2015, // as in the analyzer's own command line
      true,
    ),
  );
  const ofElements = create({ modules, plugins: litPlugin() }).modules.slice(bases.length);
  return new Map(
    ofElements.map(({ declarations }, index) => [
      tags[index],
      declarations.find(({ kind }) => kind === 'class'),
    ]),
  );
}

/** Keeps what hosts may use: removes private parts, and everything without a description. */
function describe(tag, { name, summary, description, ...declaration }, typeOfProperty) {
  const isPublic = ({ privacy, static: isStatic, description: text }) => !privacy && !isStatic && text;
  const members = declaration.members.filter(isPublic).map((member) => ({
    ...member,
    inheritedFrom: undefined,
    ...(member.kind === 'field' && { type: { text: typeOfProperty(name, member.name) } }),
  }));
  const typeOf = new Map(members.map((member) => [member.name, member.type]));
  return {
    kind: 'class',
    name,
    tagName: tag,
    customElement: true,
    summary,
    description,
    attributes: declaration.attributes.map((attribute) => ({
      ...attribute,
      inheritedFrom: undefined,
      type: typeOf.get(attribute.fieldName),
    })),
    members,
    events: declaration.events ?? [],
    slots: declaration.slots ?? [],
    cssParts: declaration.cssParts ?? [],
    cssProperties: [...(declaration.cssProperties ?? []), ...tokensOf(tag)],
    cssStates: declaration.cssStates ?? [],
  };
}

/** The custom properties of the shared styles, for elements that extend them. */
function tokensOf(tag) {
  if (!/(Seam|Person)Element\.styles/.test(read(`src/elements/${tag}/${tag}.ts`))) return [];
  const text = read('src/ui/tokens.ts');
  const defaults = new Map(
    [...text.matchAll(/var\((--seam-[\w-]+), (.+)\);$/gm)].map(([, name, value]) => [name, value]),
  );
  return [...text.matchAll(/@cssprop (--[\w-]+) - (.+)/g)].map(([, name, description]) => ({
    name,
    default: defaults.get(name),
    description,
  }));
}

/**
 * Events cross shadow roots, so an element also sends the events of the elements that it renders or has in its slot.
 */
function eventsAt(tag, elements) {
  const { events, slots } = elements.get(tag);
  const folder = `src/elements/${tag}`;
  const drawn = readdirSync(path.join(root, folder)).flatMap((file) =>
    [...read(`${folder}/${file}`).matchAll(/<\/(seam-[\w-]+)>/g)].map(([, name]) => name),
  );
  const inside = slots.length > 0 ? [...elements.keys()] : drawn;
  const names = new Set(
    inside
      .filter((other) => other !== tag)
      .flatMap((other) => eventsAt(other, elements).map(({ name }) => name)),
  );
  const own = new Set(events.map(({ name }) => name));
  return [
    ...events,
    ...[...names]
      .filter((name) => !own.has(name))
      .sort()
      .map((name) => ({ name })),
  ];
}

function withType({ name, description }, types) {
  const event = types.get(name);
  if (!event)
    throw new Error(
      `${name} is documented, but SeamEventMap in src/elements/base/events.ts has no such event.`,
    );
  return { name, type: { text: event.type }, description: description ?? event.description };
}

const moduleOf = (tag, declaration) => {
  const module = `dist/elements/${tag}/${tag}.js`;
  const reference = { name: declaration.name, module };
  return {
    kind: 'javascript-module',
    path: module,
    declarations: [declaration],
    exports: [
      { kind: 'js', name: declaration.name, declaration: reference },
      { kind: 'custom-element-definition', name: tag, declaration: reference },
    ],
  };
};

// ---- Types: the analyzer copies them from the source as they are written -------------------

function readTypes(tags) {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const fileOf = (name) => path.join(root, `src/elements/${name}.ts`);
  const modules = tags.map((tag) => `${tag}/${tag}`);
  const program = ts.createProgram([fileOf('base/events'), ...modules.map(fileOf)], {
    ...options,
    types: [],
  });
  const checker = program.getTypeChecker();
  const exportsOf = (name) =>
    checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(fileOf(name))));
  const propertiesOf = (symbol) => checker.getDeclaredTypeOfSymbol(symbol).getProperties();
  const named = (symbols, name) => symbols.find((symbol) => symbol.name === name);
  const typeOf = (symbol) => checker.getTypeOfSymbol(symbol);

  const classes = modules
    .flatMap(exportsOf)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
  const events = propertiesOf(named(exportsOf('base/events'), 'SeamEventMap'));
  return {
    ofProperty: (className, name) =>
      write(checker, typeOf(named(propertiesOf(named(classes, className)), name))),
    /** Event → its type and its description. */
    events: new Map(
      events.map((event) => [
        event.name,
        {
          type: `CustomEvent<${write(checker, typeOf(typeOf(event).getProperty('detail')))}>`,
          description: ts.displayPartsToString(event.getDocumentationComment(checker)),
        },
      ]),
    ),
  };
}

/**
 * Writes a plain object type with its properties, so that a change of a property shows; leaves out null and undefined.
 */
function write(checker, given) {
  const type = checker.getNonNullableType(given);
  const { NoTruncation, UseSingleQuotesForStringLiteralType } = ts.TypeFormatFlags;
  const text = (part) =>
    checker.typeToString(part, undefined, NoTruncation | UseSingleQuotesForStringLiteralType);
  const properties = type.getProperties();
  const isPlain =
    type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection) &&
    !type.isClass() &&
    !checker.isArrayLikeType(type) &&
    type.getCallSignatures().length === 0 &&
    properties.length > 0;
  if (!isPlain) return text(type);
  const fields = properties.map((property) => {
    const isOptional = property.flags & ts.SymbolFlags.Optional;
    return `${property.name}${isOptional ? '?' : ''}: ${text(checker.getTypeOfSymbol(property))}`;
  });
  return `{ ${fields.join('; ')} }`;
}

/** @returns {Promise<Record<string, string>>} file → text */
export async function generate() {
  const manifest = createManifest();
  return { 'custom-elements.json': json(manifest), ...(await wrappers(manifest)) };
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = await generate();
  if (process.argv.includes('--released')) {
    const { version } = JSON.parse(read('package.json'));
    const elements = publicApi(JSON.parse(files['custom-elements.json']));
    files['test/public/released.json'] = json({ version, elements });
  }
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(root, file), text);
}
