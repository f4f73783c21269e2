import { Task, TaskStatus } from '@lit/task';
import { asSeamError, type SeamError } from '../../api/errors.js';
import type { SeamClient } from '../../client/client.js';
import type { SeamElement } from '../base/seam-element.js';
import { emit } from '../base/events.js';
import { until } from '../base/person-scope.js';

/** An action that a user starts. It runs once at a time, and its state can be rendered. */
export class Command<Params extends readonly unknown[], Result> {
  private readonly task: Task<[SeamClient, Params], Result>;
  private isForgotten = false;
  /** Whether the session got another caller during the run. */
  private hasOtherCaller = false;

  /** @param act performs the action, and throws a {@link SeamError} if it fails */
  constructor(
    private readonly host: SeamElement,
    act: (client: SeamClient, ...params: Params) => Promise<Result>,
  ) {
    this.task = new Task(host, {
      autoRun: false,
      // Other errors become SeamErrors too, such as a response that cannot be read: the change may have been made.
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

  /** Runs the action. @returns its result; undefined if it failed, was already running, or the session changed */
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

  /** Clears the error of the last run. */
  forget(): void {
    this.isForgotten = true;
    this.host.requestUpdate();
  }
}
