import type { UserIdentity } from '../../api/contract.gen.js';
import { columns } from './columns.js';
import { columnNames, type ColumnName } from '../base/list-view-state.js';

/** As RFC 4180 has it, with a mark by which spreadsheets know that it is UTF-8. */
export function toCsv(
  people: readonly UserIdentity[],
  headings: Readonly<Record<ColumnName, string>>,
): string {
  const lines = [
    [...columnNames.map((name) => headings[name]), 'user_identity_id'],
    ...people.map((person) => [...columnNames.map((name) => columns[name](person)), person.user_identity_id]),
  ];
  return `\uFEFF${lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}

/**
 * Where a cell can begin for a spreadsheet that splits by a comma, semicolon, tab, bar or line end, before what it would
 * run: spaces, quotes and what cannot be seen do not count.
 */
const formula = /(?<=^|[;,|\p{Cc}\u2028\u2029])(?=[\s"\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu;
/** What is given as text, and a spreadsheet would take for a number, a date or a truth value. */
const number = /^(?=.*\d)(\P{L}|\de[+-]?\d)*$/isu;
const date = /^(?=.*\d)\P{L}*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\P{L}*$/iu;
const truth = /^\s*(true|false)\s*$/i;

/** An apostrophe in front makes text of it. The other way, `="…"`, is a formula itself. */
function cell(value: string | null): string {
  const text = value ?? '';
  const isTaken = [number, date, truth].some((pattern) => pattern.test(text));
  const harmless = (isTaken ? `'${text}` : text).replace(formula, "'");
  return `"${harmless.replaceAll('"', '""')}"`;
}
