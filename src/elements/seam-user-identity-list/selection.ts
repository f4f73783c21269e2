import type { UserIdentity } from '../../api/contract.gen.js';

type People = readonly UserIdentity[];

/** The list whose rows are selected. */
export interface SelectableList {
  /** The user identities that are shown. */
  readonly rows: People;
  readonly viewState: { readonly selection: readonly string[] };
  select: (ids: readonly string[]) => void;
}

/** The selected user identities. Those that are not shown, such as of an earlier search, stay selected. */
export class Selection {
  /** The start of the selected range. */
  private anchorId: string | undefined;
  private source: readonly string[] = [];
  private set: ReadonlySet<string> = new Set();
  private countedRows: People | undefined;
  private shownCount = 0;

  constructor(private readonly list: SelectableList) {}

  get count(): number {
    return this.ids.size;
  }

  get hiddenCount(): number {
    return this.count - this.countShown();
  }

  get areAllShownSelected(): boolean {
    const { length } = this.list.rows;
    return length > 0 && this.countShown() === length;
  }

  get areSomeShownSelected(): boolean {
    return this.countShown() > 0;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  toggle(id: string): void {
    this.anchorId = id;
    if (this.has(id)) this.remove([id]);
    else this.add([id]);
  }

  selectAllShown(): void {
    this.add(this.idsShown);
  }

  unselectAllShown(): void {
    this.remove(this.idsShown);
  }

  /** Records the start of a range, unless there is one. */
  beginRange(id: string): void {
    this.anchorId ??= id;
  }

  /** Selects the range that ends at this row. */
  extendTo(id: string): void {
    this.beginRange(id);
    const ids = this.idsShown;
    const to = ids.indexOf(id);
    const anchor = ids.indexOf(this.anchorId!);
    const from = anchor === -1 ? to : anchor;
    this.add(ids.slice(Math.min(from, to), Math.max(from, to) + 1));
  }

  forgetRange(): void {
    this.anchorId = undefined;
  }

  private get ids(): ReadonlySet<string> {
    const { selection } = this.list.viewState;
    if (selection !== this.source) {
      this.source = selection;
      this.set = new Set(selection);
      this.countedRows = undefined;
    }
    return this.set;
  }

  private get idsShown(): string[] {
    return this.list.rows.map(({ user_identity_id }) => user_identity_id);
  }

  /** Counts only after the rows or the selection changed, because there may be 100,000 rows. */
  private countShown(): number {
    const { ids } = this;
    const { rows } = this.list;
    if (rows !== this.countedRows) {
      this.countedRows = rows;
      this.shownCount = rows.filter(({ user_identity_id }) => ids.has(user_identity_id)).length;
    }
    return this.shownCount;
  }

  private add(ids: readonly string[]) {
    this.list.select([...new Set([...this.ids, ...ids])]);
  }

  private remove(ids: readonly string[]) {
    const removed = new Set(ids);
    this.list.select([...this.ids].filter((id) => !removed.has(id)));
  }
}
