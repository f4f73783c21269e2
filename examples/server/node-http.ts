// Node's own server.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGateway } from 'seam-admin-elements/gateway';
import { nodeListener } from 'seam-admin-elements/gateway/node';
import { administrators } from './session.js';

const {
  SEAM_API_KEY,
  SEAM_ENDPOINT,
  SESSION_SECRET,
  APP_ORIGIN = 'http://localhost:3000',
  PORT = '3000',
} = process.env;

const gateway = nodeListener(
  createGateway({
    apiKey: SEAM_API_KEY!,
    endpoint: SEAM_ENDPOINT,
    basePath: '/seam',
    // As browsers know it: behind a proxy that takes care of https, the server itself cannot tell.
    allowedOrigins: [APP_ORIGIN],
    authorize: administrators(SESSION_SECRET),
    onAudit: (record) => console.log(JSON.stringify(record)),
  }),
);

const server = createServer((request, response) => {
  if (request.url?.startsWith('/seam/')) void gateway(request, response);
  else response.writeHead(404).end();
});
server.listen(Number(PORT), () => console.log(`http://localhost:${(server.address() as AddressInfo).port}`));
