import type { TemplateResult, nothing } from 'lit';
import type { General, Words } from '../../locales/index.js';
import { troubleBox, type Trouble } from '../../ui/troubles.js';
import type { Device } from '../../api/contract.gen.js';
import type { FailedChange } from './access-changes.js';
import type { LockOutcome } from './lock-attempts.js';

type Phrases = Words['doors']['devices'];

/** What was locked or unlocked last, as a sentence. */
export function done(outcomes: readonly LockOutcome[], phrases: Phrases): string {
  const last = outcomes.at(-1);
  return last?.result === 'done' ? phrases[last.action].done(last.device.display_name) : '';
}

export interface Troubles {
  changes: readonly FailedChange[];
  /** Devices that can still be opened after a revoke. */
  kept: readonly Device[];
  attempts: readonly LockOutcome[];
  phrases: Phrases;
  general: General;
  dismiss: () => void;
}

/** What did not go as wished: a sentence for each, why, and the server's own words. */
export function troubles(options: Troubles): TemplateResult | typeof nothing {
  const { changes, kept, attempts, phrases, general, dismiss } = options;
  const lines: Trouble[] = [
    ...changes.map(({ device, change, error, isUnclear }) => {
      const words = change === 'granting' ? phrases.grant : phrases.revoke;
      const title = (isUnclear ? words.unclear : words.failed)(device.display_name);
      return { title, why: general.errors[error.kind].title, message: error.message };
    }),
    ...kept.map(({ display_name }) => ({
      title: phrases.revoke.kept(display_name),
      why: phrases.revoke.keptHelp,
    })),
    ...attempts
      .filter(({ result }) => result !== 'done')
      .map((outcome) => ({
        title: lockTitle(outcome, phrases),
        why: outcome.error && general.errors[outcome.error.kind].title,
        message: outcome.message,
      })),
  ];
  return troubleBox(lines, general.close, dismiss);
}

function lockTitle({ device, action, result }: LockOutcome, phrases: Phrases): string {
  const name = device.display_name;
  if (result === 'slow' || result === 'unconfirmed') return phrases.lockOutcome[result](name);
  return phrases[action][result](name);
}
