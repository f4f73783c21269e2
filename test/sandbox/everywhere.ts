/** Sends a request to a sandbox in one of three ways: in the process, over HTTP, or through MSW. */
export type Way = (path: string, init: RequestInit) => Promise<Response>;

interface Check {
  readonly name: string;
  readonly run: (ask: Ask, credentials: { apiKey: string; clientSessionToken: string }) => Promise<void>;
}

type Ask = (
  token: string,
  path: string,
  params: object,
) => Promise<{ status: number; body: Record<string, unknown>; headers: Headers }>;

const askBy =
  (way: Way): Ask =>
  async (token, path, params) => {
    const response = await way(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(params),
    });
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, body, headers: response.headers };
  };

function expect(is: unknown, wanted: unknown) {
  const [left, right] = [JSON.stringify(is), JSON.stringify(wanted)];
  if (left !== right) throw new Error(`${left} is not ${right}`);
}

interface Row {
  user_identity_id: string;
  device_id: string;
  token: string;
  acs_credential_id: string;
}

const checks: readonly Check[] = [
  {
    name: 'grants, shows and revokes a device',
    async run(ask, { apiKey }) {
      const created = await ask(apiKey, '/user_identities/create', { full_name: 'Zoë Åkesson 佐藤' });
      const { user_identity_id } = created.body['user_identity'] as Row;
      const { body } = await ask(apiKey, '/devices/list', { limit: 1 });
      const [{ device_id }] = body['devices'] as [Row];
      await ask(apiKey, '/user_identities/grant_access_to_device', { user_identity_id, device_id });
      const session = await ask(apiKey, '/client_sessions/create', { user_identity_id });
      const { token } = session.body['client_session'] as Row;
      const seen = async () => {
        const devices = (await ask(token, '/devices/list', {})).body['devices'] as Row[];
        return devices.map((device) => device.device_id);
      };
      expect(await seen(), [device_id]);
      await ask(apiKey, '/user_identities/revoke_access_to_device', { user_identity_id, device_id });
      expect(await seen(), []);
    },
  },
  {
    name: 'responds with the same errors as Seam',
    async run(ask, { apiKey, clientSessionToken }) {
      const unknown = await ask('seam_cst1nobody', '/devices/list', {});
      expect(
        [unknown.status, (unknown.body['error'] as { type: string }).type],
        [401, 'client_session_not_found'],
      );
      const forKeys = await ask(clientSessionToken, '/phones/list', {});
      expect([forKeys.status, (forKeys.body['error'] as { type: string }).type], [401, 'unauthorized']);
      const wrong = await ask(apiKey, '/user_identities/create', { email_address: 'nobody' });
      expect(wrong.status, 400);
      const { type, validation_errors } = wrong.body['error'] as {
        type: string;
        validation_errors: { email_address?: unknown };
      };
      expect([type, validation_errors.email_address !== undefined], ['invalid_input', true]);
    },
  },
  {
    name: 'gives each request an id, and keeps non-ASCII text',
    async run(ask, { apiKey }) {
      const { body, headers } = await ask(apiKey, '/user_identities/create', { full_name: '李小龍 🗝' });
      expect((body['user_identity'] as { full_name: string }).full_name, '李小龍 🗝');
      expect(Boolean(headers.get('seam-request-id')), true);
    },
  },
  {
    name: 'issues a sync credential to every phone',
    async run(ask, { apiKey }) {
      const { body } = await ask(apiKey, '/user_identities/get', { user_identity_key: 'room-214' });
      const { user_identity_id } = body['user_identity'] as Row;
      const phones = await ask(apiKey, '/phones/list', { owner_user_identity_id: user_identity_id });
      const credentials = await ask(apiKey, '/acs/credentials/list', {
        user_identity_id,
        is_multi_phone_sync_credential: true,
      });
      const [{ acs_credential_id }] = credentials.body['acs_credentials'] as [Row];
      const carrying = await ask(apiKey, '/phones/list', { acs_credential_id });
      expect(
        (carrying.body['phones'] as Row[]).map((phone) => phone.device_id).sort(),
        (phones.body['phones'] as Row[]).map((phone) => phone.device_id).sort(),
      );
    },
  },
];

/** Runs the same checks for each way to reach a sandbox. */
export function checkEverywhere(
  it: (name: string, run: () => Promise<void>) => unknown,
  open: () => { way: Way; credentials: { apiKey: string; clientSessionToken: string } },
): void {
  for (const { name, run } of checks)
    it(name, async () => {
      const { way, credentials } = open();
      await run(askBy(way), credentials);
    });
}
