import { isSeamError, type SeamError } from '../api/errors.js';
import type { SeamClient } from '../client/client.js';
import type { SeamElement } from './base-element.js';
import { emit } from './events.js';

/** One act of a person's: it runs once at a time, and how it went can be drawn. */
export class Command<Params extends readonly unknown[], Result> {
  isRunning = false;
  error: SeamError | undefined;
  private isForgotten = false;

  /** @param act does it, and throws a {@link SeamError} where it cannot */
  constructor(
    private readonly host: SeamElement,
    private readonly act: (client: SeamClient, ...params: Params) => Promise<Result>,
  ) {}

  /** @returns what came of it; undefined if it failed, was running already, or the session became another's */
  async run(...params: Params): Promise<Result | undefined> {
    const { client } = this.host.session;
    if (!client || this.isRunning) return undefined;
    this.isRunning = true;
    this.isForgotten = false;
    this.show(undefined);
    try {
      const result = await this.act(client, ...params);
      return this.host.session.client === client ? result : undefined;
    } catch (error) {
      if (!isSeamError(error)) throw error; // a fault of ours, not of the server's
      if (!this.isForgotten) this.error = error;
      emit(this.host, 'seam-error', error);
      return undefined;
    } finally {
      this.isRunning = false;
      this.host.requestUpdate();
    }
  }

  /** How the last run failed, or will, is of no interest any more. */
  forget(): void {
    this.isForgotten = true;
    this.show(undefined);
  }

  private show(error: SeamError | undefined) {
    this.error = error;
    this.host.requestUpdate();
  }
}
