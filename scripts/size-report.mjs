// The text of `npm run size`, from measured values only.
// A module is { name, bytes, importers }: its path, its length in the file, and the names of its importers.

const kB = (bytes) => (bytes / 1000).toFixed(1);

export const since = (bytes, before) =>
  before === undefined ? 'new' : `${bytes < before ? '−' : '+'}${kB(Math.abs(bytes - before))}`;

/**
 * For a row that is too large: what grew, which import caused it, and what to do.
 * @param before the saved sizes of the row and of its modules
 */
export function complaint({ name, gzip, modules }, limit, before = {}) {
  const grown = modules
    .map((module) => ({ ...module, by: module.bytes - (before.modules?.[module.name] ?? 0) }))
    .filter(({ by }) => by > 0)
    .sort((a, b) => b.by - a.by)
    .slice(0, 6);
  const byName = new Map(modules.map((module) => [module.name, module]));
  const lines = grown.map(
    (module) => `  +${kB(module.by)} kB  ${module.name}\n           ${importChain(module, byName)}`,
  );
  const grew = before.gzip === undefined ? '' : `, ${since(gzip, before.gzip)} kB since the sizes were saved`;
  return `
${name} has ${kB(gzip)} kB, and ${limit} kB are allowed${grew}.
${lines.length > 0 ? `What grew, before gzip, and who imports it:\n${lines.join('\n')}` : 'No module of it grew.'}
To do: import() what is not shown at first where it is opened, take out what is there twice, or keep what one element
needs out of what all of them share. \`npm run size -- --treemap\` draws all of it.`;
}

/** From a module up to the entry: its importer, the importer of that module, and so on. */
export function importChain(module, byName) {
  const chain = [];
  const seen = new Set([module.name]);
  for (let at = module; ;) {
    const next = at.importers.find((name) => byName.has(name) && !seen.has(name));
    if (next === undefined) break;
    seen.add(next);
    chain.push(next);
    at = byName.get(next);
  }
  return chain.length > 0 ? `imported by ${chain.join(', that by ')}` : 'imported by the entry alone';
}

/** The sizes as an SVG treemap: each module has an area in proportion to its bytes. */
export function treemap(modules, width = 1200, height = 800) {
  const groups = new Map();
  for (const module of modules) {
    const group = groupOf(module);
    groups.set(group, [...(groups.get(group) ?? []), module]);
  }
  const boxes = [...groups]
    .map(([name, inside]) => ({ name, inside, bytes: inside.reduce((sum, { bytes }) => sum + bytes, 0) }))
    .sort((a, b) => b.bytes - a.bytes);
  const cells = layOut(boxes, { x: 0, y: 0, width, height }).flatMap(({ box, area }, at) =>
    layOut(
      box.inside.toSorted((a, b) => b.bytes - a.bytes),
      area,
    ).map((cell) => drawn(cell, `hsl(${(at * 47) % 360} 45% 84%)`)),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="10">
${cells.join('\n')}
</svg>
`;
}

/** A package, or one of our folders. */
const groupOf = ({ name }) =>
  /node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(name)?.[1] ?? name.split('/').slice(0, 3).join('/');

/** Divides the bytes into two halves next to each other, and each half in the other direction, down to single boxes. */
function layOut(boxes, area) {
  if (boxes.length === 0) return [];
  if (boxes.length === 1) return [{ box: boxes[0], area }];
  const total = boxes.reduce((sum, { bytes }) => sum + bytes, 0);
  let count = 0;
  let part = 0;
  do part += boxes[count++].bytes;
  while (count < boxes.length - 1 && part + boxes[count].bytes / 2 < total / 2);
  const share = total > 0 ? part / total : 0;
  const { x, y, width, height } = area;
  const [first, second] =
    width > height
      ? [
          { ...area, width: width * share },
          { ...area, x: x + width * share, width: width * (1 - share) },
        ]
      : [
          { ...area, height: height * share },
          { ...area, y: y + height * share, height: height * (1 - share) },
        ];
  return [...layOut(boxes.slice(0, count), first), ...layOut(boxes.slice(count), second)];
}

function drawn({ box: { name, bytes }, area: { x, y, width, height } }, colour) {
  const label = `${name.split('/').at(-1)} ${kB(bytes)}`;
  const fits = width > label.length * 5.5 && height > 14;
  const at = [x, y, width, height].map((number) => number.toFixed(1));
  return `<g><title>${name}: ${kB(bytes)} kB</title><rect x="${at[0]}" y="${at[1]}" width="${at[2]}" height="${at[3]}" fill="${colour}" stroke="#fff"/>${
    fits ? `<text x="${(x + 3).toFixed(1)}" y="${(y + 11).toFixed(1)}">${label}</text>` : ''
  }</g>`;
}
