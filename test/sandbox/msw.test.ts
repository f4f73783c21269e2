import assert from 'node:assert/strict';
import { it } from 'node:test';
import { getResponse } from 'msw';
import { createSandbox } from '../../src/sandbox/index.js';
import { sandboxHandlers } from '../../src/sandbox/msw.js';

const request = (url: string, apiKey: string) =>
  new Request(url, { method: 'POST', headers: { authorization: `Bearer ${apiKey}` } });

it('responds to requests for the endpoint, and ignores all others', async () => {
  const sandbox = createSandbox();
  const { apiKey } = sandbox.credentials;
  const usual = sandboxHandlers(sandbox);
  const answer = await getResponse(usual, request('https://connect.getseam.com/workspaces/get', apiKey));
  assert.equal(answer?.status, 200);
  assert.equal(await getResponse(usual, request('https://host.example/workspaces/get', apiKey)), undefined);

  const elsewhere = sandboxHandlers(sandbox, { endpoint: 'https://host.example/' });
  const other = await getResponse(elsewhere, request('https://host.example/workspaces/get', apiKey));
  assert.equal(other?.status, 200);
});

it('reports a dropped request as a network failure', async () => {
  const sandbox = createSandbox();
  sandbox.faults.add({ drop: true });
  const answer = await getResponse(
    sandboxHandlers(sandbox),
    request('https://connect.getseam.com/workspaces/get', sandbox.credentials.apiKey),
  );
  assert.equal(answer?.type, 'error');
});
