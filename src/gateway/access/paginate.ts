import { mismatchedPage } from '../http/http-error.js';

/** How a parameter picks from what has been found, for lists that Seam does not filter. */
export type Filters<Params, Item> = {
  [Name in keyof Params]?: (item: Item, value: Params[Name] & {}) => boolean;
};

export const filtered = <Params extends object, Item>(
  items: Item[],
  params: Params,
  filters: Filters<Params, Item>,
): Item[] => items.filter((item) => passes(item, params, filters));

export const passes = <Params extends object, Item>(
  item: Item,
  params: Params,
  filters: Filters<Params, Item>,
): boolean =>
  Object.entries(params).every(([name, value]) => {
    const filter = filters[name as keyof Params] as ((item: Item, value: unknown) => boolean) | undefined;
    return filter?.(item, value) ?? true;
  });

export const isBefore = ({ created_at }: { created_at: string }, date: string): boolean =>
  Date.parse(created_at) < Date.parse(date);

/** Whether one of the values holds the text, in capitals or not. */
export const anyHolds = (values: readonly (string | null | undefined)[], text: string): boolean =>
  values.some((value) => value?.toLowerCase().includes(text.toLowerCase()));

/** By place rather than number, so that an item which comes or goes shifts no page. */
type Place = readonly [created_at: string, id: string];

interface PageParams {
  limit?: number;
  page_cursor?: string | null;
}

/** One page of a list, the newest first. */
export function pageOf<Item extends { created_at: string }>(
  key: string,
  items: Item[],
  id: keyof Item,
  { limit = 500, page_cursor }: PageParams,
) {
  const placeOf = (item: Item): Place => [item.created_at, String(item[id])];
  const sorted = items.sort((a, b) => comparePlaces(placeOf(a), placeOf(b)));
  const after = page_cursor == null ? undefined : readPlace(page_cursor);
  const rest = after ? sorted.filter((item) => comparePlaces(placeOf(item), after) > 0) : sorted;
  const page = rest.slice(0, limit);
  const has_next_page = rest.length > limit;
  return {
    [key]: page,
    pagination: {
      has_next_page,
      next_page_cursor: has_next_page ? JSON.stringify(placeOf(page.at(-1)!)) : null,
      next_page_url: null,
    },
  };
}

const comparePlaces = (a: Place, b: Place): number =>
  a[0] === b[0] ? (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0) : a[0] > b[0] ? -1 : 1;

/** The caller cannot make one up: its cursors are sealed. But a scope may have become one whose list is another. */
function readPlace(cursor: string): Place {
  const place = JSON.parse(cursor) as Place | object;
  if (!Array.isArray(place)) throw mismatchedPage();
  return place as unknown as Place;
}
