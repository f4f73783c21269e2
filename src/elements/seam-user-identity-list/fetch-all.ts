import type { Call } from '../../api/call.js';
import { userIdentitiesList, type ParamsOf, type UserIdentity } from '../../api/contract.gen.js';

type ListParams = ParamsOf<'/user_identities/list'>;

/**
 * Fetches all matching user identities, page by page.
 * @param onCount called with the number so far
 * @throws {SeamError}
 */
export async function fetchAll(
  call: Call,
  params: ListParams,
  { signal, onCount }: { signal: AbortSignal; onCount: (count: number) => void },
): Promise<UserIdentity[]> {
  const people: UserIdentity[] = [];
  let cursor: string | null = null;
  do {
    const given: ListParams = cursor === null ? params : { ...params, page_cursor: cursor };
    const page = await call(userIdentitiesList, given, { signal });
    people.push(...page.items);
    onCount(people.length);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return people;
}
