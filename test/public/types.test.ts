import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const options = {
  noEmit: true,
  strict: true,
  module: 'nodenext',
  target: 'es2022',
  lib: ['es2023', 'dom', 'dom.iterable'],
  types: [],
};
let host: string;

/** A host's project with this package installed. */
before(() => {
  host = mkdtempSync(path.join(tmpdir(), 'seam-host-'));
  mkdirSync(path.join(host, 'node_modules'));
  symlinkSync(root, path.join(host, 'node_modules/seam-admin-elements'), 'junction');
  writeFileSync(path.join(host, 'package.json'), '{"type":"module"}');
  writeFileSync(
    path.join(host, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, files: ['host.ts'] }),
  );
});

after(() => rmSync(host, { recursive: true }));

function complaintsAbout(source: string): string {
  writeFileSync(path.join(host, 'host.ts'), source);
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [compiler, '-p', '.'], { cwd: host, encoding: 'utf8' }).stdout;
}

test('a host’s strict TypeScript knows elements, events, client, gateway and sandbox', () => {
  const complaints = complaintsAbout(`
    import 'seam-admin-elements/elements/seam-user-identity-list.js';
    import { createSeamClient, endpoints, isSeamError } from 'seam-admin-elements/client';
    import { createGateway } from 'seam-admin-elements/gateway';
    import { createSandbox } from 'seam-admin-elements/sandbox';
    import { SeamPhoneManager } from 'seam-admin-elements/react';
    import { SeamSession } from 'seam-admin-elements/vue';

    export const wrappers = [SeamPhoneManager, SeamSession];
    const list = document.createElement('seam-user-identity-list');
    list.gateway = '/seam';
    list.addEventListener('seam-user-identity-selected', ({ detail }) => {
      const name: string = detail.userIdentity.display_name;
      list.title = name;
    });
    list.addEventListener('seam-error', ({ detail }) => {
      if (detail.kind === 'session_ended') isSeamError(detail);
    });
    const { items } = await createSeamClient({ gateway: '/seam' }).query(endpoints.userIdentitiesList, { search: 'a' });
    const since: string | undefined = items[0]?.created_at;
    list.lang = since ?? '';
    const sandbox = createSandbox({ seed: 'empty' });
    createGateway({ apiKey: sandbox.credentials.apiKey, fetch: sandbox.fetch, authorize: () => null });
  `);
  assert.equal(complaints, '');
});

test('and reports mistakes', () => {
  const complaints = complaintsAbout(`
    import 'seam-admin-elements';
    import { createSeamClient, endpoints } from 'seam-admin-elements/client';
    document.createElement('seam-device-access').userIdentityId = 7;
    document.querySelector('seam-phone-manager')!.addEventListener('seam-phone-deactivated', ({ detail }) => detail.phoneId);
    await createSeamClient({}).call(endpoints.userIdentitiesGet, { user_id: 'a' });
    document.querySelector('seam-session')!.wording = { en: { doors: { devices: { titel: 'Doors' } } } };
    document.querySelector('seam-session')!.wording = { en: { doors: { devices: { count: (count: number) => '' } } } };
  `);
  assert.match(complaints, /host\.ts\(4,.*'number' is not assignable to type 'string'/);
  assert.match(complaints, /host\.ts\(5,.*'phoneId' does not exist on type 'PhoneIds'/);
  assert.match(complaints, /host\.ts\(6,.*'user_id' does not exist/);
  assert.match(complaints, /host\.ts\(7,.*'titel' does not exist/);
  assert.match(complaints, /host\.ts\(8,.*'\(count: number\) => string' is not assignable/);
});

test('each element’s module has the types of the events', () => {
  const folder = path.join(root, 'dist/elements');
  const tags = readdirSync(folder).filter((name) => name.startsWith('seam-'));
  assert.ok(tags.length > 10);
  const without = tags.filter(
    (tag) => !readFileSync(path.join(folder, tag, `${tag}.d.ts`), 'utf8').includes("'../base/events.js'"),
  );
  assert.deepEqual(without, []);
});

test('the guide’s page without a framework compiles', () => {
  const guide = readFileSync(path.join(root, 'docs/guides/frameworks.md'), 'utf8');
  const [, code = ''] = /```ts\n(.*?)```/s.exec(guide) ?? [];
  assert.match(code, /addEventListener/);
  assert.equal(complaintsAbout(code), '');
});
