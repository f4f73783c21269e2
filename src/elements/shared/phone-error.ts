import { html, type TemplateResult } from 'lit';
import { button } from '../../ui/button.js';
import type { SeamElement } from '../base/seam-element.js';

let parser: typeof import('../../ui/phone-parser.js') | undefined;

/** Renders the error of a phone number, and proposes the correct number if it is certain. */
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

/** Fetches the parser only when a number is wrong, because it is large. Without the parser, no number is proposed. */
async function fetchParser(host: SeamElement) {
  parser = await import('../../ui/phone-parser.js').catch(() => undefined);
  if (parser) host.requestUpdate();
}
