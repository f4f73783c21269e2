// Hono on Node.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createGateway } from 'seam-admin-elements/gateway';
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

const app = new Hono();
app.all('/seam/*', ({ req }) => gateway.fetch(req.raw));

serve({ fetch: app.fetch, port: Number(PORT) }, ({ port }) => console.log(`http://localhost:${port}`));
