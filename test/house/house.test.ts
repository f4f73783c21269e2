import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  directions,
  directionsInside,
  noCycles,
  noWordsInTemplates,
  nodeImports,
  oneDefine,
  oneFetch,
  strictPages,
  type Rule,
  type Source,
} from './rules.js';

const tree: Source[] = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `src/${file.replaceAll('\\', '/')}`)
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** Path → text. */
type Sample = Record<string, string>;

interface Samples {
  good: Sample[];
  /** Each with a pattern that its message must match. */
  bad: [Sample, RegExp][];
}

/** Checks that src keeps the rule, and that the rule accepts good samples and reports bad ones. */
function holds(name: string, rule: Rule, { good, bad }: Samples) {
  const check = (sample: Sample) => rule(Object.entries(sample).map(([path, text]) => ({ path, text })));
  describe(name, () => {
    it('is kept in src', () => {
      const violations = rule(tree);
      assert.equal(violations.length, 0, `\n${violations.join('\n')}`);
    });
    good.forEach((sample, index) =>
      it(`accepts good sample ${index + 1}`, () => assert.deepEqual(check(sample), [])),
    );
    bad.forEach(([sample, message], index) =>
      it(`reports bad sample ${index + 1}`, () => {
        const violations = check(sample);
        assert.equal(violations.length, 1, `\n${violations.join('\n')}`);
        assert.match(violations[0]!, message);
      }),
    );
  });
}

const html = (markup: string): Sample => ({ 'src/elements/a.ts': `const a = html\`${markup}\`;` });

holds('each part of src imports only the parts in its row', directions, {
  good: [
    { 'src/client/a.ts': `import { call } from '../api/call.js'; import './b.js'; import 'lit';` },
    { 'src/elements/seam-a/seam-a.ts': `export * from '../../ui/tokens.js';` },
    { 'src/index.ts': `import './elements/seam-a/seam-a.js';` },
  ],
  bad: [
    [{ 'src/api/a.ts': `import { b } from '../client/b.js';` }, /api may not import client/],
    [{ 'src/ui/a.ts': `\nimport type { B } from '../api/b.js';` }, /^src\/ui\/a\.ts:2: .*may import locales/],
    [{ 'src/client/a.ts': `const b = await import('../sandbox/b.js');` }, /client may not import sandbox/],
    [{ 'src/client/a.ts': `export { b } from '../gateway/b.js';` }, /client may not import gateway/],
    [{ 'src/client/a.ts': `let b: import('../gateway/b.js').B;` }, /client may not import gateway/],
    [{ 'src/cli/a.ts': `import '../index.js';` }, /cli may not import index\.ts/],
    [{ 'src/client/a.ts': `import 'seam-admin-elements/sandbox';` }, /own name/],
    [{ 'src/plans/a.ts': '' }, /src\/plans has no row/],
    [{ 'src/other.ts': '' }, /src\/other\.ts has no row/],
  ],
});

holds('each folder inside a part imports only the folders in its row', directionsInside, {
  good: [
    {
      'src/elements/seam-a/seam-a.ts': `import '../base/a.js'; import '../shared/b.js'; import '../../ui/c.js';`,
    },
    { 'src/gateway/app.ts': `import './endpoints/a.js'; import './http/b.js';` },
    { 'src/client/a.ts': `import './b.js';` },
  ],
  bad: [
    [{ 'src/elements/base/a.ts': `import '../data/b.js';` }, /elements\/base may not import elements\/data/],
    [
      { 'src/elements/shared/a.ts': `import type { B } from '../seam-b/b.js';` },
      /may not import elements\/seam-\*/,
    ],
    [{ 'src/gateway/http/a.ts': `import '../access/b.js';` }, /gateway\/http may not import gateway\/access/],
    [{ 'src/gateway/access/a.ts': `import '../app.js';` }, /may not import gateway\/app\.ts/],
    [{ 'src/sandbox/store/a.ts': `import '../model/b.js';` }, /sandbox\/store may not import sandbox\/model/],
    [{ 'src/sandbox/plans/a.ts': '' }, /src\/sandbox\/plans has no row/],
  ],
});

holds("Node's own modules are imported only in code that runs only in Node", nodeImports, {
  good: [
    { 'src/gateway/node.ts': `import 'node:http';` },
    { 'src/cli/a.ts': `import 'node:http';` },
    { 'src/client/a.ts': `import 'lit';` },
  ],
  bad: [
    [{ 'src/gateway/a.ts': `import { createServer } from 'node:http';` }, /node:http exists in Node alone/],
    [{ 'src/sandbox/a.ts': `await import('fs/promises');` }, /fs\/promises exists in Node alone/],
  ],
});

