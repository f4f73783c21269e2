import type { AcsCredential, AcsUser, Device, Phone, UserIdentity } from '../../src/api/contract.gen.js';
import type { SeamElement } from '../../src/elements/base/seam-element.js';
import { gatewayPath, type SandboxPage } from './sandbox-page.js';

// For pages with elements of several people: checks which data belong to whom, and which element sends which request.

/** A person whose resources all have a mark in their names that no other name contains. */
export interface MarkedPerson {
  readonly id: string;
  readonly mark: string;
  /** One token for each of several client sessions. */
  readonly tokens: readonly string[];
  /** Marked too. Only the first one is granted at the start. */
  readonly devices: readonly Device[];
}

/** Marks a person of the demo data. */
export async function markedPerson(
  { sandbox, asServer, sessionFor }: SandboxPage,
  key: string,
  mark: string,
): Promise<MarkedPerson> {
  const list = async <Row>(path: string, params: object, name: string) =>
    ((await asServer(path, params)) as unknown as Record<string, Row[]>)[name]!;
  const { user_identity } = (await asServer('/user_identities/get', {
    user_identity_key: key,
  })) as unknown as {
    user_identity: UserIdentity;
  };
  const id = user_identity.user_identity_id;
  const ofPerson = { user_identity_id: id };
  const rename = (thingId: string, name: string) =>
    sandbox.resources.change(thingId, { display_name: `${mark} ${name}` });

  await asServer('/user_identities/update', { ...ofPerson, full_name: `${mark} ${user_identity.full_name}` });
  for (const { acs_user_id, display_name } of await list<AcsUser>('/acs/users/list', ofPerson, 'acs_users'))
    rename(acs_user_id, display_name);
  const credentials = await list<AcsCredential>('/acs/credentials/list', ofPerson, 'acs_credentials');
  for (const { acs_credential_id, display_name } of credentials) rename(acs_credential_id, display_name);
  const phones = await list<Phone>('/phones/list', { owner_user_identity_id: id }, 'phones');
  for (const { device_id, display_name } of phones) rename(device_id, display_name);

  for (const { device_id } of await list<Device>(
    '/user_identities/list_accessible_devices',
    ofPerson,
    'devices',
  ))
    await asServer('/user_identities/revoke_access_to_device', { ...ofPerson, device_id });
  const all = await list<Device>('/devices/list', {}, 'devices');
  const unmarked = all.filter(({ display_name }) => !display_name.startsWith('⟦')).slice(0, 3);
  const devices = unmarked.map((device) => ({ ...device, display_name: `${mark} ${device.display_name}` }));
  for (const { device_id, display_name } of devices) sandbox.resources.change(device_id, { display_name });
  await asServer('/user_identities/grant_access_to_device', {
    ...ofPerson,
    device_id: devices[0]!.device_id,
  });
  sandbox.clock.advance(120_000); // until all pending changes are done
  const tokens = [await sessionFor(id), await sessionFor(id)];
  return { id, mark, tokens, devices };
}

/** A request to Seam or to the gateway. */
export interface Sent {
  readonly path: string;
  readonly params: Record<string, unknown>;
  readonly token: string | null;
  /** Milliseconds since 1970, on the page's clock. */
  readonly at: number;
  /** Whether the response was a success. */
  isAnswered: boolean;
}

/** Whether the request is a client's poll for events, on behalf of all its elements. */
export const isPoll = ({ path, params }: Sent): boolean =>
  path === '/events/list' && params['limit'] === undefined;

export interface Traffic {
  readonly sent: Sent[];
  /** Resolves when no request is running and none is about to start. */
  settle(): Promise<void>;
  release(): void;
}

/** Records the requests of the page. */
export function watchTraffic(): Traffic {
  const sent: Sent[] = [];
  const ownFetch = window.fetch;
  let underWay = 0;
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    const isApi = request.method === 'POST';
    if (!isApi) return ownFetch(input, init);
    const note: Sent = {
      path: pathname.startsWith(gatewayPath) ? pathname.slice(gatewayPath.length) : pathname,
      params: JSON.parse(String(init?.body ?? '{}')) as Record<string, unknown>,
      token: request.headers.get('authorization')?.replace('Bearer ', '') ?? null,
      at: Date.now(),
      isAnswered: false,
    };
    sent.push(note);
    underWay++;
    try {
      const answer = await ownFetch(input, init);
      note.isAnswered = answer.ok;
      return answer;
    } finally {
      underWay--;
    }
  };
  return {
    sent,
    async settle() {
      for (let quiet = 0; quiet < 3; quiet = underWay > 0 ? 0 : quiet + 1)
        await new Promise(requestAnimationFrame);
    },
    release() {
      window.fetch = ownFetch;
    },
  };
}

/** The complete content of an element, visible or not, in all shadow roots. */
export function everythingIn(root: Element | ShadowRoot): string {
  const inner = root instanceof Element && root.shadowRoot ? everythingIn(root.shadowRoot) : '';
  const below = [...root.querySelectorAll('*')].map((element) => {
    const value = element instanceof HTMLInputElement ? element.value : '';
    return (element.shadowRoot ? everythingIn(element.shadowRoot) : '') + value;
  });
  return root.innerHTML + inner + below.join('');
}

export const shownDevices = (element: SeamElement): string[] =>
  [...element.shadowRoot!.querySelectorAll('.device .title')].map((title) => title.textContent!.trim());
