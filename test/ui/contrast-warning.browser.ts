import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '../../src/elements/seam-device-access/seam-device-access.js';
import { paletteProblems } from '../../src/ui/contrast-warning.js';
import { byRole, findByRole } from '../support/find.js';
import { gatewayPath, openSandboxPage } from '../support/sandbox-page.js';

describe('the contrast warning', () => {
  const page = document.documentElement.style;
  const { warn } = console;
  let warnings: string[];

  beforeEach(() => {
    warnings = [];
    console.warn = (...values: unknown[]) => warnings.push(values.join(' '));
  });
  afterEach(() => {
    console.warn = warn;
    document.documentElement.removeAttribute('style');
  });

  async function show() {
    const { personCalled } = await openSandboxPage();
    const element = document.createElement('seam-device-access');
    element.gateway = gatewayPath;
    element.userIdentityId = await personCalled('room-214');
    const ready = oneEvent(element, 'seam-ready');
    await fixture(html`${element}`);
    await ready;
    return element;
  }

  const set = (colors: Record<string, string>) => {
    for (const [name, value] of Object.entries(colors)) page.setProperty(name, value);
  };

  it('appears once, for any number of elements with the same colours', async () => {
    await show();
    expect(warnings).to.deep.equal([]);
    set({ '--seam-muted': '#bbb', '--seam-on-accent': '#fff', '--seam-accent': '#2350c8' });
    await show();
    await show();
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('--seam-muted on --seam-background has 1.92:1 and needs 4.5:1');
    expect(warnings[0]).to.contain('--seam-muted on the page’s background has 1.92:1');
    expect(warnings[0]).not.to.contain('accent');
  });

  for (const [what, colors, problems] of [
    ['our own', {}, []],
    ['what the guide shows', { '--seam-accent': '#0a7a5c', '--seam-on-accent': '#fff' }, []],
    ['what has just enough', { '--seam-muted': '#767676' }, []],
    [
      'what has just not enough',
      { '--seam-muted': '#777' },
      ['--seam-muted on --seam-background has 4.48:1', '--seam-muted on the page’s background has 4.48:1'],
    ],
    [
      'text on the accent',
      { '--seam-accent': '#7a5', '--seam-on-accent': 'white' },
      [
        '--seam-on-accent on --seam-accent has 2.74:1',
        '--seam-accent on --seam-background has 2.74:1',
        '--seam-accent on the page’s background has 2.74:1',
      ],
    ],
    [
      'half transparent',
      { '--seam-edge': 'rgb(0 0 0 / 30%)' },
      ['--seam-edge on --seam-background', '--seam-edge on the page’s background'],
    ],
    [
      'in other words for colours',
      { '--seam-bad': 'oklch(0.5 0.2 30)', '--seam-good': 'color-mix(in srgb, green, black)' },
      [],
    ],
    [
      'the page’s text on a background set for what floats',
      { '--seam-background': '#333', color: '#222' },
      ['the page’s text on --seam-background has 1.26:1'],
    ],
    [
      'a dark page',
      { 'color-scheme': 'dark', background: 'Canvas', color: 'CanvasText', '--seam-accent': '#8af' },
      [],
    ],
    [
      'a dark page that does not say so, and sets nothing of ours',
      { background: '#111', color: '#eee' },
      ['the page’s text on --seam-background has 1.16:1'],
    ],
    [
      'a page that is dark by its background alone',
      { background: '#111', color: '#eee', '--seam-good': '#060', '--seam-background': '#111' },
      ['--seam-good on --seam-background', '--seam-good on the page’s background'],
    ],
  ] as const)
    it(`measures the contrast: ${what}`, async () => {
      const element = await show();
      set(colors);
      const found = paletteProblems(element);
      for (const problem of problems)
        expect(
          found.some((line) => line.startsWith(problem)),
          `${problem} in ${found.join('; ')}`,
        ).to.equal(true);
      if (problems.length === 0) expect(found).to.deep.equal([]);
    });

  it('leaves nothing in the page', async () => {
    set({ '--seam-muted': '#bbb' });
    const element = await show();
    const { childElementCount } = element.shadowRoot!;
    paletteProblems(element);
    expect(element.shadowRoot!.childElementCount).to.equal(childElementCount);
    byRole('button', { name: 'Unlock Room 214' }, element.shadowRoot!);
    await findByRole('heading', { name: 'Devices' });
  });
});
