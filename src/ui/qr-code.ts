import { html, type TemplateResult } from 'lit';

/** Scanners want this much empty space around, in modules. */
const quietZone = 4;

/**
 * Draws text as a QR code, with a label for screen readers; what that needs is fetched when it is first asked for.
 */
export async function qrCode(text: string): Promise<(label: string) => TemplateResult> {
  const { generate } = await import('lean-qr/nano');
  const code = generate(text);
  const across = [...Array(code.size).keys()];
  const path = across
    .flatMap((y) => across.filter((x) => code.get(x, y)).map((x) => `M${x} ${y}h1v1h-1z`))
    .join('');
  const size = code.size + 2 * quietZone;
  return (label) =>
    html`<svg
      class="qr-code"
      role="img"
      aria-label=${label}
      viewBox="${-quietZone} ${-quietZone} ${size} ${size}"
      shape-rendering="crispEdges"
    >
      <path d=${path}></path>
    </svg>`;
}
