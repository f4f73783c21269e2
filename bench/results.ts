// What every benchmark needs to tell what it found.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';

/** How often everything is measured; BENCH_ROUNDS=1 tries out a benchmark. */
export const rounds = Number(process.env['BENCH_ROUNDS'] ?? 7);

const file = path.join(import.meta.dirname, 'results.md');
const introduction =
  '# Measured\n\nWritten by `npm run bench`. Only ratios within one run mean something elsewhere.\n';

/** Prints a section and puts it into results.md, in place of the one of the same name. */
export function report(title: string, body: string): void {
  const section = `## ${title}\n\n${body.trim()}\n`;
  console.log(section);
  const others = written()
    .split(/^(?=## )/m)
    .slice(1)
    .filter((text) => !text.startsWith(`## ${title}\n`))
    .map((text) => `${text.trim()}\n`);
  writeFileSync(file, [introduction, ...[...others, section].sort()].join('\n'));
}

function written(): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** On which machine, how busy, and with which versions of what was measured. */
export function circumstances(
  packages: readonly string[],
  peers: readonly string[] = [],
  browser?: string,
): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim() || 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  const versions = [
    `Node ${process.versions.node}`,
    ...(browser ? [browser] : []),
    ...packages.map((name) => `${name} ${versionOf(name, import.meta.url)}`),
    ...peers.map((name) => `${name} ${versionOf(name, import.meta.resolve('./peers/package.json'))}`),
  ];
  const load = `load ${loadavg()[0]!.toFixed(1)} at the end`;
  return `${new Date().toISOString().slice(0, 10)}, ${machine}, ${load}; ${versions.join(', ')}.`;
}

/** Read where it was installed, because some packages keep their package.json to themselves. */
function versionOf(name: string, from: string): string {
  const folders = createRequire(from).resolve.paths(name) ?? [];
  const file = folders.map((folder) => path.join(folder, name, 'package.json')).find(existsSync);
  return (JSON.parse(readFileSync(file!, 'utf8')) as { version: string }).version;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '--:'))), ...rows.map(line)].join(
    '\n',
  );
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Median, and in brackets the least and the most. */
export function spread(values: readonly number[], digits: number): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

/** How many times as much as the other, round by round. */
export const ratios = (values: readonly number[], others: readonly number[]): readonly number[] =>
  values.slice(0, others.length).map((value, round) => value / others[round]!);

export interface Limit {
  readonly what: string;
  readonly measured: number;
  readonly most: number;
  readonly digits?: number;
  /** Shown where it is missed. */
  readonly why?: string;
}

/** What was promised, whether it is kept, and where not, why. */
export function limits(rows: readonly Limit[]): string {
  const whys = rows.flatMap(({ measured, most, why }) => (measured > most && why ? [why] : []));
  const kept = table(
    ['limit', 'measured', 'at most', 'kept'],
    rows.map(({ what, measured, most, digits = 2 }) => [
      what,
      measured.toFixed(digits),
      `${most}`,
      measured <= most ? 'yes' : '**no**',
    ]),
  );
  return [kept, ...new Set(whys)].join('\n\n');
}
