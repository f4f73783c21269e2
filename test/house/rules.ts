/** The rules of this repository that types and lint cannot check. Each message says what to do instead. */
import { isBuiltin } from 'node:module';
import path from 'node:path';
import ts from 'typescript';

export interface Source {
  /** From the root of the repository, with slashes: `src/api/call.ts`. */
  readonly path: string;
  readonly text: string;
}

/** Checks all sources of `src`. @returns a sentence for each violation */
export type Rule = (sources: readonly Source[]) => string[];

/** What each part of src may import, in addition to itself. CONTRIBUTING.md explains the rows. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  api: [],
  locales: [],
  client: ['api'],
  operations: ['api'],
  sandbox: ['api'],
  gateway: ['api', 'operations'],
  ui: ['locales'],
  elements: ['api', 'client', 'operations', 'ui', 'locales'],
  react: ['elements'],
  vue: ['elements'],
  'index.ts': ['elements'],
  testing: ['api', 'sandbox', 'gateway'],
  cli: ['sandbox', 'gateway'],
};

/**
 * What a folder inside a part may import of that part, in addition to itself. Files directly in a part may import all
 * of it; a folder may import such a file only if its row names the file. `seam-*` stands for the folders of all
 * elements.
 */
const mayImportInside: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  elements: {
    base: [],
    data: ['base'],
    shared: ['base', 'data'],
    'seam-*': ['base', 'data', 'shared'],
  },
  gateway: {
    http: [],
    access: ['http'],
    endpoints: ['http', 'access'],
  },
  sandbox: {
    store: [],
    model: ['store'],
    http: ['store', 'model'],
    seeds: ['store', 'model'],
    routes: ['store', 'model', 'http'],
    controls: ['store', 'model', 'http', 'seeds', 'sandbox.ts'],
  },
};

/** The parts that run in a page. */
const browserHalf = new Set(['api', 'client', 'ui', 'elements', 'locales']);

/** The folder of src that contains the file, or the name of a file directly in src. */
const partOf = (file: string): string => file.split('/')[1] ?? '';

export const directions: Rule = (sources) =>
  sources.flatMap((source) => {
    const part = partOf(source.path);
    const allowed = mayImport[part];
    if (!allowed)
      return [
        `${source.path}: src/${part} has no row in the direction table. Decide what it may import, and add the row to test/house/rules.ts and CONTRIBUTING.md.`,
      ];
    return importsOf(source).flatMap(({ specifier, target, at }) => {
      if (specifier.startsWith('seam-admin-elements'))
        return `${at}: import the file instead of ${specifier}: the package's own name goes round the direction table.`;
      const other = target && partOf(target);
      if (!other || other === part || allowed.includes(other)) return [];
      const hint =
        allowed.length > 0 ? `it may import ${allowed.join(', ')}` : 'it imports no other part of src';
      return `${at}: ${part} may not import ${other}; ${hint}. Move what both need to a part that both may import, or pass it in.`;
    });
  });

/** The folder inside its part that contains the file, or the name of a file directly in the part. */
const folderOf = (file: string): string => (file.split('/')[2] ?? '').replace(/^seam-.*/, 'seam-*');

export const directionsInside: Rule = (sources) =>
  sources.flatMap((source) => {
    const part = partOf(source.path);
    const rows = mayImportInside[part];
    const folder = folderOf(source.path);
    if (!rows || folder.endsWith('.ts')) return [];
    const allowed = rows[folder];
    if (!allowed)
      return [
        `${source.path}: src/${part}/${folder} has no row. Decide what it may import, and add the row to test/house/rules.ts.`,
      ];
    return importsOf(source).flatMap(({ target, at }) => {
      if (!target || partOf(target) !== part) return [];
      const other = folderOf(target);
      if (other === folder || allowed.includes(other)) return [];
      return `${at}: ${part}/${folder} may not import ${part}/${other}. Move what both need to a folder that both may import, or pass it in.`;
    });
  });

export const nodeImports: Rule = (sources) =>
  sources
    .filter(({ path: file }) => partOf(file) !== 'cli' && path.posix.basename(file) !== 'node.ts')
    .flatMap(importsOf)
    .filter(({ specifier }) => isBuiltin(specifier))
    .map(
      ({ specifier, at }) =>
        `${at}: ${specifier} exists in Node alone. Use what the web platform has, or move this into a file named node.ts.`,
    );

/** Type imports count, too: two files that need each other's types belong together. */
export const noCycles: Rule = (sources) => {
  const graph = new Map(
    sources.map((source) => [source.path, importsOf(source).flatMap(({ target }) => target ?? [])]),
  );
  const finished = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) {
      const cycle = [...trail.slice(trail.indexOf(file)), file];
      found.push(
        `${cycle.join(' → ')}: these import each other in a circle. Move what they share into a file of its own.`,
      );
      return;
    }
    if (finished.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    finished.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
};

export const oneDefine: Rule = (sources) => {
  const instead = 'Call define() of src/elements/base/define.ts: it knows what to do when a tag is taken.';
  const home = 'src/elements/base/define.ts';
  const calls = sources.flatMap((source) =>
    findNodes(source, (node) => {
      if (ts.isDecorator(node)) return /^@customElement\b/.test(node.getText());
      return ts.isCallExpression(node) && /\bcustomElements\s*\??\.define$/.test(node.expression.getText());
    }),
  );
  if (calls.length === 0)
    return [`src: nothing calls customElements.define, so no element is registered. ${instead}`];
  return calls
    .filter(({ path: file }, index) => file !== home || calls.findIndex((call) => call.path === home) < index)
    .map(({ at }) => `${at}: elements are registered in one place. ${instead}`);
};

