// Express.
import type { AddressInfo } from 'node:net';
import express from 'express';
import { nodeListener } from 'seam-admin-elements/gateway/node';
import { startGateway } from '#gateway';

const app = express();
// Before express.json(): a body can be read only once, and the gateway would answer 500.
app.use('/seam', nodeListener(startGateway(process.env)));
app.use(express.json());

const server = app.listen(Number(process.env['PORT'] ?? 3000), () =>
  console.log(`http://localhost:${(server.address() as AddressInfo).port}`),
);
