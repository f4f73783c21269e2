import { ContextConsumer, ContextProvider, createContext } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import { isAttended } from '../../client/page-visibility.js';
import { leaseClient, sessionKey, type Lease } from '../../client/client-pool.js';
import { clientSessionPermissions, type Permission } from '../../api/permissions.js';
import type { SeamClient } from '../../client/client.js';
import { completeOptions, type SessionInfo, type SessionOptions } from '../../client/session.js';
import type { SeamError } from '../../api/errors.js';
import type { SeamWording } from '../../locales/index.js';

/** What `<seam-session>` passes to the elements inside. */
export interface InheritedSession {
  readonly options: SessionOptions;
  readonly locale: string | undefined;
  readonly wording: SeamWording | undefined;
  readonly readOnly: boolean;
}

/** Why the caller may not do something. */
export type Refusal = 'read_only' | 'gateway_required' | 'not_permitted';

export const sessionContext = createContext<InheritedSession>(Symbol.for('seam-admin-elements session'));

/** An element that can have its own session. */
export type SessionHost = LitElement &
  SessionOptions & {
    locale?: string | undefined;
    wording?: SeamWording | undefined;
    readOnly: boolean;
  };

const ownOptions = (host: SessionHost): SessionOptions => ({
  endpoint: host.endpoint,
  gateway: host.gateway,
  clientSessionToken: host.clientSessionToken,
  publishableKey: host.publishableKey,
  userIdentifierKey: host.userIdentifierKey,
  getClientSessionToken: host.getClientSessionToken,
  gatewayHeaders: host.gatewayHeaders,
});

const saysWhoCalls = (options: SessionOptions) =>
  Boolean(
    options.clientSessionToken ||
    options.getClientSessionToken ||
    (options.publishableKey && options.userIdentifierKey) ||
    options.gateway,
  );

/** Attributes that are removed from the page once they are read. */
export const secretAttributes = ['client-session-token', 'user-identifier-key'];

/**
 * Tags of elements that had such an attribute. If one of these elements has no token, it may be a copy that lost it.
 */
const tagsWithSecret = new Set<string>();

/**
 * The pause before the caller is requested again, if no other call is answered first, as on a page with only a form.
 */
const retryMs = 10_000;

/** Not Lit's `isServer`: it is also true in Node with a test DOM, where elements work. */
const isServer = typeof document === 'undefined';

/** A client for a server. It sends no request, so that elements render what they show before the first response. */
const askingNothing = (host: SessionHost) =>
  ({
    /** An element inside a `<seam-session>` cannot know this yet; most sessions have a gateway. */
    get hasGateway() {
      return Boolean(host.gateway) || !saysWhoCalls(ownOptions(host));
    },
    info: () => new Promise(() => {}),
  }) as unknown as SeamClient;

/** Gives an element the page's client for its session, while the element is in the page. */
export class SessionController implements ReactiveController {
  client: SeamClient | undefined = undefined;
  /** Why the session has ended; undefined while it continues. */
  ended: SeamError | undefined = undefined;
  inherited: InheritedSession | undefined;
  private lease: Lease | undefined;
  private key: string | undefined = undefined;
  private known: SessionInfo | null | undefined;
  private isAsking = false;
  /** The client's `answerCount` when the last request for the caller failed. */
  private answersBefore = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private stopListening: (() => void)[] = [];
  private readonly consumer: ContextConsumer<typeof sessionContext, SessionHost>;

  constructor(private readonly host: SessionHost) {
    host.addController(this);
    if (isServer) this.client = askingNothing(host);
    this.consumer = new ContextConsumer(host, {
      context: sessionContext,
      subscribe: true,
      callback: (inherited) => {
        this.inherited = inherited;
        host.requestUpdate();
      },
    });
  }

  /** The element's own options, completed by those of the `<seam-session>` around it. */
  get options(): SessionOptions {
    return completeOptions(ownOptions(this.host), this.inherited?.options);
  }

  /**
   * What is known about the caller: undefined while it is requested, null if that failed. Reading this property sends
   * the request, and repeats a failed one when another call has been answered.
   */
  get info(): SessionInfo | null | undefined {
    const { client } = this;
    const isDue =
      this.known === undefined || (this.known === null && client?.answerCount !== this.answersBefore);
    if (client && isDue && !this.isAsking) {
      this.isAsking = true;
      const tell = (info: SessionInfo | null) => {
        if (client !== this.client) return;
        this.known = info;
        this.answersBefore = client.answerCount;
        this.isAsking = false;
        if (info === null) this.askLater();
        this.host.requestUpdate();
      };
      client.info().then(tell, () => tell(null));
    }
    return this.known;
  }

