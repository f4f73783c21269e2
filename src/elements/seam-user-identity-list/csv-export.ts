import { html, type TemplateResult } from 'lit';
import { asSeamError } from '../../api/errors.js';
import { list as english } from '../../locales/en/people.js';
import { button } from '../../ui/button.js';
import { download } from '../../ui/download.js';
import type { SeamElement } from '../base/seam-element.js';
import { emit } from '../base/events.js';
import { partOf } from '../shared/fetch-part.js';
import { toCsv } from './csv.js';
import { fetchAll } from './fetch-all.js';
import { SortedPeople } from './incremental-sort.js';
import type { PeopleSort } from '../base/list-view-state.js';

/** Fetches all matching user identities and saves them as a file. Stops on cancel or with the element. */
export class PeopleExport {
  private running: AbortController | undefined;
  private count = 0;
  private hasFailed = false;

  constructor(private readonly host: SeamElement) {}

  stop(): void {
    this.running?.abort();
    this.hasFailed = false;
  }

  private get phrases() {
    return this.host.words('people', 'list', english);
  }

  render(search: string, sort: PeopleSort): TemplateResult {
    const { phrases, host } = this;
    if (!this.running)
      return html`${this.hasFailed ? html`<p role="alert" class="attention">${phrases.exportFailed}</p>` : ''}
      ${button({ label: phrases.exportWorkbook, look: 'quiet', run: () => void this.exportPeople('xlsx', search, sort) })}
      ${button({ label: phrases.exportCsv, look: 'quiet', run: () => void this.exportPeople('csv', search, sort) })}`;
    return html`<span role="status">${phrases.exporting(host.format.number(this.count))}</span>
      ${button({ label: host.general.cancel, look: 'quiet', run: () => this.running?.abort() })}`;
  }

  private async exportPeople(format: 'xlsx' | 'csv', search: string, sort: PeopleSort) {
    const { call } = this.host.session.client!;
    this.running = new AbortController();
    this.hasFailed = false;
    this.show(0);
    try {
      const people = await fetchAll(call, search ? { search } : {}, {
        signal: this.running.signal,
        onCount: (count) => this.show(count),
      });
      const sorted = new SortedPeople().update(people, sort, this.host.format.compare);
      const { columns } = this.phrases;
      const file =
        format === 'csv'
          ? new Blob([toCsv(sorted, columns)], { type: 'text/csv' })
          : (await partOf(import('./workbook.js'))).toWorkbook(sorted, columns);
      download(file, `user-identities.${format}`);
    } catch (thrown) {
      const error = asSeamError(thrown);
      this.hasFailed = error.kind !== 'cancelled';
      if (this.hasFailed) emit(this.host, 'seam-error', error);
    } finally {
      this.running = undefined;
      this.host.requestUpdate();
    }
  }

  private show(count: number) {
    this.count = count;
    this.host.requestUpdate();
  }
}
