import { ContextConsumer, ContextProvider, createContext } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import { isAttended } from '../../client/page-visibility.js';
import { leaseClient, sessionKey, type Lease } from '../../client/client-pool.js';
import { clientSessionPermissions, type Permission } from '../../api/permissions.js';
import type { SeamClient } from '../../client/client.js';
import { completeOptions, type SessionInfo, type SessionOptions } from '../../client/session.js';
import type { SeamError } from '../../api/errors.js';
import type { SeamWording } from '../../locales/index.js';

/** What `<seam-session>` gives to everything inside. */
export interface InheritedSession {
  readonly options: SessionOptions;
  readonly locale: string | undefined;
  readonly wording: SeamWording | undefined;
  readonly readOnly: boolean;
}

/** Why somebody may not do something. */
export type Refusal = 'read_only' | 'gateway_required' | 'not_permitted';

export const sessionContext = createContext<InheritedSession>(Symbol.for('seam-admin-elements session'));

/** An element that may have a session of its own. */
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

/** These are taken out of the page once they are read. */
export const secretAttributes = ['client-session-token', 'user-identifier-key'];

/** Tags of elements that had such an attribute: one of them without a token may be a copy that has lost it. */
const tagsWithSecret = new Set<string>();

/** Who calls is asked again after so long where nothing else is answered, as on a page that shows a form alone. */
const retryMs = 10_000;

/** Lit's own word for it is also true in Node with a DOM for tests, where elements work. */
const isServer = typeof document === 'undefined';

/** On a server nothing is asked, so that elements draw what they show while they wait for their first answer. */
const askingNothing = (host: SessionHost) =>
  ({
    /** What stands inside a `<seam-session>` cannot know yet; most of those have one. */
    get hasGateway() {
      return Boolean(host.gateway) || !saysWhoCalls(ownOptions(host));
    },
    info: () => new Promise(() => {}),
  }) as unknown as SeamClient;

/** Holds the page's client of the element's session while the element is in the page. */
export class SessionController implements ReactiveController {
  client: SeamClient | undefined = undefined;
  /** Why the session has ended; undefined while it goes on. */
  ended: SeamError | undefined = undefined;
  inherited: InheritedSession | undefined;
  private lease: Lease | undefined;
  private key: string | undefined = undefined;
  private known: SessionInfo | null | undefined;
  private isAsking = false;
  /** How many calls the client had answered when it could not be found out who calls. */
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

  /** What is known of the caller: undefined while it is asked for, null when that failed, until anything else is answered. */
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

  /** Why the caller may not do something: null when it may, undefined while that is not known. */
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
    // It may stand somewhere else now; the consumer asks anew, right after this.
    this.inherited = undefined;
    document.addEventListener('context-provider', this.askAgain);
    this.host.requestUpdate();
  }

  /** The `<seam-session>` around an element may be upgraded after it. */
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
      if (!this.host.isConnected) this.take(undefined, undefined); // else it was only moved
    });
  }

  /** Takes the new client before letting go of the old one: they may be the same. */
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
      this.answersBefore = -1; // as if something had been answered
      this.host.requestUpdate();
    }, retryMs);
  }

  private forget() {
    clearTimeout(this.retryTimer);
    this.known = this.ended = undefined;
    this.isAsking = false;
  }
}

/** Hands an element's session down to what stands inside it, in its slots or in its shadow root. */
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
      // As they are when somebody asks: all who share a client change together.
      get options() {
        return session.options;
      },
      locale,
      wording,
      readOnly,
    });
  }
}
