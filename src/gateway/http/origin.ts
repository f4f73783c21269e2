import { callerHeader } from '../../api/gateway-protocol.js';

/** Tells requests that were meant for this host from those of a page whose own name has been made to lead here. */
export function createHostCheck(allowedHosts: readonly string[] | undefined): (request: Request) => boolean {
  if (!allowedHosts) return () => true;
  const listed = new Set(allowedHosts);
  return ({ url, headers }) => {
    const named = headers.get('host');
    return listed.has(new URL(url).hostname) && (named === null || listed.has(hostnameIn(named)));
  };
}

const hostnameIn = (host: string): string => {
  const url = `http://${host}/`;
  return URL.canParse(url) ? new URL(url).hostname : '';
};

/** What an origin may do: nothing, or talk to the gateway and read its answers through these headers. */
export type OriginCheck = (request: Request) => { allowed: boolean; headers: Record<string, string> };

/** Tells a page of the host from any other, by what browsers send with a request and pages cannot forge. */
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

/** Any header that the page asks for is fine: its origin is the host's own word. */
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
