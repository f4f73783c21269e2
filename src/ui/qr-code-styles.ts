import { css } from 'lit';

// Separate from the QR code, which is fetched later.
export const qrCodeStyles = css`
  .qr-code {
    display: block;
    inline-size: min(100%, 14rem);
    margin-inline: auto;
    border-radius: calc(var(--_radius) * 0.75);
    /* Dark on light in both schemes, and in forced colours: scanners ask for it. */
    background: #fff;
    fill: #000;
    forced-color-adjust: none;
  }
`;