holds('imports have no cycles', noCycles, {
  good: [{ 'src/api/a.ts': `import './b.js'; import './c.js';`, 'src/api/b.ts': `import './c.js';` }],
  bad: [
    [
      { 'src/api/a.ts': `import './b.js';`, 'src/api/b.ts': `import type { A } from './a.js';` },
      /a\.ts → .*b/,
    ],
    [
      {
        'src/api/a.ts': `import './b.js';`,
        'src/api/b.ts': `export * from './c.js';`,
        'src/api/c.ts': `import('./b.js');`,
      },
      /^src\/api\/b\.ts → src\/api\/c\.ts → src\/api\/b\.ts:/,
    ],
  ],
});

const define = { 'src/elements/base/define.ts': 'customElements.define(tag, element);' };
holds('elements are registered in one file', oneDefine, {
  good: [{ ...define, 'src/elements/a.ts': `define('a-a', A); // not customElements.define(` }],
  bad: [
    [{ ...define, 'src/ui/a.ts': `window.customElements.define('a-a', A);` }, /^src\/ui\/a\.ts:1/],
    [{ ...define, 'src/ui/a.ts': `@customElement('a-a') class A {}` }, /^src\/ui\/a\.ts:1/],
    [
      {
        'src/elements/base/define.ts': `${define['src/elements/base/define.ts']}\ncustomElements.define('b', B);`,
      },
      /:2/,
    ],
    [{ 'src/elements/a.ts': '' }, /nothing calls/],
  ],
});

holds('requests are sent in one file', oneFetch, {
  good: [
    { 'src/api/call.ts': `fetch('/')` },
    { 'src/gateway/a.ts': `fetch('/')` },
    { 'src/client/a.ts': `interface A { fetch?: typeof fetch } const b = { fetch: c }; options.fetch;` },
  ],
  bad: [
    [{ 'src/client/a.ts': `await fetch('/');` }, /Use a Call/],
    [{ 'src/client/a.ts': `(other ?? fetch)('/');` }, /Use a Call/],
    [{ 'src/ui/a.ts': `window.fetch('/');` }, /Use a Call/],
    [{ 'src/elements/a.ts': `navigator.sendBeacon('/');` }, /Use a Call/],
    [{ 'src/elements/a.ts': `new EventSource('/');` }, /Use a Call/],
  ],
});

holds('pages with a strict policy refuse nothing', strictPages, {
  good: [html('<p class="style" data-style=1>${a}</p>'), { 'src/sandbox/a.ts': 'a.innerHTML = b;' }],
  bad: [
    [{ 'src/ui/a.ts': 'a.innerHTML = b;' }, /innerHTML breaks/],
    [{ 'src/ui/a.ts': 'html`<p>${unsafeHTML(a)}</p>`;' }, /unsafeHTML breaks/],
    [{ 'src/ui/a.ts': `import { styleMap } from 'lit/directives/style-map.js';` }, /styleMap breaks/],
    [html('<p style="color: red">${a}</p>'), /Use a class/],
    [html('<p class="a" style=${a}></p>'), /Use a class/],
    [html('<style>p { color: ${a} }</style>'), /Use a class|cannot/],
  ],
});

holds('templates contain no text', noWordsInTemplates, {
  good: [
    html(
      '<!-- a comment --><p class="name" title=${words.name} aria-hidden="true">${a} · 2 &times; ${b}</p>',
    ),
    html('<a href=${a > b ? "x" : "y"} aria-label="${words.a} / ${words.b}"><code>--seam-accent</code></a>'),
    html('<slot name="after" @click=${() => this.open("Name")}></slot>'),
    { 'src/ui/a.ts': 'css`:host { color: red; }`; const a = `Some text`;' },
  ],
  bad: [
    [html('<p>Hello</p>'), /"Hello" cannot be translated.*src\/locales\/en /],
    [html('Hello ${a}'), /"Hello …"/],
    [html('<b>${a} persönlich</b>'), /persönlich/],
    [html('<input placeholder="Search people">'), /"Search people"/],
    [html("<button title='Close ${a}'></button>"), /"Close …"/],
    [html('<button aria-label=Close></button>'), /"Close"/],
    [{ 'src/ui/a.ts': 'html`<p>${a ? html`<b>Yes</b>` : nothing}</p>`' }, /"Yes"/],
    [{ 'src/ui/a.ts': 'svg`<title>Phone</title>`' }, /"Phone"/],
  ],
});
