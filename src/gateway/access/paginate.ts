import { mismatchedPage } from '../http/http-error.js';

/** How each parameter filters the items, for lists that Seam does not filter. */
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

/** Whether one of the values contains the text, ignoring case. */
export const anyHolds = (values: readonly (string | null | undefined)[], text: string): boolean =>
  values.some((value) => value?.toLowerCase().includes(text.toLowerCase()));

/** A page starts after an item, not at a number, so that added and removed items do not shift the pages. */
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

/** A caller cannot forge an encrypted cursor. But after a change of the scope, it may be for another kind of list. */
function readPlace(cursor: string): Place {
  const place = JSON.parse(cursor) as Place | object;
  if (!Array.isArray(place)) throw mismatchedPage();
  return place as unknown as Place;
}
