import type { TemplateResult, nothing } from 'lit';
import type { General, Words } from '../../locales/index.js';
import { troubleBox, type Trouble } from '../../ui/troubles.js';
import type { Device } from '../../api/contract.gen.js';
import { troubleOf, type RowChanges, type RowOutcome } from '../row-changes.js';
import type { AccessAct, AccessRemark } from './change-access.js';
import type { LockAction, LockRemark } from './move-lock.js';

type Phrases = Words['doors']['devices'];
export type AccessChanges = RowChanges<Device, AccessAct, AccessRemark>;
export type LockChanges = RowChanges<Device, LockAction, LockRemark>;

/** What was locked or unlocked last, as a sentence. */
export function done({ outcomes }: LockChanges, phrases: Phrases): string {
  const last = [...outcomes.values()].at(-1);
  return last?.result === 'done' && !last.remark ? phrases[last.act].done(last.row.display_name) : '';
}

export interface Troubles {
  access: AccessChanges;
  /** Devices that can still be opened after a revoke. */
  kept: readonly Device[];
  locks: LockChanges;
  phrases: Phrases;
  general: General;
  dismiss: () => void;
}

/** What did not go as wished: a sentence for each, why, and the server's own words. */
export function troubles(options: Troubles): TemplateResult | typeof nothing {
  const { access, kept, locks, phrases, general, dismiss } = options;
  const lines: Trouble[] = [
    ...access.failed.map((failed) => {
      const words = failed.act === 'granting' ? phrases.grant : phrases.revoke;
      return troubleOf(words[failed.result](failed.row.display_name), failed, general);
    }),
    ...kept.map(({ display_name }) => ({
      title: phrases.revoke.kept(display_name),
      why: phrases.revoke.keptHelp,
    })),
    ...[...locks.outcomes.values()].flatMap((outcome) => {
      const title = lockTitle(outcome, phrases);
      return title ? [troubleOf(title, outcome, general)] : [];
    }),
  ];
  return troubleBox(lines, general.close, dismiss);
}

function lockTitle(
  { row, act, result, remark }: RowOutcome<Device, LockAction, LockRemark>,
  phrases: Phrases,
): string | undefined {
  const name = row.display_name;
  if (remark) return phrases.lockOutcome[remark](name);
  return result === 'done' ? undefined : phrases[act][result](name);
}
