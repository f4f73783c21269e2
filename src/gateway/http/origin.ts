import { callerHeader } from '../../api/gateway-protocol.js';

/** Creates a check of the host name, against DNS rebinding. Without a list it accepts every host name. */
export function createHostCheck(allowedHosts: readonly string[] | undefined): (request: Request) => boolean {
  if (!allowedHosts) return () => true;
  const listed = new Set(allowedHosts);
  const isListed = (url: string) => URL.canParse(url) && listed.has(new URL(url).hostname);
  return ({ url, headers }) => {
    const host = headers.get('host');
    return isListed(url) && (host === null || isListed(`http://${host}/`));
  };
}

/** Whether an origin may use the gateway, and the CORS headers for its responses. */
export type OriginCheck = (request: Request) => { allowed: boolean; headers: Record<string, string> };

/** Creates a check of the origin. It uses only headers that browsers set and pages cannot forge. */
export function createOriginCheck(allowedOrigins: readonly string[]): OriginCheck {
  const listed = new Set(allowedOrigins);
  return (request) => {
    const origin = request.headers.get('origin');
    const site = request.headers.get('sec-fetch-site');
    if (origin !== null && listed.has(origin)) return { allowed: true, headers: corsHeaders(origin) };
    const isOwn = origin === null || origin === new URL(request.url).origin;
    const isNear = site === null || site === 'same-origin' || site === 'none';
    return { allowed: isOwn && isNear, headers: {} };
  };
}

const corsHeaders = (origin: string) => ({
  'access-control-allow-origin': origin,
  'access-control-allow-credentials': 'true',
  'access-control-expose-headers': `${callerHeader}, seam-request-id, retry-after`,
});

/** Allows every header that the page requests, because the host has allowed the page's origin. */
export function preflightHeaders(request: Request): Record<string, string> {
  const asked = request.headers.get('access-control-request-headers');
  return {
    'access-control-allow-methods': 'POST',
    ...(asked !== null && /^[\w\-, ]{1,1000}$/.test(asked) && { 'access-control-allow-headers': asked }),
    'access-control-max-age': '600',
  };
}

export const isPreflight = ({ method, headers }: Request): boolean =>
  method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method');
