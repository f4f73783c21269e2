import { generate } from 'lean-qr/nano';
import { html, type TemplateResult } from 'lit';

/** The empty space around the code that scanners need, in modules. */
const quietZone = 4;

/** Renders text as a QR code, with a label for screen readers. */
export function qrCode(text: string): (label: string) => TemplateResult {
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
