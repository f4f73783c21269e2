// Hono on Node.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { startGateway } from '#gateway';

const gateway = startGateway(process.env);

const app = new Hono();
app.all('/seam/*', ({ req }) => gateway.fetch(req.raw));

serve({ fetch: app.fetch, port: Number(process.env['PORT'] ?? 3000) }, ({ port }) =>
  console.log(`http://localhost:${port}`),
);
