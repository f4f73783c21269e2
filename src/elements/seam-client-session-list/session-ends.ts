import {
  clientSessionsDelete,
  clientSessionsList,
  clientSessionsRevoke,
  type ClientSession,
} from '../../api/contract.gen.js';
import { asSeamError, mayHaveHappened, type SeamError } from '../../api/errors.js';
import type { SeamClient } from '../../client/client.js';
import { deleteOnce } from '../../operations/write-once.js';
import type { SeamElement } from '../base-element.js';
import { emit } from '../events.js';
import type { PersonScope } from '../person-scope.js';

export type End = 'revoke' | 'delete';

/** A session that was not ended, or of which nobody knows whether it was. */
export interface FailedEnd {
  readonly session: ClientSession;
  readonly end: End;
  readonly error: SeamError;
  readonly isUnclear: boolean;
}

const endpoints = { revoke: clientSessionsRevoke, delete: clientSessionsDelete };
const events = { revoke: 'seam-client-session-revoked', delete: 'seam-client-session-deleted' } as const;

/** Seam may list a session that was revoked like any other, so this page remembers. */
const revokedOf = new WeakMap<SeamClient, Set<string>>();

/** Sessions that are being ended, and what became of those that were not. */
export class SessionEnds {
  /** By session. */
  pending: ReadonlyMap<string, End> = new Map();
  failed: readonly FailedEnd[] = [];

  constructor(private readonly host: SeamElement) {}

  isRevoked({ client_session_id }: ClientSession): boolean {
    const { client } = this.host.session;
    return Boolean(client && revokedOf.get(client)?.has(client_session_id));
  }

  forget(): void {
    this.pending = new Map();
    this.forgetFailed();
  }

  forgetFailed = (): void => {
    this.failed = [];
    this.host.requestUpdate();
  };

  /**
   * Ends sessions one after the other.
   * @param sessions the one that the page itself uses last: nothing can be done after it
   * @param scope when it is over, what is not ended yet stays
   */
  async endSessions(
    end: End,
    userIdentityId: string,
    sessions: readonly ClientSession[],
    scope: PersonScope,
  ) {
    const client = this.host.session.client!;
    const { signal, ownClient } = scope;
    const ids = new Set(sessions.map(({ client_session_id }) => client_session_id));
    this.failed = this.failed.filter(({ session }) => !ids.has(session.client_session_id));
    this.pending = new Map([...this.pending, ...[...ids].map((id) => [id, end] as const)]);
    this.host.requestUpdate();
    for (const session of sessions) {
      if (signal.aborted) return;
      const clientSessionId = session.client_session_id;
      const failure = await this.endSession(ownClient, client, end, userIdentityId, session);
      if (!failure) emit(this.host, events[end], { userIdentityId, clientSessionId });
      if (signal.aborted) return;
      if (failure) {
        this.failed = [...this.failed, failure];
        emit(this.host, 'seam-error', failure.error);
      }
      this.pending = new Map([...this.pending].filter(([id]) => id !== clientSessionId));
      this.host.requestUpdate();
    }
  }

  private async endSession(
    { call }: SeamClient,
    client: SeamClient,
    end: End,
    userIdentityId: string,
    session: ClientSession,
  ): Promise<FailedEnd | undefined> {
    const { client_session_id } = session;
    /** The sessions that are left; it is being read again since the change. */
    const look = () => client.query(clientSessionsList, { user_identity_id: userIdentityId });
    try {
      await deleteOnce(
        () => call(endpoints[end], { client_session_id }),
        async () => (await look()).every((other) => other.client_session_id !== client_session_id),
      );
    } catch (thrown) {
      const error = asSeamError(thrown);
      return { session, end, error, isUnclear: mayHaveHappened(error) };
    }
    if (end === 'delete') {
      await look().catch(() => undefined); // until then it would stand there as if nothing had happened
      return undefined;
    }
    const revoked = revokedOf.get(client) ?? new Set();
    revokedOf.set(client, revoked.add(client_session_id));
    return undefined;
  }
}
