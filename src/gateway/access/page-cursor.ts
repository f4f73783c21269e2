import type { EndpointPath } from '../../api/contract.gen.js';
import type { Caller } from './authenticate.js';
import type { Keys } from './crypto.js';
import { mismatchedPage } from '../http/http-error.js';
import { isLimited } from './scope.js';

/**
 * Seam's cursors walk whatever they were made for. These open only for the caller and the parameters they were
 * made for, and don't show what they hold.
 */
export function createCursors(keys: Keys, caller: Caller, path: EndpointPath, params: object) {
  const binding = () => {
    const others = Object.entries(params).filter(([name]) => name !== 'page_cursor');
    return JSON.stringify([caller.tag, isLimited(caller.reach), path, others.sort()]);
  };
  return {
    seal: (cursor: string) => keys.seal(cursor, binding()),
    async open(sealed: string): Promise<string> {
      const cursor = await keys.open(sealed, binding());
      if (cursor === null) throw mismatchedPage();
      return cursor;
    },
  };
}
