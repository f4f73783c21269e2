import type { Endpoint, Page } from '../api/contract.gen.js';
import { isSeamError } from '../api/errors.js';
import { thingOf } from './invalidation.js';

/** What a response about one resource says about its row in lists. */
export interface RowNews {
  /** The type of resource, such as `user_identity`. */
  readonly thing: string;
  readonly id: string;
  /** Undefined if the resource no longer exists. */
  readonly row: Row | undefined;
  readonly isNew: boolean;
}

type Row = Readonly<Record<string, unknown>>;
type Pages = readonly Page<unknown>[];

/**
 * Finds the news about a single resource in a response; undefined if there are none.
 * @param answer the response of the endpoint, or its error
 */
export function newsIn(endpoint: Endpoint, params: object, answer: unknown): RowNews | undefined {
  const { path, paginated } = endpoint;
  const isNew = path.endsWith('/create');
  if (paginated || !(isNew || path.endsWith('/get'))) return undefined;
  const thing = thingOf(endpoint);
  const isGone = isSeamError(answer) && answer.kind === 'not_found';
  const row = isSeamError(answer) ? undefined : (answer as Row);
  const id = idOf(thing, isGone && !isNew ? params : row);
  return id === undefined ? undefined : { thing, id, row, isNew };
}

/**
 * Adds, replaces or removes the row in the pages.
 * @param isWhole whether the list has no filter, so that a new row belongs to it
 * @returns the same pages if nothing changes
 */
export function withNews(pages: Pages, { thing, id, row, isNew }: RowNews, isWhole: boolean): Pages {
  const known = pages.flatMap(({ items }) => items).find((item) => idOf(thing, item) === id);
  if (known === undefined) return row && isNew && isWhole ? withFirst(pages, row) : pages;
  if (JSON.stringify(known) === JSON.stringify(row)) return pages;
  return pages.map((page) =>
    page.items.includes(known)
      ? { ...page, items: page.items.flatMap((item) => (item === known ? (row ?? []) : [item])) }
      : page,
  );
}

const withFirst = ([first, ...others]: Pages, row: Row): Pages =>
  first ? [{ ...first, items: [row, ...first.items] }, ...others] : [];

function idOf(thing: string, of: unknown): string | undefined {
  const id = (of as Row | null | undefined)?.[`${thing}_id`];
  return typeof id === 'string' ? id : undefined;
}
