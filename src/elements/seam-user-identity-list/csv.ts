import type { Call } from '../../api/call.js';
import { userIdentitiesList, type ParamsOf, type UserIdentity } from '../../api/contract.gen.js';
import { download } from '../../ui/download.js';
import { columnNames, columns, type ColumnName } from './columns.js';

export { download };

type ListParams = ParamsOf<'/user_identities/list'>;

/**
 * All who match, page by page.
 * @param onCount hears how many there are so far
 * @throws {SeamError}
 */
export async function fetchAll(
  call: Call,
  params: ListParams,
  { signal, onCount }: { signal: AbortSignal; onCount: (count: number) => void },
): Promise<UserIdentity[]> {
  const people: UserIdentity[] = [];
  let cursor: string | null = null;
  do {
    const given: ListParams = cursor === null ? params : { ...params, page_cursor: cursor };
    const page = await call(userIdentitiesList, given, { signal });
    people.push(...page.items);
    onCount(people.length);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return people;
}

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

/** A spreadsheet takes what starts like this for a formula, and would run it. */
const formula = /^[\t\r\n ]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;
/** A plus and digits alone calculate nothing. */
const phoneNumber = /^\+\d+$/;

function cell(value: string | null): string {
  const text = value ?? '';
  const harmless = formula.test(text) && !phoneNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
