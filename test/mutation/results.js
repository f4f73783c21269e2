import process from 'node:process';
import { unnoticeable } from './unnoticeable.js';

/**
 * A table of the mutants in each file, and a list of the mutants that no test notices, with the reason if there is one.
 * @param {object} report of Stryker, as JSON
 */
export function resultsOf({ files, framework }) {
  const counted = Object.entries(files)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([file, content]) => countsOf(file, content));
  const sum = (pick) => counted.reduce((total, one) => total + pick(one), 0);
  const all = {
    file: '**all**',
    failed: sum(({ failed }) => failed),
    late: sum(({ late }) => late),
    survivors: counted.flatMap(({ survivors }) => survivors),
  };
  return [
    '# What became of each mutant of the authoriser',
    '',
    `Written by \`npm run test:mutation\` on ${new Date().toISOString().slice(0, 10)}, with Node ${process.versions.node} and ${framework.name} ${framework.version}. What can make no difference counts as not noticed all the same. Mutants that only change a text for people are left out.`,
    '',
    '| file | a test failed | out of time | not noticed | of these, no difference | score |',
    '| --- | --: | --: | --: | --: | --: |',
    ...[...counted, all].map(rowOf),
    '',
    '## Not noticed',
    '',
    ...all.survivors.map(
      ({ place, text, without, why = '**No test yet.**' }) =>
        `- \`${place}\`: \`${text}\` → \`${without}\`. ${why}`,
    ),
    '',
  ].join('\n');
}

function countsOf(file, { source, mutants }) {
  const are = (...states) => mutants.filter(({ status }) => states.includes(status));
  return {
    file,
    failed: are('Killed').length,
    late: are('Timeout').length,
    survivors: are('Survived', 'NoCoverage').map((mutant) => survivorOf(file, source, mutant)),
  };
}

function rowOf({ file, failed, late, survivors }) {
  const noticed = failed + late;
  const explained = survivors.filter(({ why }) => why).length;
  const tried = noticed + survivors.length;
  const score = tried === 0 ? '–' : `${((100 * noticed) / tried).toFixed(1)} %`;
  return `| ${file} | ${failed} | ${late} | ${survivors.length} | ${explained} | ${score} |`;
}

function survivorOf(file, source, { location: { start, end }, replacement }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const [line] = lines;
  lines.push(lines.pop().slice(0, end.column - 1));
  lines[0] = lines[0].slice(start.column - 1);
  const text = inOneLine(lines.join(' '));
  const without = inOneLine(replacement);
  const why = unnoticeable.find(
    (one) => `src/${one.file}.ts` === file && line.includes(one.line) && one.without === without,
  )?.why;
  return { place: `${file}:${start.line}`, text, without, why };
}

const inOneLine = (text) => text.replace(/\s+/g, ' ');
