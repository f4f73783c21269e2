import type { Endpoint, EndpointPath, ParamsOf } from '../../api/contract.gen.js';
import type { Errand } from './request-context.js';
import { invalidInput, mismatchedPage } from '../http/http-error.js';
import { listIn, objectIn } from '../http/seam-upstream.js';

/** Of the gateway's own choice: a size that a caller chooses would cut Seam's list before it is filtered. */
const rowsAtOnce = 500;
const mostPages = 100;

/** Where a page begins: among the own rows of one of Seam's pages. */
interface Place {
  readonly cursor: string | null;
  readonly skip: number;
}

/**
 * One page of a list of Seam's in which the caller's own rows stand among others. Seam's pages are read and filtered
 * until the page is full, and whether there is a next one is known from own rows alone.
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

/** The caller cannot make one up: its cursors are sealed. But a scope may have become one whose list is another. */
function readPlace(text: string): Place {
  const place = JSON.parse(text) as Place | unknown[];
  if (Array.isArray(place)) throw mismatchedPage();
  return place;
}
