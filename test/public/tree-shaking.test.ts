// Which modules a host's bundler includes for one import.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { bundle, isEntryModule } from '../support/bundle.js';

const tags = readdirSync('src/elements').filter((name) => name.startsWith('seam-'));

/** The files that a page loads immediately for this code, with paths from the root of the repository. */
async function loadedFor(code: string): Promise<string[]> {
  const chunks = new Map((await bundle(code)).map((chunk) => [chunk.fileName, chunk]));
  /** A chunk loads its static imports immediately, and its dynamic imports later. */
  const withImports = (name: string, seen = new Set<string>()): Set<string> => {
    if (chunks.has(name) && !seen.has(name)) {
      seen.add(name);
      chunks.get(name)!.imports.forEach((other) => withImports(other, seen));
    }
    return seen;
  };
  const { fileName } = [...chunks.values()].find(({ isEntry }) => isEntry)!;
  return [...withImports(fileName)]
    .flatMap((name) => Object.entries(chunks.get(name)!.modules))
    .filter(([id, { renderedLength }]) => renderedLength > 0 && !isEntryModule(id))
    .map(([id]) => path.relative('', id.replace('\0', '')));
}

const elementsIn = (files: string[]) => [
  ...new Set(files.flatMap((file) => /^dist\/elements\/(seam-[\w-]+)/.exec(file)?.[1] ?? [])),
];

for (const tag of tags)
  it(`seam-admin-elements/elements/${tag}.js includes no other element`, async () => {
    const files = await loadedFor(`import 'seam-admin-elements/elements/${tag}.js';`);
    assert.deepEqual(elementsIn(files), [tag]);
    assert.deepEqual(
      files.filter((file) => /^dist\/(sandbox|gateway|testing|cli)\//.test(file)),
      [],
    );
  });

it('seam-admin-elements includes all elements, even if the code names none of its exports', async () => {
  assert.deepEqual(elementsIn(await loadedFor(`import 'seam-admin-elements';`)).sort(), tags);
});

for (const [path, name] of [
  ['client', 'createSeamClient'],
  ['operations', 'createUserIdentity'],
]) {
  it(`seam-admin-elements/${path} includes no element and nothing of Lit`, async () => {
    const files = await loadedFor(
      `import { ${name} } from 'seam-admin-elements/${path}'; console.log(${name});`,
    );
    assert.ok(files.some((file) => file.startsWith(`dist/${path}/`)));
    assert.deepEqual(
      files.filter((file) => /^dist\/(elements|ui|locales)\/|\/(@lit|lit[\w-]*)\//.test(file)),
      [],
    );
  });

  it(`seam-admin-elements/${path} adds no code if nothing of it is used`, async () => {
    assert.deepEqual(await loadedFor(`import { ${name} } from 'seam-admin-elements/${path}';`), []);
  });
}
