import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaint, treemap } from '../../scripts/size-report.mjs';

const modules = [
  { name: 'src/index.ts', bytes: 100, importers: [] },
  { name: 'src/elements/seam-x.ts', bytes: 900, importers: ['src/index.ts'] },
  { name: 'src/ui/picker.ts', bytes: 4000, importers: ['src/elements/seam-x.ts'] },
  { name: 'node_modules/lit/lit.js', bytes: 5000, importers: ['src/ui/picker.ts', 'src/elements/seam-x.ts'] },
];

test('a row that is too large is reported with what grew, which import caused it, and what to do', () => {
  const row = { name: 'the whole suite', gzip: 52_300, modules };
  const before = {
    gzip: 49_800,
    modules: { 'src/index.ts': 100, 'src/elements/seam-x.ts': 700, 'node_modules/lit/lit.js': 5000 },
  };
  const text = complaint(row, 50, before);
  assert.match(text, /^the whole suite has 52\.3 kB, and 50 kB are allowed, \+2\.5 kB since/m);
  const [picker, element] = ['src/ui/picker.ts', 'src/elements/seam-x.ts'].map((name) => text.indexOf(name));
  assert.ok(0 < picker! && picker! < element!, 'what grew most comes first');
  assert.match(
    text,
    /\+4\.0 kB {2}src\/ui\/picker\.ts\n\s+imported by src\/elements\/seam-x\.ts, that by src\/index\.ts/,
  );
  assert.doesNotMatch(text, /lit\.js/);
  assert.match(text, /import\(\)/);
});

test('the treemap gives each module its name and an area in proportion to its bytes', () => {
  const picture = treemap(modules, 1000, 100);
  const cells = [...picture.matchAll(/<title>(.*?): .*?width="([\d.]+)" height="([\d.]+)"/g)].map(
    ([, name, width, height]) => [name, Number(width) * Number(height)] as const,
  );
  assert.deepEqual(cells.map(([name]) => name).sort(), modules.map(({ name }) => name).sort());
  for (const [name, area] of cells) {
    const { bytes } = modules.find((module) => module.name === name)!;
    assert.ok(Math.abs(area / 100_000 - bytes / 10_000) < 0.01, `${name} has ${area}`);
  }
});
