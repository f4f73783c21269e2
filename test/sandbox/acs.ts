import assert from 'node:assert/strict';
import type { EndpointPath } from '../../src/api/contract.gen.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { demo, ids, rows, text, type Call, type Json } from './support.js';

/** Short functions for the requests that tests of access systems often need. */
export interface Workspace {
  readonly sandbox: Sandbox;
  readonly call: Call;
  /** Sends a request that must succeed, and returns the value under the key. */
  ask(path: EndpointPath, params: object, key: string): Promise<Json>;
  list(path: EndpointPath, params: object, key: string): Promise<Json[]>;
  do(path: EndpointPath, params: object): Promise<void>;
  personOf(key: string): Promise<string>;
  systemOf(externalType: string): Promise<string>;
  /** The types of all events since the creation of the sandbox, in order. */
  eventTypes(filters?: object): Promise<string[]>;
}

export function workspace(sandboxAndCall: { sandbox: Sandbox; call: Call } = demo()): Workspace {
  const { sandbox, call } = sandboxAndCall;
  const since = new Date(sandbox.clock.now().getTime() - 1).toISOString();
  const ask = async (path: EndpointPath, params: object, key: string) => {
    const { status, body } = await call(path, params);
    assert.equal(status, 200, JSON.stringify(body));
    return body[key]!;
  };
  const list = async (path: EndpointPath, params: object, key: string) => rows(await ask(path, params, key));
  return {
    sandbox,
    call,
    ask,
    list,
    async do(path, params) {
      await ask(path, params, 'ok');
    },
    async personOf(user_identity_key) {
      const found = await ask('/user_identities/get', { user_identity_key }, 'user_identity');
      return text(found['user_identity_id']);
    },
    async systemOf(externalType) {
      const systems = await list('/acs/systems/list', {}, 'acs_systems');
      return text(systems.find((row) => text(row['external_type']) === externalType)?.['acs_system_id']);
    },
    async eventTypes(filters = {}) {
      return ids(await ask('/events/list', { since, ...filters }, 'events'), 'event_type');
    },
  };
}

export const codes = (row: Json | undefined): string[] => ids(row?.['warnings'], 'warning_code');
