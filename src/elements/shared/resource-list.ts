import { nothing, html, type TemplateResult } from 'lit';
import type { WatchState } from '../../client/cache.js';
import { notice, type Notice } from '../../ui/badge-and-notice.js';
import type { SeamElement } from '../base/seam-element.js';
import { failure, failureOf, staleLine } from '../base/error-notice.js';

/** How an element renders a list that it reads. */
export interface ResourceList<Row> {
  /** Reads the list. */
  query: { readonly state: WatchState<readonly Row[]>; readonly refetch: () => Promise<void> };
  /** Shown in place of the rows until they are loaded. */
  skeleton: TemplateResult;
  /** Says that there is no row, and what to do. */
  none: Omit<Notice, 'tone'>;
  /**
   * Rows to show instead of those in the response, for example with a row that is being added. Default: those in the
   * response.
   */
  rows?: readonly Row[];
  /** Renders what applies to all rows, above the rows or above `none`. */
  above?: (rows: readonly Row[]) => unknown;
  drawRows: (rows: readonly Row[]) => TemplateResult;
}

/**
 * Renders a list in its current state: still unknown, failed, no longer permitted, out of date, empty, or with rows.
 */
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
