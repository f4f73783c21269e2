// Bars as SVG: readable at the width of a README, on light and on dark pages.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

interface Bar {
  readonly name: string;
  /** Undefined where nothing could be measured. */
  readonly value: number | undefined;
  readonly isOurs?: boolean;
}

interface Group {
  readonly title: string;
  readonly bars: readonly Bar[];
}

interface Plot {
  readonly title: string;
  /** What a value is, such as `ms`. */
  readonly unit: string;
  readonly groups: readonly Group[];
}

const width = 860;
const left = 290;
const right = 90;
const line = 22;
const groupGap = 34;

/** Writes bench/`name`.svg: groups of bars, each as long beside its group's longest as its value. */
export function bars(name: string, { title, unit, groups }: Plot): void {
  let y = 34;
  const drawn = groups.map((group) => {
    y += groupGap;
    const most = Math.max(...group.bars.map(({ value = 0 }) => value));
    const heading = `<text class="group" x="0" y="${y - 10}">${escaped(group.title)}</text>`;
    const rows = group.bars.map(({ name, value, isOurs }) => {
      const length = value === undefined ? 0 : Math.max(2, ((width - left - right) * value) / most);
      const row = `<text x="${left - 10}" y="${y + 15}" text-anchor="end"${isOurs ? ' class="ours"' : ''}>${escaped(name)}</text>
<rect x="${left}" y="${y + 3}" width="${length.toFixed(1)}" height="${line - 6}" rx="2"${isOurs ? ' class="ours"' : ''}/>
<text x="${(left + length + 8).toFixed(1)}" y="${y + 15}"${isOurs ? ' class="ours"' : ''}>${value === undefined ? 'failed' : `${short(value)} ${unit}`}</text>`;
      y += line;
      return row;
    });
    return [heading, ...rows].join('\n');
  });
  writeFileSync(
    path.join(import.meta.dirname, `${name}.svg`),
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + 12}" width="${width}" height="${y + 12}" role="img" aria-label="${escaped(title)}">
<style>
text { font: 13px system-ui, sans-serif; fill: #57606a; }
rect { fill: #afb8c1; }
.title { font-size: 16px; font-weight: 600; fill: #1f2328; }
.group { font-weight: 600; fill: #1f2328; }
text.ours { font-weight: 600; fill: #1f2328; }
rect.ours { fill: #0969da; }
@media (prefers-color-scheme: dark) {
text { fill: #8b949e; }
rect { fill: #484f58; }
.title, .group, text.ours { fill: #e6edf3; }
rect.ours { fill: #4493f8; }
}
</style>
<text class="title" x="0" y="20">${escaped(title)}</text>
${drawn.join('\n')}
</svg>
`,
  );
}

const short = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(2));
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
