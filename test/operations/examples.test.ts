// Runs the examples of the documentation unchanged.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { it } from 'node:test';
import * as endpoints from '../../src/api/contract.gen.js';
import * as operations from '../../src/operations/index.js';
import { runCode } from '../support/run-code.js';
import { createDesk, personOf } from './support.js';

interface Example {
  name: string;
  code: string;
}

const examples = readdirSync('src/operations').flatMap((file): Example[] =>
  [
    ...readFileSync(`src/operations/${file}`, 'utf8').matchAll(
      /@example\s+(.*?)\*\/\s*export (?:async )?(?:function|const) (\w+)/gs,
    ),
  ].map(([, text = '', name = '']) => ({ name, code: text.replace(/^\s*\* ?/gm, '') })),
);

it('every operation has an example', () => {
  const names = examples.map(({ name }) => name);
  for (const name of [
    ...['removeUserIdentity', 'removeUserIdentities', 'previewRemoval', 'credentialStatus'],
    ...['deactivatePhone', 'previewDeactivation', 'issueCredential', 'vendorOf'],
  ])
    assert.ok(names.includes(name), name);
});

for (const { name, code } of examples)
  it(`the example of ${name} runs`, async () => {
    const desk = createDesk({ deletion: 'ordered' });
    const user_identity_id = await personOf(desk, 'room-214');
    const systems = await desk.call(endpoints.userIdentitiesListAcsSystems, { user_identity_id });
    const acs_system = systems[0]!;
    const { acs_system_id } = acs_system;
    const phones = await desk.call(endpoints.phonesList, { owner_user_identity_id: user_identity_id });
    const entrances = await desk.call(endpoints.acsEntrancesList, { acs_system_id, search: 'Room 214' });
    const drawn: unknown[][] = [];
    const held = Object.fromEntries(
      Object.entries(operations).map(([key, value]) => [
        key,
        /^(remove|preview|deactivate|issue)/.test(key)
          ? (call: never, params: never, options: object = {}) =>
              (value as (...given: unknown[]) => unknown)(call, params, { ...desk.clock, ...options })
          : value,
      ]),
    );
    const scope = {
      ...endpoints,
      ...held,
      call: desk.call,
      draw: (...values: unknown[]) => drawn.push(values),
      user_identity_id,
      user_identity_ids: [user_identity_id],
      acs_system,
      acs_system_id,
      device_id: phones[0]!.device_id,
      allowed_acs_entrance_ids: entrances.items.map(({ acs_entrance_id }) => acs_entrance_id),
    };
    await runCode(code, scope);
    assert.ok(!code.includes('draw(') || drawn.length > 0, 'It draws nothing.');
  });
