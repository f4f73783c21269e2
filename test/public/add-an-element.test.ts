// The element in the guide "Add an element" compiles in its place.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../..');
const guide = readFileSync('docs/contributing/add-an-element.md', 'utf8');
const block = /<!-- file: (.*?) -->\s+```(\w+)\n(.*?)```/gs;

/** File → its text after all steps of the guide. */
const written = new Map(
  [...guide.matchAll(block)].map(([, file = '', language, code = '']) => [
    path.join(root, file),
    language === 'diff' ? changed(readFileSync(file, 'utf8'), code) : code,
  ]),
);

/** Replaces each line with a minus by the lines with a plus after it. @throws if the line does not exist */
function changed(text: string, diff: string): string {
  for (const [, before = '', after = ''] of diff.matchAll(/^-(.*\n)((?:\+.*\n)+)/gm)) {
    assert.ok(text.includes(before), `There is no line ${before}`);
    text = text.replace(before, after.replaceAll(/^\+/gm, ''));
  }
  return text;
}

test('the element of the guide compiles', () => {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile, directoryExists } = host;
  host.readFile = (file) => written.get(file) ?? readFile(file);
  host.fileExists = (file) => written.has(file) || fileExists(file);
  host.directoryExists = (folder) =>
    directoryExists!(folder) || [...written.keys()].some((file) => path.dirname(file) === folder);
  host.getSourceFile = (file, ...rest) =>
    written.has(file)
      ? ts.createSourceFile(file, written.get(file)!, ts.ScriptTarget.ES2022, true)
      : getSourceFile(file, ...rest);
  const program = ts.createProgram([...written.keys()], options, host);
  assert.equal(written.size, 5);
  for (const file of written.keys()) {
    const source = program.getSourceFile(file)!;
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    assert.deepEqual(
      found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
      [],
      file,
    );
  }
});
