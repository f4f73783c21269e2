import { html, nothing, type TemplateResult } from 'lit';
import type { SeamError, SeamErrorKind } from '../../api/errors.js';
import { loginRequired, loginUnclear } from '../../api/login.js';
import type { WatchState } from '../../client/cache.js';
import type { General } from '../../locales/index.js';
import type { Format } from '../../ui/format.js';
import { notice } from '../../ui/badge-and-notice.js';

/** Trying again cannot mend these. */
const final: ReadonlySet<SeamErrorKind> = new Set(['gateway_required', 'wrong_token']);

/** After these, what was loaded before may not be shown any more. */
const withdrawing: ReadonlySet<SeamErrorKind> = new Set(['not_permitted', 'gateway_required', 'wrong_token']);

export const withdraws = (error: SeamError | null): error is SeamError =>
  error !== null && withdrawing.has(error.kind);

/** Why nothing is shown of what was read: reading it failed, or it may not be shown any more. */
export const failureOf = ({ error, data }: Pick<WatchState<unknown>, 'error' | 'data'>): SeamError | null =>
  withdraws(error) || data === undefined ? error : null;

/** What the person reads of an error. Of a login, more is known than its kind says. */
export const errorWords = ({ kind, type }: SeamError, { errors }: General): { title: string; help: string } =>
  errors[type === loginRequired || type === loginUnclear ? type : kind];

/** What happened, what it means, what to do; the server's own words and the request id folded away. */
export function failure(error: SeamError, words: General, retry?: () => void): TemplateResult {
  const { title, help } = errorWords(error, words);
  const requestId = error.requestId ? `${words.requestId}: ${error.requestId}` : '';
  // Of a refusal nothing is known but the server's own words, so they stand in plain sight.
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

/** Beside what is still shown: what happened, and of when it is. `updatedAt` in milliseconds since 1970. */
export const staleness = (error: SeamError, updatedAt: number, words: General, format: Format): string =>
  `${errorWords(error, words).title} · ${words.asOf(format.time(updatedAt))}`;

/** The line above what is still shown although reading it again has failed; nothing while it has not. */
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
