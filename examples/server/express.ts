// Express.
import type { AddressInfo } from 'node:net';
import express from 'express';
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

const gateway = createGateway({
  apiKey: SEAM_API_KEY!,
  endpoint: SEAM_ENDPOINT,
  basePath: '/seam',
  // As browsers know it: behind a proxy that takes care of https, the server itself cannot tell.
  allowedOrigins: [APP_ORIGIN],
  authorize: administrators(SESSION_SECRET),
  onAudit: (record) => console.log(JSON.stringify(record)),
});

const app = express();
// Before express.json(): what has been read of a body cannot be read again, and the gateway would answer 500.
app.use('/seam', nodeListener(gateway));
app.use(express.json());

const server = app.listen(Number(PORT), () =>
  console.log(`http://localhost:${(server.address() as AddressInfo).port}`),
);
