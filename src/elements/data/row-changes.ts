import { asSeamError, mayHaveHappened, type SeamError } from '../../api/errors.js';
import type { SeamClient } from '../../client/client.js';
import type { General } from '../../locales/index.js';
import type { Trouble } from '../../ui/problem-list.js';
import { emit } from '../base/events.js';
import { errorWords } from '../base/error-notice.js';
import type { PersonElement } from '../base/person-element.js';

/** How the write of a change ended. */
export interface WriteResult<Remark = never> {
  /** `unclear`: it is unknown whether the change was made. */
  readonly result: 'done' | 'failed' | 'unclear';
  /** An additional message of the element. */
  readonly remark?: Remark | undefined;
  /** Why the change failed, or may have failed. */
  readonly error?: SeamError;
  /** The server's own words, where there is no error. */
  readonly message?: string | undefined;
}

/** A change, and the row before it. */
interface OfRow<Row, Act> {
  readonly row: Row;
  readonly act: Act;
}

/** A change that has ended. */
export type RowOutcome<Row, Act, Remark = never> = WriteResult<Remark> & OfRow<Row, Act>;

/** A change to make. */
interface RowChange<Row, Act, Remark> {
  act: Act;
  /** Emits the cancelable event. @returns false if the page keeps the row as it is */
  askPage?: (row: Row) => boolean;
  /** Sends the change, once. @throws {SeamError} */
  write: (client: SeamClient, row: Row, signal: AbortSignal) => Promise<WriteResult<Remark>>;
  /**
   * Resolves when the list shows the result, which it may say more precisely. The row is pending until then, and
   * the next row is written meanwhile.
   */
  awaitList?: (client: SeamClient, row: Row, written: WriteResult<Remark>) => Promise<WriteResult<Remark>>;
  /** Emits the event that the change was made. */
  tellPage: (row: Row) => void;
  /** How many rows are written at the same time. Default: 1. */
  atOnce?: number;
}

/**
 * The changes to the rows of a list: which are pending, and how the others ended. Clears everything when the scope
 * resets.
 */
export class RowChanges<Row, Act, Remark = never> {
  /** By row id. */
  readonly pending = new Map<string, OfRow<Row, Act>>();
  /** By row id: the last change, and all changes that failed or have a remark. */
  readonly outcomes = new Map<string, RowOutcome<Row, Act, Remark>>();

  constructor(
    private readonly host: PersonElement,
    private readonly idOf: (row: Row) => string,
  ) {}

  /** Changes that failed, or may have failed. */
  get failed() {
    return [...this.outcomes.values()].filter(
      (outcome): outcome is typeof outcome & { result: 'failed' | 'unclear' } => outcome.result !== 'done',
    );
  }

  forgetOutcomes = (): void => {
    this.outcomes.clear();
    this.host.requestUpdate();
  };

  /** Makes a change to rows in their order, except those that are pending. Nothing is sent after the scope resets. */
  async makeChange(rows: readonly Row[], change: RowChange<Row, Act, Remark>): Promise<void> {
    const { act, askPage, write, awaitList, tellPage, atOnce = 1 } = change;
    const { signal, ownClient } = this.host.scope;
    const waiting = rows.filter((row) => !this.pending.has(this.idOf(row)) && (askPage?.(row) ?? true));
    for (const row of waiting) {
      this.outcomes.delete(this.idOf(row));
      this.pending.set(this.idOf(row), { row, act });
    }
    this.host.requestUpdate();
    signal.addEventListener('abort', this.forgetAll);
    const endChange = async (row: Row, written: WriteResult<Remark>) => {
      if (written.result === 'done') tellPage(row);
      const ended = (await awaitList?.(ownClient, row, written)) ?? written;
      if (ended.result === 'done' && written.result !== 'done') tellPage(row);
      if (!signal.aborted) this.keepOutcome({ ...ended, row, act });
    };
    const ends: Promise<void>[] = [];
    const writeRows = async () => {
      while (waiting.length > 0 && !signal.aborted) {
        const row = waiting.shift()!;
        const written = await write(ownClient, row, signal).catch(failureOf);
        ends.push(endChange(row, written));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, writeRows));
    await Promise.all(ends);
  }

  private keepOutcome(outcome: RowOutcome<Row, Act, Remark>) {
    const id = this.idOf(outcome.row);
    this.pending.delete(id);
    for (const [other, { result, remark }] of this.outcomes)
      if (result === 'done' && !remark) this.outcomes.delete(other);
    this.outcomes.set(id, outcome);
    if (outcome.error) emit(this.host, 'seam-error', outcome.error);
    this.host.requestUpdate();
  }

  private readonly forgetAll = () => {
    this.pending.clear();
    this.forgetOutcomes();
  };
}

const failureOf = (thrown: unknown): WriteResult => {
  const error = asSeamError(thrown);
  return { result: mayHaveHappened(error) ? 'unclear' : 'failed', error };
};

/** A line for `troubleBox` on a change that was not made, or that has a remark. */
export const troubleOf = (
  title: string,
  { error, message }: WriteResult<unknown>,
  general: General,
): Trouble => ({
  title,
  why: error && errorWords(error, general).title,
  message: error?.message ?? message,
});
