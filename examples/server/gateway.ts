// The gateway as each of these servers mounts it.
import { createGateway, type Gateway } from 'seam-admin-elements/gateway';
import { administrators } from '#session';

export type Environment = Readonly<Record<string, string | undefined>>;

export function startGateway(environment: Environment): Gateway {
  const { SEAM_API_KEY, SEAM_ENDPOINT, SESSION_SECRET, APP_ORIGIN } = environment;
  return createGateway({
    apiKey: SEAM_API_KEY!,
    endpoint: SEAM_ENDPOINT,
    basePath: '/seam',
    // As browsers know it: behind a proxy that takes care of https, the server itself cannot tell.
    allowedOrigins: APP_ORIGIN ? [APP_ORIGIN] : [],
    authorize: administrators(SESSION_SECRET),
    // One line for every change: who, what, which ids, and how it went.
    onAudit: (record) => console.log(JSON.stringify(record)),
  });
}
