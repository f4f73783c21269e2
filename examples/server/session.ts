// Stands for the login that your application already has: a cookie `session` that names who is logged in, signed so
// that nobody can make one up. Look your own session up here instead, and say whom its owner may manage.
import { parseSigned } from 'hono/utils/cookie';
import type { Authorize } from 'seam-admin-elements/gateway';

export function administrators(secret: string | undefined): Authorize {
  if (!secret) throw new Error('Set SESSION_SECRET to what the session cookies are signed with.');
  return async (request, clientSession) => {
    // A person's own embed, which stays with that person.
    if (clientSession)
      return {
        userIdentityIds: clientSession.user_identity_id ? [clientSession.user_identity_id] : [],
        permissions: ['user_identities.read'],
      };
    const { session } = await parseSigned(request.headers.get('cookie') ?? '', secret, 'session');
    return session ? { caller: session, userIdentityIds: 'all', permissions: 'all' } : null;
  };
}
