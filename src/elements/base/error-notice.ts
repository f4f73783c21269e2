import { html, nothing, type TemplateResult } from 'lit';
import type { SeamError, SeamErrorKind } from '../../api/errors.js';
import { loginRequired, loginUnclear } from '../../api/login.js';
import type { WatchState } from '../../client/cache.js';
import type { General } from '../../locales/index.js';
import type { Format } from '../../ui/format.js';
import { notice } from '../../ui/badge-and-notice.js';

/** A retry cannot solve these. */
const final: ReadonlySet<SeamErrorKind> = new Set(['gateway_required', 'wrong_token']);

/** After these, data that were loaded before may not be shown any more. */
const withdrawing: ReadonlySet<SeamErrorKind> = new Set(['not_permitted', 'gateway_required', 'wrong_token']);

export const withdraws = (error: SeamError | null): error is SeamError =>
  error !== null && withdrawing.has(error.kind);

/**
 * Why no data are shown: the read failed, or the data may not be shown any more. Null if data are shown, or still
 * loading.
 */
export const failureOf = ({ error, data }: Pick<WatchState<unknown>, 'error' | 'data'>): SeamError | null =>
  withdraws(error) || data === undefined ? error : null;

/** The words for an error. An error of the login has more precise words than its kind. */
export const errorWords = ({ kind, type }: SeamError, { errors }: General): { title: string; help: string } =>
  errors[type === loginRequired || type === loginUnclear ? type : kind];

/** Says what happened, what it means and what to do. The server's own message and the request id are folded away. */
export function failure(error: SeamError, words: General, retry?: () => void): TemplateResult {
  const { title, help } = errorWords(error, words);
  const requestId = error.requestId ? `${words.requestId}: ${error.requestId}` : '';
  // The server's own message is all that is known about a refusal, so it is not folded away.
  const isRefused = error.kind === 'refused';
  const lines = isRefused ? [requestId] : [error.message, requestId];
  return notice({
    icon: 'attention',
    tone: 'bad',
    title,
    help: isRefused ? error.message : help,
    details: { label: words.details, lines: lines.filter(Boolean) },
    ...(retry && !final.has(error.kind) && { action: { label: words.retry, run: retry } }),
  });
}

/** Says what went wrong, and from when the data are. `updatedAt` in milliseconds since 1970. */
export const staleness = (error: SeamError, updatedAt: number, words: General, format: Format): string =>
  `${errorWords(error, words).title} · ${words.asOf(format.time(updatedAt))}`;

/** The line above data that stay visible although the newest read has failed; nothing if it has not failed. */
export const staleLine = (
  { error, updatedAt }: Pick<WatchState<unknown>, 'error' | 'updatedAt'>,
  words: General,
  format: Format,
  retry: () => void,
): TemplateResult | typeof nothing =>
  error
    ? html`<p role="alert" class="small attention">
        ${staleness(error, updatedAt, words, format)}
        <button type="button" @click=${retry}>${words.retry}</button>
      </p>`
    : nothing;
