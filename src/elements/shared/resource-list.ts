import { nothing, html, type TemplateResult } from 'lit';
import type { WatchState } from '../../client/cache.js';
import { notice, type Notice } from '../../ui/badge-and-notice.js';
import type { SeamElement } from '../base/seam-element.js';
import { failure, failureOf, staleLine } from '../base/error-notice.js';

/** What an element draws of a list that it reads. */
export interface ResourceList<Row> {
  /** Reads the list. */
  query: { readonly state: WatchState<readonly Row[]>; readonly refetch: () => Promise<void> };
  /** Stands in the place of the rows until they are known. */
  skeleton: TemplateResult;
  /** Says that there is no row, and what to do. */
  none: Omit<Notice, 'tone'>;
  /** Rows that are not those of the answer, such as one that is being added. */
  rows?: readonly Row[];
  /** What applies to all rows, above them or above `none`. */
  above?: (rows: readonly Row[]) => unknown;
  drawRows: (rows: readonly Row[]) => TemplateResult;
}

/** Draws a list in the state it is in: unknown yet, failed, not permitted any more, out of date, empty, or with rows. */
export function resourceList<Row>(
  { general, format }: SeamElement,
  { query: { state, refetch }, skeleton, none, rows = state.data, above, drawRows }: ResourceList<Row>,
): TemplateResult {
  const error = failureOf(state);
  if (error) return failure(error, general, refetch);
  if (!state.data || !rows) return skeleton;
  return html`
    ${staleLine(state, general, format, refetch)} ${above?.(rows) ?? nothing}
    ${rows.length === 0 ? notice({ tone: 'neutral', ...none }) : drawRows(rows)}
  `;
}
