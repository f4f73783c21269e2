import type { UserIdentity } from '../../api/contract.gen.js';
import { columns } from './columns.js';
import { columnNames, type ColumnName } from '../base/list-view-state.js';

/** CSV as in RFC 4180, with a byte order mark, so that spreadsheets recognise UTF-8. */
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
 * Matches the start of a formula, for a spreadsheet that splits at a comma, semicolon, tab, bar or line end. Ignores
 * leading spaces, quotes and invisible characters.
 */
const formula = /(?<=^|[;,|\p{Cc}\u2028\u2029])(?=[\s"\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu;
/** Text that a spreadsheet would convert to a number, a date or a boolean. */
const number = /^(?=.*\d)(\P{L}|\de[+-]?\d)*$/isu;
const date = /^(?=.*\d)\P{L}*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\P{L}*$/iu;
const truth = /^\s*(true|false)\s*$/i;

/** A leading apostrophe makes the cell text. The alternative, `="…"`, would itself be a formula. */
function cell(value: string | null): string {
  const text = value ?? '';
  const isTaken = [number, date, truth].some((pattern) => pattern.test(text));
  const harmless = (isTaken ? `'${text}` : text).replace(formula, "'");
  return `"${harmless.replaceAll('"', '""')}"`;
}
