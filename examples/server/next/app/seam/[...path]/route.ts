// Next.js: `app/seam/[...path]/route.ts`.
import { createGateway, type Gateway } from 'seam-admin-elements/gateway';
import { administrators } from '#session';

/** Made at the first request: Next loads this file while it builds, too, where there is no key yet. */
let gateway: Gateway | undefined;

function start(): Gateway {
  const { SEAM_API_KEY, SEAM_ENDPOINT, SESSION_SECRET, APP_ORIGIN = 'http://localhost:3000' } = process.env;
  return createGateway({
    apiKey: SEAM_API_KEY!,
    endpoint: SEAM_ENDPOINT,
    basePath: '/seam',
    // As browsers know it: Next takes itself for http://localhost.
    allowedOrigins: [APP_ORIGIN],
    authorize: administrators(SESSION_SECRET),
    onAudit: (record) => console.log(JSON.stringify(record)),
  });
}

const handle = (request: Request): Promise<Response> => (gateway ??= start()).fetch(request);

export { handle as GET, handle as OPTIONS, handle as POST };
