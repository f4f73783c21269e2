import { html, nothing, type TemplateResult } from 'lit';
import type { UserIdentity } from '../../api/contract.gen.js';
import type { WatchState } from '../../client/cache.js';
import { list as english } from '../../locales/en/people.js';
import type { SeamElement } from '../base/seam-element.js';
import { failureOf, staleness } from '../base/error-notice.js';
import type { PeopleSort } from '../base/list-view-state.js';

interface ReadPeople {
  readonly state: WatchState<readonly UserIdentity[]>;
  readonly refetch: () => Promise<void>;
}

/** The text below the list: how many rows it shows, in which order, and whether they are out of date. */
export function listStatus(
  host: SeamElement,
  { state, refetch }: ReadPeople,
  count: number,
  sort: PeopleSort,
): TemplateResult {
  const { general, format } = host;
  const { error, updatedAt, hasMoreFailed } = state;
  const phrases = host.words('people', 'list', english);
  return html`
    <p role="status">${sentences(host, state, count, sort).join(' · ')}</p>
    ${
      state.data && error && !failureOf(state)
        ? html`<p role="alert" class="attention">
              ${hasMoreFailed ? phrases.loadMoreFailed : staleness(error, updatedAt, general, format)}
            </p>
            <button type="button" @click=${refetch}>${general.retry}</button>`
        : nothing
    }
  `;
}

function sentences(
  host: SeamElement,
  state: ReadPeople['state'],
  count: number,
  { by, ascending }: PeopleSort,
): string[] {
  const { general, format } = host;
  const phrases = host.words('people', 'list', english);
  const { data, hasMore, isPrevious, isLoadingMore } = state;
  if (failureOf(state)) return [];
  if (!data) return [general.loading];
  const loaded = phrases.loaded(format.number(count), hasMore, count);
  const sorted = phrases.sorted(phrases.columns[by], ascending);
  if (isLoadingMore) return [loaded, sorted, phrases.loadingMore];
  return isPrevious ? [loaded, sorted, general.refreshing] : [loaded, sorted]; // not for automatic refetches
}
