// Adds each element to the page and removes it, a hundred times: it must release its queries and its session.
// Other memory is checked in a real page: see test/deep/leaks.chromium.test.ts.
import { expect } from '@open-wc/testing';

import '../../src/index.js';
import { leaseClient } from '../../src/client/client-pool.js';
import type { SeamClient } from '../../src/client/client.js';
import { createTestBackend } from '../../src/testing/index.js';
import { frames } from '../support/find.js';
import { tags } from '../support/tags.js';

const ownFetch = window.fetch;

/** Records the watched queries of a client, and the listeners for a change of its caller. */
function watchWatches(client: SeamClient) {
  const open = new Set<symbol>();
  let count = 0;
  const noted = (stop: () => void) => {
    const watch = Symbol();
    open.add(watch);
    count++;
    return () => {
      open.delete(watch);
      stop();
    };
  };
  const { watch, onCallerChange } = client;
  client.watch = (...given) => {
    const own = watch(...given);
    return { ...own, close: noted(own.close) };
  };
  client.onCallerChange = (listener) => noted(onCallerChange(listener));
  return {
    open,
    get count() {
      return count;
    },
  };
}

describe('added to the page and removed a hundred times,', () => {
  afterEach(() => {
    window.fetch = ownFetch;
  });

  for (const tag of tags)
    it(`<${tag}> watches nothing after its removal`, async () => {
      const backend = createTestBackend();
      window.fetch = backend.fetch;
      const { user_identity } = await backend.seam<{ user_identity: { user_identity_id: string } }>(
        '/user_identities/get',
        { user_identity_key: 'room-214' },
      );
      const lease = leaseClient(() => ({ gateway: backend.basePath }));
      const watches = watchWatches(lease.client);
      for (let cycle = 0; cycle < 100; cycle++) {
        const element = document.createElement(tag);
        element.gateway = backend.basePath;
        element.setAttribute('user-identity-id', user_identity.user_identity_id);
        document.body.append(element);
        await element.updateComplete;
        if (cycle % 10 === 0) await frames(8); // until its requests have responses, and the requests that follow them
        element.remove();
        await Promise.resolve();
      }
      await frames(2);
      expect(watches.count).to.be.at.least(100);
      expect(watches.open.size).to.equal(0);
      lease.release();
      const next = leaseClient(() => ({ gateway: backend.basePath }));
      expect(next.client === lease.client, 'somebody still holds the client').to.equal(false);
      next.release();
    });
});
