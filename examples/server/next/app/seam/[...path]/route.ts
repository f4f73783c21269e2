// Next.js: `app/seam/[...path]/route.ts`.
import type { Gateway } from 'seam-admin-elements/gateway';
import { startGateway } from '#gateway';

/** Made at the first request: Next loads this file while it builds, too, where there is no key yet. */
let gateway: Gateway | undefined;

// Next takes itself for http://localhost, without the port.
const start = () => startGateway({ APP_ORIGIN: 'http://localhost:3000', ...process.env });
const handle = (request: Request): Promise<Response> => (gateway ??= start()).fetch(request);

export { handle as GET, handle as OPTIONS, handle as POST };
