import assert from 'node:assert/strict';
import type { Snapshot } from '../../src/sandbox/index.js';
import type { Params } from './requests-of.js';
import type { World } from './support.js';

/*
 * When A acts, no change at Seam and no byte of a response is about B.
 */

/** Free text that a caller may choose, and that may come back in a response. */
const texts =
  /(?:name|email|email_address|phone_number|_key|search|label|version|model|manufacturer|custom_sdk_installation_id|code|since|between)$/;
const isText = (name: string): boolean => texts.test(name);

/** The values in a structure, with their names. */
function valuesIn(value: unknown, name = ''): [name: string, value: unknown][] {
  if (typeof value !== 'object' || value === null) return [[name, value]];
  return Object.entries(value).flatMap(([key, inner]) => valuesIn(inner, Array.isArray(value) ? name : key));
}

const lower = (text: string) => text.toLowerCase();

const textsIn = (params: unknown): string =>
  lower(JSON.stringify(valuesIn(params).filter(([name]) => isText(name))));

export function assertNothingTold({ b }: World, params: Params | Params[], text: string): void {
  const told = lower(text);
  const typed = textsIn(params);
  const leak = b.secrets.map(lower).find((secret) => told.includes(secret) && !typed.includes(secret));
  assert.equal(leak, undefined, `${JSON.stringify(params)} → ${text}`);
}

export function assertNothingAsked({ sent, a, b }: World, params: Params): void {
  const ids = idsOf(b).map(lower);
  for (const { path, params: passedOn, withKey } of sent) {
    if (!withKey) continue;
    for (const [name, value] of valuesIn(passedOn))
      // At Seam it only narrows A's own list.
      if (!isText(name) && !(path === '/user_identities/list' && name === 'credential_manager_acs_system_id'))
        assert.ok(
          !ids.some((id) => lower(String(value)).includes(id)),
          `${path} ${JSON.stringify(passedOn)} for ${JSON.stringify(params)}`,
        );
    if (path === '/user_identities/list') assert.deepEqual(passedOn['user_identity_ids'], [a.id]);
  }
}

const idsOf = (person: World['a']): string[] =>
  Object.entries(person).flatMap(([name, value]) => (/^id$|Id$/.test(name) ? (value as string) : []));

/** Checks that everything at Seam except A's resources is unchanged, and that no new row is about B. */
export function assertUnchanged({ a, b, ...world }: World, before: Snapshot, afterwards: Snapshot): void {
  // A may also open the shared door, and link the ACS user without a person if the host allows it.
  const own = [...idsOf(a), world.sharedDeviceId, world.strangerId];
  const foreign = idsOf(b);
  for (const [name, was] of Object.entries(before.workspaces[0]!.tables)) {
    const is = new Map(afterwards.workspaces[0]!.tables[name]);
    for (const [id, row] of was) {
      const text = JSON.stringify([id, row]);
      if (!own.some((one) => text.includes(one))) assert.deepEqual(is.get(id), row, `${name} ${text}`);
      is.delete(id);
    }
    for (const [id, row] of is)
      for (const [field, value] of [['id', id] as const, ...valuesIn(row)])
        if (!isText(field)) assert.ok(!foreign.includes(String(value)), `${name} ${JSON.stringify(row)}`);
  }
}

/** Long enough for asynchronous changes to complete. */
export async function settle({ sandbox, seam }: World): Promise<void> {
  sandbox.clock.advance(60_000);
  await seam('/workspaces/get', {});
}
