import { html, type TemplateResult } from 'lit';
import { button } from '../../ui/button.js';
import type { SeamElement } from '../base/seam-element.js';

let parser: typeof import('../../ui/phone-parser.js') | undefined;

/** What is wrong with a phone number, and the number that is meant where that is certain. */
export function phoneError(
  host: SeamElement,
  error: string,
  text: string,
  onUse: (number: string) => void,
): TemplateResult {
  if (!parser) void fetchParser(host);
  const better = parser?.inE164(text);
  return html`${error}
  ${better ? button({ label: host.general.use(better), look: 'quiet', run: () => onUse(better) }) : undefined}`;
}

/** The parser knows the numbers of all countries, so it is fetched only when a number is wrong. Without it, nothing is proposed. */
async function fetchParser(host: SeamElement) {
  parser = await import('../../ui/phone-parser.js').catch(() => undefined);
  if (parser) host.requestUpdate();
}