export const oneFetch: Rule = (sources) =>
  sources
    .filter(({ path: file }) => browserHalf.has(partOf(file)) && file !== 'src/api/call.ts')
    .flatMap((source) => findNodes(source, sendsRequests))
    .map(
      ({ at }) =>
        `${at}: requests leave through src/api/call.ts alone, which knows about retries, time limits and errors. Use a Call.`,
    );

function sendsRequests(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node))
    return (
      node.name.text === 'sendBeacon' ||
      (node.name.text === 'fetch' && /^(window|globalThis|self)$/.test(node.expression.getText()))
    );
  if (ts.isNewExpression(node))
    return /^(XMLHttpRequest|EventSource|WebSocket)$/.test(node.expression.getText());
  if (!ts.isIdentifier(node) || node.text !== 'fetch') return false;
  const { parent } = node;
  const isName = 'name' in parent && parent.name === node;
  return !isName && !ts.isTypeQueryNode(parent) && !ts.isPropertyAccessExpression(parent);
}

const unsafeNames = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'unsafeHTML',
  'unsafeSVG',
  'styleMap',
]);

export const strictPages: Rule = (sources) =>
  sources
    .filter(({ path: file }) => browserHalf.has(partOf(file)))
    .flatMap((source) => [
      ...findNodes(source, (node) => ts.isIdentifier(node) && unsafeNames.has(node.text)).map(
        ({ at, text }) =>
          `${at}: ${text} breaks on pages with a strict Content Security Policy or Trusted Types. Use an html template, a class, or style.setProperty.`,
      ),
      ...templatesOf(source).flatMap(({ at, markup }) =>
        tagsOf(markup)
          .filter(
            ({ name, attributes }) =>
              name === 'style' || attributes.some((attribute) => attribute.name === 'style'),
          )
          .map(
            () =>
              `${at}: pages with a strict Content Security Policy ignore styles in templates. Use a class of the static styles, or style.setProperty.`,
          ),
      ),
    ]);

/** Attributes that users read or hear. */
const humanAttributes =
  /^\.?(aria-(label|description|roledescription|valuetext|placeholder)|title|placeholder|alt|label)$/;

export const noWordsInTemplates: Rule = (sources) =>
  sources.flatMap(templatesOf).flatMap(({ at, markup }) => {
    const attributes = tagsOf(markup)
      .flatMap((tag) => tag.attributes)
      .filter(({ name }) => humanAttributes.test(name))
      .map(({ value }) => value);
    return [...attributes, ...textsOf(markup)]
      .filter((text) => /\p{L}/u.test(text))
      .map(
        (text) =>
          `${at}: "${text.replaceAll(hole, '…').trim()}" cannot be translated here. Put the words in src/locales/en and the template's expression in their place.`,
      );
  });

// ---- Imports -------------------------------------------------------------------------------

interface Import {
  readonly specifier: string;
  /** The imported file, if it is one of ours. */
  readonly target: string | undefined;
  readonly at: string;
}

/** Every import of a file: static, dynamic, types only, and re-exports. */
function importsOf(source: Source): Import[] {
  return ts.preProcessFile(source.text, true, true).importedFiles.map(({ fileName, pos }) => ({
    specifier: fileName,
    target: fileName.startsWith('.')
      ? path.posix.join(path.posix.dirname(source.path), fileName).replace(/\.js$/, '.ts')
      : undefined,
    at: `${source.path}:${source.text.slice(0, pos).split('\n').length}`,
  }));
}

// ---- Syntax --------------------------------------------------------------------------------

interface Found {
  readonly path: string;
  readonly at: string;
  readonly text: string;
}

function findNodes(source: Source, matches: (node: ts.Node) => boolean): Found[] {
  const found: Found[] = [];
  walk(source, (node, at) => {
    if (matches(node)) found.push({ path: source.path, at, text: node.getText() });
  });
  return found;
}

function walk(source: Source, see: (node: ts.Node, at: string) => void): void {
  const file = ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    see(node, `${source.path}:${line + 1}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
}

// ---- Templates -----------------------------------------------------------------------------

/** Stands for an expression in a template. */
const hole = '\uFFFC';

interface Template {
  readonly at: string;
  /** The template's own text, without comments. */
  readonly markup: string;
}

function templatesOf(source: Source): Template[] {
  const found: Template[] = [];
  walk(source, (node, at) => {
    if (!ts.isTaggedTemplateExpression(node) || !/^(html|svg)$/.test(node.tag.getText())) return;
    const { template } = node;
    const text = ts.isNoSubstitutionTemplateLiteral(template)
      ? template.text
      : [template.head.text, ...template.templateSpans.map((span) => span.literal.text)].join(hole);
    found.push({ at, markup: text.replace(/<!--.*?-->/gs, '') });
  });
  return found;
}

const tagPattern = /<\/?([\w-]+|\uFFFC)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g;
const attributePattern = /([^\s=>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;

const tagsOf = (markup: string) =>
  [...markup.matchAll(tagPattern)]
    .filter(([tag]) => !tag.startsWith('</'))
    .map(([, name, rest = '']) => ({
      name,
      attributes: [...rest.matchAll(attributePattern)].map(([, attribute = '', ...values]) => ({
        name: attribute.toLowerCase(),
        value: values.find((value) => value !== undefined) ?? '',
      })),
    }));

/** The texts between the tags, without entities, and without code, which is the same in every language. */
const textsOf = (markup: string): string[] =>
  markup
    .replace(/<(code|kbd)\b.*?<\/\1>/gs, '')
    .replace(tagPattern, '\n\n')
    .split('\n\n')
    .map((text) => text.replace(/&#?\w+;/g, ''));
