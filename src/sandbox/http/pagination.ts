import type { Page } from '../../api/contract.gen.js';
import { ApiError } from '../model/errors.js';

interface PageParams {
  limit?: number;
  page_cursor?: string | null;
}

interface Cursor {
  /** The other parameters of the request that created the cursor. */
  params: string;
  lastId: string;
  /** The number of rows up to the last one, for the case that this row no longer exists. */
  count: number;
}

/**
 * Returns one page of rows.
 * @throws {ApiError} `mismatched_page_parameters` if the cursor belongs to a request with other parameters
 */
export function paginate<Row>(
  rows: Iterable<Row>,
  { page_cursor, ...params }: PageParams,
  idOf: (row: Row) => string,
): Page<Row> {
  const all = [...rows];
  const boundTo = JSON.stringify(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)));
  const start = page_cursor ? startAfter(readCursor(page_cursor, boundTo), all, idOf) : 0;
  const end = start + (params.limit ?? 500);
  const items = all.slice(start, end);
  const last = items.at(-1);
  const hasMore = end < all.length && last !== undefined;
  return {
    items,
    nextCursor: hasMore ? writeCursor({ params: boundTo, lastId: idOf(last), count: end }) : null,
  };
}

function startAfter<Row>({ lastId, count }: Cursor, rows: Row[], idOf: (row: Row) => string): number {
  const index = rows.findIndex((row) => idOf(row) === lastId);
  return index === -1 ? count - 1 : index + 1;
}

// `btoa` accepts only Latin-1 characters, and a search text may contain any character.
const writeCursor = (cursor: Cursor) => btoa(encodeURIComponent(JSON.stringify(cursor)));

function readCursor(text: string, boundTo: string): Cursor {
  const cursor = parseCursor(text);
  if (cursor?.params !== boundTo) {
    throw new ApiError(
      400,
      'mismatched_page_parameters',
      'When using next_page_cursor, the request must send parameters identical to the initial request.',
    );
  }
  return cursor;
}

function parseCursor(text: string): Cursor | null {
  try {
    return JSON.parse(decodeURIComponent(atob(text))) as Cursor | null;
  } catch {
    throw new ApiError(400, 'invalid_input', 'Invalid for "page_cursor"', {
      validation_errors: { _errors: [], page_cursor: { _errors: ['Invalid'] } },
    });
  }
}

export const mapPage = <Row, Shown>(
  { items, nextCursor }: Page<Row>,
  show: (row: Row) => Shown,
): Page<Shown> => ({
  items: items.map(show),
  nextCursor,
});
