// The gateway that each of these servers mounts.
import { createGateway, type Gateway } from 'seam-admin-elements/gateway';
import { administrators } from '#session';

export type Environment = Readonly<Record<string, string | undefined>>;

export function startGateway(environment: Environment): Gateway {
  const { SEAM_API_KEY, SEAM_ENDPOINT, SESSION_SECRET, APP_ORIGIN } = environment;
  return createGateway({
    apiKey: SEAM_API_KEY!,
    endpoint: SEAM_ENDPOINT,
    basePath: '/seam',
    // The origin as browsers see it: behind a proxy that handles HTTPS, the server itself does not know it.
    allowedOrigins: APP_ORIGIN ? [APP_ORIGIN] : [],
    authorize: administrators(SESSION_SECRET),
    // One line for every change, with its caller, ids and outcome.
    onAudit: (record) => console.log(JSON.stringify(record)),
  });
}
