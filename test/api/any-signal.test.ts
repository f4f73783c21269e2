import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { withAnySignal } from '../../src/api/any-signal.js';

const { any } = AbortSignal;

for (const isThere of [true, false])
  describe(`withAnySignal() ${isThere ? 'with' : 'without'} AbortSignal.any`, () => {
    if (!isThere) delete (AbortSignal as { any?: unknown }).any;
    after(() => void (AbortSignal.any = any));

    const reasonAfter = (first: AbortSignal, second: AbortSignal | undefined, abort: () => void) => {
      if (!isThere) delete (AbortSignal as { any?: unknown }).any;
      return withAnySignal([first, second], (signal) => {
        abort();
        return Promise.resolve(signal.reason as unknown);
      });
    };

    it('aborts with the reason of the first signal that aborts', async () => {
      const [one, two] = [new AbortController(), new AbortController()];
      const reason = await reasonAfter(one.signal, two.signal, () => {
        two.abort('two');
        one.abort('one');
      });
      assert.equal(reason, 'two');
    });

    it('is aborted from the start by a signal that has aborted', async () => {
      assert.equal(await reasonAfter(AbortSignal.abort('before'), undefined, () => {}), 'before');
    });

    it('keeps no listener on a signal when the work has ended', async () => {
      const controller = new AbortController();
      const late: unknown[] = [];
      await withAnySignal([controller.signal], (signal) => {
        if (!isThere) signal.addEventListener('abort', () => late.push(signal.reason));
        return Promise.resolve();
      });
      controller.abort('late');
      assert.deepEqual(late, []);
    });
  });
