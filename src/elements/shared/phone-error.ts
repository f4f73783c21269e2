import { html, type TemplateResult } from 'lit';
import { button } from '../../ui/button.js';
import { inE164 } from '../../ui/phone-number.js';
import type { SeamElement } from '../base/seam-element.js';

type Parser = typeof import('libphonenumber-js/min');

let parser: Parser | undefined;

/** What is wrong with a phone number, and the number that is meant where that is certain. */
export function phoneError(
  host: SeamElement,
  error: string,
  text: string,
  onUse: (number: string) => void,
): TemplateResult {
  if (!parser) void fetchParser(host);
  const better = parser && inE164(text, parser.parsePhoneNumberFromString);
  return html`${error}
  ${better ? button({ label: host.general.use(better), look: 'quiet', run: () => onUse(better) }) : undefined}`;
}

/** It knows the numbers of all countries, and is fetched when there is one to be mended. Without it nothing is proposed. */
async function fetchParser(host: SeamElement) {
  parser = await import('libphonenumber-js/min').catch(() => undefined);
  if (parser) host.requestUpdate();
}
