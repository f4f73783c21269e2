// Takes the place of your application's login: a signed cookie `session` contains the user's name. Look up your own
// session here instead, and return the people whom the user may manage.
import { parseSigned } from 'hono/utils/cookie';
import type { Authorize } from 'seam-admin-elements/gateway';

export function administrators(secret: string | undefined): Authorize {
  if (!secret) throw new Error('Set SESSION_SECRET to what the session cookies are signed with.');
  return async (request, clientSession) => {
    // A page with a person's client session may act only for that person.
    if (clientSession)
      return {
        userIdentityIds: clientSession.user_identity_id ? [clientSession.user_identity_id] : [],
        permissions: ['user_identities.read'],
      };
    const { session } = await parseSigned(request.headers.get('cookie') ?? '', secret, 'session');
    return session ? { caller: session, userIdentityIds: 'all', permissions: 'all' } : null;
  };
}
