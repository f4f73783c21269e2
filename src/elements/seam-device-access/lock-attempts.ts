import { locksLockDoor, locksUnlockDoor, type Device } from '../../api/contract.gen.js';
import { asSeamError, mayHaveHappened, type SeamError } from '../../api/errors.js';
import type { SeamElement } from '../base-element.js';
import { emit } from '../events.js';
import type { PersonScope } from '../person-scope.js';
import { isOver, settled } from './action-attempt.js';

export type LockAction = 'lock' | 'unlock';

/** How an attempt ended. */
export interface LockOutcome {
  readonly device: Device;
  readonly action: LockAction;
  /**
   * `unconfirmed`: it was done, but the device did not say so. `slow`: no end in sight, which is no failure.
   * `unclear`: nobody knows whether it was even tried.
   */
  readonly result: 'done' | 'unconfirmed' | 'slow' | 'failed' | 'unclear';
  /** In the server's own words. */
  readonly message?: string;
  /** Why the asking failed, where it was not the device that did. */
  readonly error?: SeamError;
}

const endpoints = { lock: locksLockDoor, unlock: locksUnlockDoor };
const events = { lock: 'seam-device-locked', unlock: 'seam-device-unlocked' } as const;

/** Locking and unlocking from afar: what is under way, and how it ended. */
export class LockAttempts {
  /** By device. */
  running: ReadonlyMap<string, LockAction> = new Map();
  outcomes: readonly LockOutcome[] = [];

  /** @param readAgain reads the devices again, whose lock state changes only after the request was answered */
  constructor(
    private readonly host: SeamElement,
    private readonly readAgain: () => Promise<void>,
  ) {}

  forget(): void {
    this.running = new Map();
    this.forgetOutcomes();
  }

  forgetOutcomes(): void {
    this.outcomes = [];
    this.host.requestUpdate();
  }

  /** @param scope when it is over nobody waits for it any more; the door may move all the same */
  async moveLock(action: LockAction, device: Device, scope: PersonScope): Promise<void> {
    const { device_id } = device;
    const { signal } = scope;
    this.running = new Map([...this.running, [device_id, action]]);
    this.outcomes = this.outcomes.filter((outcome) => outcome.device.device_id !== device_id);
    this.host.requestUpdate();

    const outcome = await this.attemptMove(action, device, scope);
    if (signal.aborted) return;
    if (outcome.result === 'done' || outcome.result === 'unconfirmed')
      emit(this.host, events[action], { deviceId: device_id });
    if (outcome.error) emit(this.host, 'seam-error', outcome.error);
    await this.readAgain();
    if (signal.aborted) return;
    this.running = new Map([...this.running].filter(([id]) => id !== device_id));
    this.outcomes = [...this.outcomes.filter(({ result }) => result !== 'done'), outcome];
    this.host.requestUpdate();
  }

  private async attemptMove(action: LockAction, device: Device, scope: PersonScope): Promise<LockOutcome> {
    const { signal, ownClient } = scope;
    const { call } = ownClient;
    let isStarted = false;
    try {
      const started = await call(endpoints[action], { device_id: device.device_id });
      isStarted = true;
      const attempt = await settled(call, started, { signal });
      if (!isOver(attempt)) return { device, action, result: 'slow' };
      if (attempt.status === 'error')
        return { device, action, result: 'failed', message: attempt.error?.message ?? '' };
      const isConfirmed = attempt.result?.was_confirmed_by_device !== false;
      return { device, action, result: isConfirmed ? 'done' : 'unconfirmed' };
    } catch (thrown) {
      const error = asSeamError(thrown);
      const isUnclear = isStarted || mayHaveHappened(error);
      return { device, action, result: isUnclear ? 'unclear' : 'failed', message: error.message, error };
    }
  }
}
