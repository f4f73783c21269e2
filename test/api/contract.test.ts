import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { generateContract } from '../../scripts/contract.mjs';
import * as contract from '../../src/api/contract.gen.js';
import { definitions, endpointSchemas, type JsonSchema } from '../../src/api/schemas.gen.js';

const endpoints: contract.Endpoint[] = Object.values(contract);

describe('contract', () => {
  it('is up to date with Seam’s published OpenAPI', async () => {
    const files = await generateContract();
    for (const [file, text] of Object.entries(files))
      assert.ok(readFileSync(file, 'utf8') === text, `${file} is stale. Run \`npm run contract\`.`);
  });

  it('contains exactly the endpoints that the package needs', () => {
    const paths = endpoints.map(({ path }) => path);
    assert.equal(paths.length, 69);
    assert.equal(new Set(paths).size, 69);
    const areas = new Set(paths.map((path) => path.split('/')[1]));
    assert.deepEqual([...areas].sort(), [
      'acs',
      'action_attempts',
      'client_sessions',
      'devices',
      'events',
      'instant_keys',
      'locks',
      'phones',
      'user_identities',
      'workspaces',
    ]);
    for (const path of paths)
      assert.doesNotMatch(path, /unmanaged|report_devices|create_offline_code|customers|push_data/);
  });

  it('has a schema for each endpoint and an endpoint for each schema', () => {
    assert.deepEqual(Object.keys(endpointSchemas).sort(), endpoints.map(({ path }) => path).sort());
  });

  it('lets a client session change only what Seam allows', () => {
    const writes = endpoints.filter(({ caller, reads }) => caller === 'session' && !reads);
    assert.deepEqual(
      writes.map(({ path }) => path),
      ['/locks/lock_door', '/locks/unlock_door', '/phones/deactivate'],
    );
  });

  it('names the lists with pages', () => {
    const paginated = endpoints.filter((endpoint) => endpoint.paginated);
    assert.deepEqual(
      paginated.map(({ path }) => path),
      [
        '/acs/credentials/list',
        '/acs/entrances/list',
        '/acs/users/list',
        '/devices/list',
        '/user_identities/list',
      ],
    );
  });

  const facts: contract.Endpoint[] = [
    row('/user_identities/list', 'user_identities', { paginated: true, reads: true, caller: 'session' }),
    row('/user_identities/get', 'user_identity', { reads: true, caller: 'key' }),
    row('/user_identities/create', 'user_identity', { caller: 'key' }),
    row('/user_identities/update', null, { caller: 'key' }),
    row('/user_identities/grant_access_to_device', null, { caller: 'key' }),
    row('/user_identities/list_accessible_devices', 'devices', { reads: true, caller: 'key' }),
    row('/client_sessions/get', 'client_session', { reads: true, caller: 'session' }),
    row('/client_sessions/get_or_create', 'client_session', { caller: 'key' }),
    row('/phones/deactivate', null, { caller: 'session' }),
    row('/phones/list', 'phones', { reads: true, caller: 'key' }),
    row('/acs/credentials/create', 'acs_credential', { caller: 'key' }),
    row('/locks/unlock_door', 'action_attempt', { caller: 'session' }),
    row('/workspaces/get', 'workspace', { reads: true, caller: 'session' }),
  ];
  for (const fact of facts)
    it(`describes ${fact.path}`, () =>
      assert.deepEqual(
        endpoints.find(({ path }) => path === fact.path),
        fact,
      ));

  it('accepts new values that Seam adds to its responses', () => {
    const closed = closedEnums(readFileSync('src/api/contract.gen.ts', 'utf8'));
    assert.deepEqual(closed, []);
  });

  it('distinguishes open enums from closed enums', () => {
    assert.deepEqual(closedEnums(`export interface A { b: "x" | "y" | (string & {}); }`), []);
    assert.deepEqual(closedEnums(`export interface A { b: "x" | "y"; }`), ['A: "x" | "y"']);
    assert.deepEqual(closedEnums(`export interface A { b: { c: "x" }[]; }`), ['A: "x"']);
  });

  it('has open response schemas, and all their references exist', () => {
    const answers = Object.entries(endpointSchemas).map(([path, { answer }]) => [path, answer] as const);
    for (const [name, schema] of [...Object.entries(definitions), ...answers])
      for (const part of partsOf(schema)) {
        assert.equal(part.enum, undefined, name);
        if (part.$ref) assert.ok(part.$ref.replace('#/$defs/', '') in definitions, `${name}: ${part.$ref}`);
      }
  });
});

function row(
  path: contract.EndpointPath,
  responseKey: string | null,
  rest: Partial<contract.Endpoint> & Pick<contract.Endpoint, 'caller'>,
): contract.Endpoint {
  return { path, responseKey, paginated: false, reads: false, ...rest };
}

/** Unions of literals in Seam's responses: resources, and the results of {@link contract.Operations}. */
function closedEnums(text: string): string[] {
  const file = ts.createSourceFile('contract.ts', text, ts.ScriptTarget.Latest, true);
  const closed: string[] = [];
  const visit = (node: ts.Node, owner: string): void => {
    if (ts.isPropertySignature(node) && node.name.getText() === 'params') return;
    if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) {
      const union = ts.isUnionTypeNode(node.parent) ? node.parent : node;
      if (!union.getText().includes('string & {}')) closed.push(`${owner}: ${union.getText()}`);
    } else ts.forEachChild(node, (child) => visit(child, owner));
  };
  for (const statement of file.statements)
    if (ts.isInterfaceDeclaration(statement) && statement.name.text !== 'Endpoint')
      visit(statement, statement.name.text);
  return [...new Set(closed)];
}

function partsOf(schema: JsonSchema): JsonSchema[] {
  const { properties, items, additionalProperties, anyOf } = schema;
  const children = [
    ...Object.values(properties ?? {}),
    ...(anyOf ?? []),
    ...(items ? [items] : []),
    ...(additionalProperties ? [additionalProperties] : []),
  ];
  return [schema, ...children.flatMap(partsOf)];
}
