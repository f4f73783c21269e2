import { after, before } from 'node:test';
import { SeamHttp } from '@seamapi/http';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { serveSandbox, type ServedSandbox } from '../../src/sandbox/node.js';

interface OfficialClient {
  readonly sandbox: Sandbox;
  readonly seam: SeamHttp;
  readonly url: string;
  /** Sends a request to an endpoint that Seam's client no longer has. */
  post(path: string, params: object): Promise<Record<string, unknown>>;
}

/** Connects Seam's own client to a sandbox over HTTP. Every request moves the clock by half a second. */
export function withOfficialClient(options: SandboxOptions = {}): OfficialClient {
  const sandbox = createSandbox(options);
  let served: ServedSandbox;
  let seam: SeamHttp;
  before(async () => {
    served = await serveSandbox({
      fetch(request) {
        sandbox.clock.advance(500);
        return sandbox.fetch(request);
      },
    });
    seam = SeamHttp.fromApiKey(sandbox.credentials.apiKey, { endpoint: served.url });
  });
  after(() => served.close());
  return {
    sandbox,
    get seam() {
      return seam;
    },
    get url() {
      return served.url;
    },
    async post(path, params) {
      const answer = await fetch(`${served.url}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${sandbox.credentials.apiKey}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(params),
      });
      return (await answer.json()) as Record<string, unknown>;
    },
  };
}

/** Polls until there is a value. Each request moves the sandbox's clock. */
export async function until<Value>(ask: () => Promise<Value | undefined>): Promise<Value> {
  for (let time = 0; time < 20; time++) {
    const value = await ask();
    if (value !== undefined) return value;
  }
  throw new Error('It did not come about in twenty requests.');
}
