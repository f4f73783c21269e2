// What a host's bundler takes along with one import, and what it leaves out.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { bundle, isEntryModule } from '../support/bundle.js';

const tags = readdirSync('src/elements').filter((name) => name.startsWith('seam-'));

/** The files that a page loads at once for these lines, named from the top of the repository. */
async function loadedFor(code: string): Promise<string[]> {
  const chunks = new Map((await bundle(code)).map((chunk) => [chunk.fileName, chunk]));
  /** A chunk's static imports come with it; what it fetches later does not. */
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
  it(`seam-admin-elements/elements/${tag}.js brings no other element along`, async () => {
    const files = await loadedFor(`import 'seam-admin-elements/elements/${tag}.js';`);
    assert.deepEqual(elementsIn(files), [tag]);
    assert.deepEqual(
      files.filter((file) => /^dist\/(sandbox|gateway|testing|cli)\//.test(file)),
      [],
    );
  });

it('seam-admin-elements brings them all along, also where nothing of it is named', async () => {
  assert.deepEqual(elementsIn(await loadedFor(`import 'seam-admin-elements';`)).sort(), tags);
});

for (const [path, name] of [
  ['client', 'createSeamClient'],
  ['operations', 'createUserIdentity'],
]) {
  it(`seam-admin-elements/${path} brings no element and nothing of Lit along`, async () => {
    const files = await loadedFor(
      `import { ${name} } from 'seam-admin-elements/${path}'; console.log(${name});`,
    );
    assert.ok(files.some((file) => file.startsWith(`dist/${path}/`)));
    assert.deepEqual(
      files.filter((file) => /^dist\/(elements|ui|locales)\/|\/(@lit|lit[\w-]*)\//.test(file)),
      [],
    );
  });

  it(`seam-admin-elements/${path} leaves nothing behind where nothing of it is used`, async () => {
    assert.deepEqual(await loadedFor(`import { ${name} } from 'seam-admin-elements/${path}';`), []);
  });
}
