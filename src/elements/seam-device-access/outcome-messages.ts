import type { TemplateResult, nothing } from 'lit';
import type { Device } from '../../api/contract.gen.js';
import { devices as english } from '../../locales/en/doors.js';
import { troubleBox, type Trouble } from '../../ui/problem-list.js';
import type { SeamElement } from '../base/seam-element.js';
import { troubleOf, type RowChanges, type RowOutcome } from '../data/row-changes.js';
import type { AccessAct, AccessRemark } from './change-access.js';
import type { LockAction, LockRemark } from './move-lock.js';

export type AccessChanges = RowChanges<Device, AccessAct, AccessRemark>;
export type LockChanges = RowChanges<Device, LockAction, LockRemark>;

const phrasesOf = (host: SeamElement) => host.words('doors', 'devices', english);

/** The last lock or unlock that succeeded, as a sentence. */
export function done(host: SeamElement, { outcomes }: LockChanges): string {
  const last = [...outcomes.values()].at(-1);
  return last?.result === 'done' && !last.remark ? phrasesOf(host)[last.act].done(last.row.display_name) : '';
}

export interface Troubles {
  access: AccessChanges;
  /** Devices that the user identity can still open after a revoke. */
  kept: readonly Device[];
  locks: LockChanges;
  dismiss: () => void;
}

/** Renders each action that failed or ended differently: a sentence, the reason, and the server's message. */
export function troubles(
  host: SeamElement,
  { access, kept, locks, dismiss }: Troubles,
): TemplateResult | typeof nothing {
  const { general } = host;
  const phrases = phrasesOf(host);
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
      const title = lockTitle(host, outcome);
      return title ? [troubleOf(title, outcome, general)] : [];
    }),
  ];
  return troubleBox(lines, general.close, dismiss);
}

function lockTitle(
  host: SeamElement,
  { row, act, result, remark }: RowOutcome<Device, LockAction, LockRemark>,
): string | undefined {
  const phrases = phrasesOf(host);
  const name = row.display_name;
  if (remark) return phrases.lockOutcome[remark](name);
  return result === 'done' ? undefined : phrases[act][result](name);
}
