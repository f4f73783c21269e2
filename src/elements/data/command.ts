import { Task, TaskStatus } from '@lit/task';
import { asSeamError, type SeamError } from '../../api/errors.js';
import type { SeamClient } from '../../client/client.js';
import type { SeamElement } from '../base/seam-element.js';
import { emit } from '../base/events.js';
import { until } from '../base/person-scope.js';

/** One act of a person's: it runs once at a time, and how it went can be drawn. */
export class Command<Params extends readonly unknown[], Result> {
  private readonly task: Task<[SeamClient, Params], Result>;
  private isForgotten = false;
  /** Whether another caller came while it ran. */
  private hasOtherCaller = false;

  /** @param act does it, and throws a {@link SeamError} where it cannot */
  constructor(
    private readonly host: SeamElement,
    act: (client: SeamClient, ...params: Params) => Promise<Result>,
  ) {
    this.task = new Task(host, {
      autoRun: false,
      // Also where an answer could not be understood, of which a change may have come all the same.
      task: ([client, params], { signal }) =>
        act(until(signal, client), ...params).catch((error: unknown) => {
          throw asSeamError(error);
        }),
      onError: (error) => this.hasOtherCaller || emit(host, 'seam-error', error as SeamError),
    });
  }

  get isRunning(): boolean {
    return this.task.status === TaskStatus.PENDING;
  }

  get error(): SeamError | undefined {
    return this.isForgotten ? undefined : (this.task.error as SeamError | undefined);
  }

  /** @returns what came of it; undefined if it failed, was running already, or the session became another's */
  async run(...params: Params): Promise<Result | undefined> {
    const { client } = this.host.session;
    if (!client || this.isRunning) return undefined;
    this.isForgotten = this.hasOtherCaller = false;
    const stopListening = client.onCallerChange(() => {
      this.hasOtherCaller = true;
      this.task.abort();
      this.forget();
    });
    await this.task.run([client, params]);
    stopListening();
    const isDone = this.task.status === TaskStatus.COMPLETE && !this.hasOtherCaller;
    return isDone && this.host.session.client === client ? this.task.value : undefined;
  }

  /** How the last run failed is of no interest any more. */
  forget(): void {
    this.isForgotten = true;
    this.host.requestUpdate();
  }
}
