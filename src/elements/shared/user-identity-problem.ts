import type { UserIdentity } from '../../api/contract.gen.js';
import { list as english } from '../../locales/en/people.js';
import { isolated } from '../../locales/isolate.js';
import type { SeamElement } from '../base/seam-element.js';
import { known } from './code-label.js';

export interface Problem {
  tone: 'bad' | 'attention';
  text: string;
  /** All messages of the server, one per line. */
  messages: string;
}

/** Returns the first error, or otherwise the first warning. Unknown codes are shown with the server's own message. */
export function problemOf(host: SeamElement, { errors, warnings }: UserIdentity): Problem | undefined {
  const phrases = host.words('people', 'list', english);
  const messages = [...errors, ...warnings].map(({ message }) => message);
  const [error] = errors;
  const [warning] = warnings;
  const text = error
    ? (known(phrases.errors, error.error_code) ?? error.message)
    : warning && (known(phrases.warnings, warning.warning_code) ?? warning.message);
  if (text === undefined) return undefined;
  return {
    tone: error ? 'bad' : 'attention',
    text: messages.length > 1 ? `${isolated(text)} ${host.general.more(messages.length - 1)}` : text,
    messages: messages.join('\n'),
  };
}
