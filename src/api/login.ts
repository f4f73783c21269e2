import type { Answered } from './call.js';
import { SeamError, errorFromAnswer, isAboutCaller } from './errors.js';
import { callerHeader } from './gateway-protocol.js';

/** Nobody has logged in yet, as far as the page knows. */
export const loginRequired = 'login_required';
/** What answered was not the gateway: most likely a login page, but that cannot be known. */
export const loginUnclear = 'login_unclear';

/** Laravel and IIS answer these where a login has run out; neither is a standard. */
const endedByHost = new Set([403, 419, 440]);

/**
 * What an answer says of the host's login, which stands in front of the gateway and ends in many ways: a 401 of any
 * form, a redirect, a login page. The one place that decides it. What the gateway itself refuses is no end.
 * @param wasLoggedIn whether the gateway has named the caller before
 * @returns undefined where the answer says nothing of it
 */
export function loginError(answer: Answered, wasLoggedIn: boolean): SeamError | undefined {
  const { status, headers, body, isElsewhere } = answer;
  const error = errorFromAnswer(status, headers, body);
  const isGateways = headers.has(callerHeader) || isOfGateway(error.type);
  if (status === 401 && !wasLoggedIn && (!isGateways || error.type === 'gateway_login_required'))
    return ended(error, 'Nobody is logged in.', loginRequired);
  if (isGateways) return undefined;
  if (status === 401) return ended(error, error.message, error.type);
  const isPage = status >= 200 && status < 300 && !isObject(body);
  if (!isElsewhere && !isPage && !endedByHost.has(status)) return undefined;
  const what = isElsewhere ? 'a redirect' : isPage ? 'something that is not JSON' : `the status ${status}`;
  const message = `Not the gateway answered but something else, with ${what}. It may be a login page.`;
  if (wasLoggedIn) return ended(error, message, loginUnclear);
  // A gateway that is not where the page expects it looks the same, so nothing has ended.
  return new SeamError(status === 403 ? 'not_permitted' : 'server', message, { status, type: loginUnclear });
}

const ended = ({ status, requestId }: SeamError, message: string, type: string | undefined) =>
  new SeamError('session_ended', message, {
    ...(status && { status }),
    ...(type && { type }),
    ...(requestId && { requestId }),
  });

/** The gateway's own word, or Seam's about the client session. A host's own layer may well say "unauthorized". */
const isOfGateway = (type = '') => isAboutCaller(type) && type !== 'unauthorized';

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