  /** Why the caller may not do something; null if it is allowed, undefined while that is unknown. */
  refusalOf(permission: Permission): Refusal | null | undefined {
    const isReadOnly = this.host.readOnly || this.inherited?.readOnly;
    if (isReadOnly && !permission.endsWith('.read')) return 'read_only';
    if (!this.client?.hasGateway)
      return clientSessionPermissions.includes(permission) ? null : 'gateway_required';
    if (!this.info) return undefined;
    return this.info.permissions?.includes(permission) ? null : 'not_permitted';
  }

  hideAttribute(name: string) {
    this.host.removeAttribute(name);
    tagsWithSecret.add(this.host.localName);
  }

  hostConnected() {
    if (isServer) return;
    // The element may be at another place now. The consumer requests the session again right after this.
    this.inherited = undefined;
    document.addEventListener('context-provider', this.askAgain);
    this.host.requestUpdate();
  }

  /** The browser may upgrade the `<seam-session>` around an element after the element. */
  private readonly askAgain = (event: Event & { context?: unknown }) => {
    if (event.context === sessionContext && !this.inherited) this.consumer.hostConnected();
  };

  hostUpdate() {
    if (!this.host.isConnected) return;
    const { host, options } = this;
    const { clientSessionToken, getClientSessionToken, userIdentifierKey } = options;
    const hasSecret = clientSessionToken || getClientSessionToken || userIdentifierKey;
    if (!host.hasUpdated && !hasSecret && tagsWithSecret.delete(host.localName))
      console.warn(
        `<${host.localName}> has no session: copies of an element have no token. Set its property clientSessionToken.`,
      );
    const key = saysWhoCalls(options) ? sessionKey(options) : undefined;
    if (key === this.key) return;
    if (key !== undefined && this.lease?.follow()) {
      this.key = key;
      return;
    }
    this.take(key, key === undefined ? undefined : leaseClient(() => this.options));
  }

  hostDisconnected() {
    document.removeEventListener('context-provider', this.askAgain);
    queueMicrotask(() => {
      if (!this.host.isConnected) this.take(undefined, undefined); // otherwise it was only moved
    });
  }

  /** Call this with the new client's lease, before the old one is released: both may be for the same client. */
  private take(key: string | undefined, lease: Lease | undefined) {
    const before = this.lease;
    this.key = key;
    this.lease = lease;
    this.client = lease?.client;
    this.forget();
    this.stopListening.forEach((stop) => stop());
    this.stopListening = lease
      ? [lease.client.onCallerChange(this.followCaller), lease.client.onSessionEnd(this.followEnd)]
      : [];
    before?.release();
  }

  private readonly followCaller = () => {
    this.forget();
    this.host.requestUpdate();
  };

  private readonly followEnd = (error: SeamError | undefined) => {
    this.ended = error;
    this.host.requestUpdate();
  };

  private askLater() {
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => {
      if (!isAttended()) return this.askLater();
      this.answersBefore = -1; // as if another call had been answered
      this.host.requestUpdate();
    }, retryMs);
  }

  private forget() {
    clearTimeout(this.retryTimer);
    this.known = this.ended = undefined;
    this.isAsking = false;
  }
}

/** Passes an element's session to the elements inside it, in its slots or in its shadow root. */
export class SessionProvider implements ReactiveController {
  private readonly provider: ContextProvider<typeof sessionContext>;
  private key: string | undefined = undefined;

  constructor(private readonly host: SessionHost & { readonly session: SessionController }) {
    host.addController(this);
    this.provider = new ContextProvider(host, { context: sessionContext });
  }

  hostUpdate() {
    const { inherited, options } = this.host.session;
    const locale = this.host.locale || inherited?.locale;
    const wording = this.host.wording ?? inherited?.wording;
    const readOnly = this.host.readOnly || Boolean(inherited?.readOnly);
    const key = `${sessionKey(options)} ${locale} ${readOnly}`;
    if (key === this.key && wording === this.provider.value?.wording) return;
    this.key = key;
    const { session } = this.host;
    this.provider.setValue({
      // A getter, because the options of all users of a client change together.
      get options() {
        return session.options;
      },
      locale,
      wording,
      readOnly,
    });
  }
}
