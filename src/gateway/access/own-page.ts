import type { Endpoint, EndpointPath, ParamsOf } from '../../api/contract.gen.js';
import type { Errand } from './request-context.js';
import { invalidInput, mismatchedPage } from '../http/http-error.js';
import { listIn, objectIn } from '../http/seam-upstream.js';

/** Rows per request to Seam. Not the caller's limit, because that would cut Seam's list before it is filtered. */
const rowsAtOnce = 500;
const mostPages = 100;

/** Where a page starts: Seam's page, and the number of the caller's own rows to skip there. */
interface Place {
  readonly cursor: string | null;
  readonly skip: number;
}

/**
 * One page of the caller's own rows, from a Seam list that also contains other people's rows. It reads and filters
 * Seam's pages until its page is full. Whether a next page exists depends only on the caller's own rows.
 */
export async function ownPage<Item extends object, Path extends EndpointPath>(
  errand: Errand,
  endpoint: Endpoint<Path>,
  params: ParamsOf<Path>,
  isOwn: (item: Item) => boolean,
  {
    limit = rowsAtOnce,
    page_cursor,
  }: { limit?: number | undefined; page_cursor?: string | null | undefined },
) {
  const key = endpoint.responseKey!;
  const page: Item[] = [];
  let { cursor, skip }: Place = page_cursor == null ? { cursor: null, skip: 0 } : readPlace(page_cursor);
  for (let read = 0; read < mostPages; read++) {
    const asked = { ...params, limit: rowsAtOnce, ...(cursor !== null && { page_cursor: cursor }) };
    const body = await errand.ask(endpoint, asked, { charged: read === 0 });
    const own = listIn<Item>(body, key).filter(isOwn);
    const room = limit - page.length;
    page.push(...own.slice(skip, skip + room));
    if (own.length > skip + room) return answerOf(key, page, { cursor, skip: skip + room });
    const next = body['pagination'] === undefined ? null : objectIn(body, 'pagination')['next_page_cursor'];
    if (typeof next !== 'string') return answerOf(key, page, null);
    cursor = next;
    skip = 0;
  }
  throw invalidInput({ path: [], message: 'There are too many to look through them all.' });
}

const answerOf = (key: string, page: object[], next: Place | null) => ({
  [key]: page,
  pagination: {
    has_next_page: next !== null,
    next_page_cursor: next && JSON.stringify(next),
    next_page_url: null,
  },
});

/** A caller cannot forge an encrypted cursor. But after a change of the scope, it may be for another kind of list. */
function readPlace(text: string): Place {
  const place = JSON.parse(text) as Place | unknown[];
  if (Array.isArray(place)) throw mismatchedPage();
  return place;
}
