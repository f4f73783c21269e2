import type { Call } from '../../api/call.js';
import {
  userIdentitiesGrantAccessToDevice,
  userIdentitiesListAccessibleDevices,
  userIdentitiesRevokeAccessToDevice,
  type Device,
} from '../../api/contract.gen.js';
import { asSeamError, mayHaveHappened, type SeamError } from '../../api/errors.js';
import type { SeamElement } from '../base-element.js';
import { emit } from '../events.js';
import type { PersonScope } from '../person-scope.js';

export type Change = 'granting' | 'revoking';

/** A change that was shown before it was made. */
export interface PendingChange {
  readonly device: Device;
  readonly change: Change;
}

/** A change that was not made, or of which nobody knows whether it was. */
export interface FailedChange extends PendingChange {
  readonly error: SeamError;
  readonly isUnclear: boolean;
}

const endpoints = {
  granting: userIdentitiesGrantAccessToDevice,
  revoking: userIdentitiesRevokeAccessToDevice,
};
const events = {
  granting: 'seam-device-access-granted',
  revoking: 'seam-device-access-revoked',
} as const;

/** So many requests of one act are under way at once. */
const atOnce = 4;

/** Grants and revokes that are under way, and what became of those that did not go as wished. */
export class AccessChanges {
  /** By device. */
  pending: ReadonlyMap<string, PendingChange> = new Map();
  failed: readonly FailedChange[] = [];
  /** Devices that the person can still open although the direct access to them was revoked. */
  kept: ReadonlySet<string> = new Set();

  constructor(private readonly host: SeamElement) {}

  forget(): void {
    this.pending = new Map();
    this.forgetOutcomes();
  }

  forgetOutcomes(): void {
    this.failed = [];
    this.kept = new Set();
    this.host.requestUpdate();
  }

  /**
   * Grants or revokes access to several devices. What is refused is put back at once; the rest stands as under way
   * until the person's devices have been read again, which also tells what became of requests without an answer.
   * @param scope when it is over, what is not sent yet is not sent
   */
  async make(change: Change, userIdentityId: string, devices: readonly Device[], scope: PersonScope) {
    const { signal, ownClient: client } = scope;
    const begun = this.begin(change, devices);
    const { answered, unanswered } = await send(
      client.call,
      change,
      userIdentityId,
      begun,
      signal,
      (failure) => this.fail(failure),
    );
    if (answered.length + unanswered.length === 0) return;
    // It is being read again since the last answer came: this waits for that.
    const list = await client
      .query(userIdentitiesListAccessibleDevices, { user_identity_id: userIdentityId })
      .catch(() => undefined);
    const accessible = list && new Map(list.map((device) => [device.device_id, device]));

    const isMade = ({ device_id }: Device) => accessible?.has(device_id) === (change === 'granting');
    const made = [...answered, ...unanswered.map(({ device }) => device).filter(isMade)];
    for (const device of made) {
      const deviceId = device.device_id;
      emit(this.host, events[change], {
        userIdentityId,
        deviceId,
        device: accessible?.get(deviceId) ?? device,
      });
    }
    if (signal.aborted) return;
    this.end(made);
    // Still being able to open it may come from elsewhere: that says nothing of whether access was revoked.
    const isUnclear = !accessible || change === 'revoking';
    for (const failure of unanswered) if (!isMade(failure.device)) this.fail({ ...failure, isUnclear });
    if (change === 'granting' || !accessible) return;
    const kept = answered.map(({ device_id }) => device_id).filter((id) => accessible.has(id));
    this.kept = new Set([...this.kept, ...kept]);
  }

  /** @returns the devices for which nothing was under way before */
  private begin(change: Change, devices: readonly Device[]): Device[] {
    const begun = devices.filter(({ device_id }) => !this.pending.has(device_id));
    const ids = new Set(begun.map(({ device_id }) => device_id));
    this.kept = new Set([...this.kept].filter((id) => !ids.has(id)));
    this.failed = this.failed.filter(({ device }) => !ids.has(device.device_id));
    const marks = begun.map((device) => [device.device_id, { device, change }] as const);
    this.pending = new Map([...this.pending, ...marks]);
    this.host.requestUpdate();
    return begun;
  }

  private end(devices: readonly Device[]) {
    const ids = new Set(devices.map(({ device_id }) => device_id));
    this.pending = new Map([...this.pending].filter(([id]) => !ids.has(id)));
    this.host.requestUpdate();
  }

  private fail(failure: FailedChange) {
    this.failed = [...this.failed, failure];
    this.end([failure.device]);
    emit(this.host, 'seam-error', failure.error);
  }
}

/** Sends a few at a time, and never one twice. */
async function send(
  call: Call,
  change: Change,
  user_identity_id: string,
  devices: readonly Device[],
  signal: AbortSignal,
  onRefused: (failure: FailedChange) => void,
) {
  const waiting = [...devices];
  const answered: Device[] = [];
  const unanswered: (PendingChange & { error: SeamError })[] = [];
  async function sendNext(): Promise<void> {
    const device = signal.aborted ? undefined : waiting.shift();
    if (!device) return;
    try {
      await call(endpoints[change], { user_identity_id, device_id: device.device_id });
      answered.push(device);
    } catch (thrown) {
      const error = asSeamError(thrown);
      // What is to be revoked and cannot be found may have been revoked already.
      const isOpen = mayHaveHappened(error) || (change === 'revoking' && error.kind === 'not_found');
      if (isOpen) unanswered.push({ device, change, error });
      else if (!signal.aborted) onRefused({ device, change, error, isUnclear: false });
    }
    return sendNext();
  }
  await Promise.all(Array.from({ length: atOnce }, sendNext));
  return { answered, unanswered };
}
