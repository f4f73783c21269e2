// Next.js: `app/seam/[...path]/route.ts`.
import type { Gateway } from 'seam-admin-elements/gateway';
import { startGateway } from '#gateway';

/** Created at the first request: Next also loads this file during the build, without the key. */
let gateway: Gateway | undefined;

// Next uses http://localhost, without the port, as its own origin.
const start = () => startGateway({ APP_ORIGIN: 'http://localhost:3000', ...process.env });
const handle = (request: Request): Promise<Response> => (gateway ??= start()).fetch(request);

export { handle as GET, handle as OPTIONS, handle as POST };
