// Node's own server.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nodeListener } from 'seam-admin-elements/gateway/node';
import { startGateway } from '#gateway';

const gateway = nodeListener(startGateway(process.env));

const server = createServer((request, response) => {
  if (request.url?.startsWith('/seam/')) void gateway(request, response);
  else response.writeHead(404).end();
});
server.listen(Number(process.env['PORT'] ?? 3000), () =>
  console.log(`http://localhost:${(server.address() as AddressInfo).port}`),
);
