/** WCAG 2.2, 1.4.3: contrast of text. */
const text = 4.5;
/** WCAG 2.2, 1.4.11: contrast of borders, icons and the focus ring. */
const shape = 3;

/** Each colour with its background, by their names after `--seam-`, and the minimum contrast. */
const pairs: readonly (readonly [front: string, back: string, least: number])[] = [
  ['on-accent', 'accent', text],
  ['text', 'background', text],
  ...['background', 'page'].flatMap((back) => [
    ...['muted', 'good', 'attention', 'bad'].map((front) => [front, back, text] as const),
    ...['accent', 'edge'].map((front) => [front, back, shape] as const),
  ]),
];

/** Warns once, during development, of colours of the page with too little contrast. */
export function watchPalette(): void {
  if (typeof document === 'undefined') return;
  const look = (event: Event) => {
    const problems = paletteProblems(event.composedPath()[0] as Element);
    if (problems.length === 0) return;
    document.removeEventListener('seam-ready', look);
    console.warn(
      `Not everybody can read these colours of the page: ${problems.join('; ')}. The guide “Theming” says what each is for.`,
    );
  };
  document.addEventListener('seam-ready', look);
}

/** The page's `--seam-…` colours for an element that have too little contrast with their background. */
export function paletteProblems(element: Element): string[] {
  const style = getComputedStyle(element);
  const isSet = (name: string) =>
    ['text', 'page'].includes(name) || style.getPropertyValue(`--seam-${name}`).trim() !== '';
  const affected = pairs.filter(([front, back]) => isSet(front) || isSet(back));
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (affected.length === 0 || !context) return [];

  const probe = document.createElement('span');
  probe.hidden = true;
  element.shadowRoot!.append(probe);
  const computed = (color: string) => {
    probe.style.color = color;
    return getComputedStyle(probe).color;
  };
  const page = [computed('Canvas'), ...backgroundsBehind(element)];
  const colorOf = (name: string) => computed(name === 'text' ? 'inherit' : `var(--_${name})`);
  const problems = affected.flatMap(([front, back, least]) => {
    const behind = back === 'page' ? page : [...page, colorOf(back)];
    const contrast = contrastOf(paint(context, behind), paint(context, [...behind, colorOf(front)]));
    return contrast < least
      ? `${nameOf(front)} on ${nameOf(back)} has ${contrast.toFixed(2)}:1 and needs ${least}:1`
      : [];
  });
  probe.remove();
  return problems;
}

const nameOf = (name: string) =>
  ({ text: 'the page’s text', page: 'the page’s background' })[name] ?? `--seam-${name}`;

/** The outermost background first. */
function backgroundsBehind(element: Element): string[] {
  const { parentNode } = element;
  const outer = element.assignedSlot ?? (parentNode instanceof ShadowRoot ? parentNode.host : parentNode);
  const own = getComputedStyle(element).backgroundColor;
  return outer instanceof Element ? [...backgroundsBehind(outer), own] : [own];
}

/** The visible colour of layers, in any CSS syntax: red, green and blue, 0…255. */
function paint(context: CanvasRenderingContext2D, colors: readonly string[]): Uint8ClampedArray {
  for (const color of colors) {
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
  }
  return context.getImageData(0, 0, 1, 1).data;
}

/** The contrast as WCAG defines it: 1…21. */
function contrastOf(...colors: [Uint8ClampedArray, Uint8ClampedArray]): number {
  const [darker, lighter] = colors.map(luminanceOf).sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminanceOf(color: Uint8ClampedArray): number {
  const [r, g, b] = [...color].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
