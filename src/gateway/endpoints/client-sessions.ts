import {
  clientSessionsCreate,
  clientSessionsDelete,
  clientSessionsGet,
  clientSessionsList,
  clientSessionsRevoke,
  type Endpoint,
  type ParamsOf,
} from '../../api/contract.gen.js';
import { acsSystems, devices, entrances, requireNoList } from '../access/building-resources.js';
import { sessions } from '../access/owned-resources.js';
import { findOwned, ownedBy } from '../access/ownership.js';
import { invalidInput } from '../http/http-error.js';
import { changeRow, readRow } from './endpoint-rule.js';

export const get = readRow({
  endpoint: clientSessionsGet,
  permission: 'client_sessions.read',
  onlyForAll: ['user_identifier_key'],
  async forAll(errand, params) {
    const asksForOwn = Object.keys(params).length === 0 && errand.caller.session;
    return asksForOwn ? { client_session: errand.caller.session } : errand.ask(clientSessionsGet, params);
  },
  async forLimited(errand, { client_session_id }) {
    if (client_session_id === undefined) {
      if (errand.caller.session) return { client_session: errand.caller.session };
      throw invalidInput({ path: ['client_session_id'], message: 'Required' });
    }
    return { client_session: await findOwned(errand, sessions, client_session_id) };
  },
});

export const list = readRow({
  endpoint: clientSessionsList,
  permission: 'client_sessions.read',
  onlyForAll: ['connect_webview_id', 'user_identifier_key', 'without_user_identifier_key'],
  async forLimited(errand, { user_identity_id, client_session_id }) {
    const found = await ownedBy(errand, sessions, user_identity_id);
    return {
      client_sessions: found.filter(
        (session) => client_session_id === undefined || session.client_session_id === client_session_id,
      ),
    };
  },
});

export const create = changeRow({
  endpoint: clientSessionsCreate,
  permission: 'client_sessions.create',
  handsOut: 'token',
  onlyForAll: [
    'connect_webview_ids',
    'connected_account_ids',
    'customer_id',
    'customer_key',
    'user_identifier_key',
    'user_identity_ids',
  ],
  // Such a session opens what is connected with an account or a customer, and nobody can say what that is.
  opens(errand, params) {
    for (const name of [
      'connect_webview_ids',
      'connected_account_ids',
      'customer_id',
      'customer_key',
    ] as const)
      if (params[name] !== undefined) requireNoList(errand, [devices, entrances, acsSystems], name);
  },
  forAll: (errand, params) => errand.ask(clientSessionsCreate, withExpiry(params)),
  async forLimited(errand, params) {
    if (params.user_identity_id === undefined)
      throw invalidInput({ path: ['user_identity_id'], message: 'Required' });
    return errand.ask(clientSessionsCreate, withExpiry(params));
  },
});

const dayMs = 24 * 60 * 60 * 1000;
const usualLifeMs = dayMs;
const longestLifeMs = 30 * dayMs;

/** Seam's own default is long; a token that lies in a page should not be. */
function withExpiry(params: ParamsOf<'/client_sessions/create'>): ParamsOf<'/client_sessions/create'> {
  const now = Date.now();
  const { expires_at = new Date(now + usualLifeMs).toISOString() } = params;
  const life = Date.parse(expires_at) - now;
  if (!(life > 0 && life <= longestLifeMs))
    throw invalidInput({ path: ['expires_at'], message: 'Must be within the next 30 days' });
  return { ...params, expires_at };
}

export const revoke = ending(clientSessionsRevoke);
// Not `delete`, which is a word of the language.
export const remove = ending(clientSessionsDelete);

function ending<Path extends '/client_sessions/revoke' | '/client_sessions/delete'>(
  endpoint: Endpoint<Path>,
) {
  return changeRow({
    endpoint,
    permission: 'client_sessions.revoke',
    opens: 'nothing',
    async forLimited(errand, params) {
      await findOwned(errand, sessions, params.client_session_id);
      return errand.ask(endpoint, params);
    },
  });
}
