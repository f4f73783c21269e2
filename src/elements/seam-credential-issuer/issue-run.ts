import type { Call } from '../../api/call.js';
import {
  acsCredentialsCreate,
  acsCredentialsGet,
  acsCredentialsList,
  type AcsCredential,
  type Page,
} from '../../api/contract.gen.js';
import { asSeamError, mayHaveHappened, type SeamError } from '../../api/errors.js';
import type { IssueParams, IssueProgress, IssueResult } from '../../operations/issue-credential.js';
import type { OperationOptions } from '../../operations/operation-run.js';
import { emit } from '../base/events.js';
import { partOf } from '../shared/fetch-part.js';
import type { PersonElement } from '../base/person-element.js';

/** How an operation reads the time and waits. */
export type Clock = Pick<OperationOptions, 'wait' | 'now'>;

/** The issuing of one credential, until it has arrived or the element shows another user identity. */
export class Issuing {
  progress: IssueProgress | undefined = undefined;
  outcome: IssueResult['outcome'] | undefined = undefined;
  /** Why it stopped. */
  error: SeamError | undefined = undefined;
  isRunning = false;
  private params: IssueParams | undefined = undefined;
  /** Ids of the credentials that existed before the request. A search for the new credential ignores them. */
  private existing: readonly string[] | undefined;
  /** The credential, as it was created. */
  private credential: AcsCredential | undefined;

  constructor(private readonly host: PersonElement & { readonly clock: Clock }) {}

  /** Whether the credential exists, or may exist: a second request could create a second one. */
  get isAskedFor(): boolean {
    return this.existing !== undefined;
  }

  forget(): void {
    this.progress = this.outcome = this.error = undefined;
    this.params = this.existing = this.credential = undefined;
    this.isRunning = false;
    this.host.requestUpdate();
  }

  /** Requests a credential. */
  start(params: IssueParams): Promise<void> {
    this.params = params;
    return this.run(params);
  }

  /** Searches for the requested credential and follows it. Requests it again only if it does not exist. */
  goOn(): Promise<void> {
    return this.run(this.params!);
  }

  private async run(params: IssueParams) {
    const { call } = this.host.session.client!;
    const { existing, credential } = this;
    const { signal } = this.host.scope;
    this.isRunning = true;
    this.outcome = this.error = this.progress = undefined;
    this.host.requestUpdate();
    const options = {
      ...this.host.clock,
      signal,
      onProgress: (progress: IssueProgress) => this.show(progress, signal),
    };
    try {
      const { follow, issueCredential } = await partOf(import('./operations.js'));
      const noting = this.noting(call, params, signal);
      const outcome = credential
        ? await follow(noting, credential, params.user_identity_id, options)
        : await this.issue(
            await issueCredential(noting, { ...params, existing }, options),
            noting,
            params,
            signal,
          );
      if (!signal.aborted) this.outcome = outcome;
    } catch (thrown) {
      const error = asSeamError(thrown);
      if (signal.aborted) return;
      if (this.isAskedFor) this.outcome = 'unknown';
      this.error = error;
      emit(this.host, 'seam-error', error);
    } finally {
      if (!signal.aborted) {
        this.isRunning = false;
        this.host.requestUpdate();
      }
    }
  }

  /** Also fires the event for a credential that was found after a lost response. */
  private async issue(
    { outcome, acs_credential_id }: IssueResult,
    call: Call,
    params: IssueParams,
    signal: AbortSignal,
  ) {
    if (acs_credential_id && !this.credential && !signal.aborted)
      this.take(params, await call(acsCredentialsGet, { acs_credential_id }), signal);
    return outcome;
  }

  private show(progress: IssueProgress, signal: AbortSignal) {
    if (signal.aborted) return;
    this.progress = progress;
    this.host.requestUpdate();
  }

  /** Records the existing credentials before the request. Fires the event when the credential is created. */
  private noting(call: Call, params: IssueParams, signal: AbortSignal): Call {
    const before = new Set<string>();
    const wasAskedFor = this.isAskedFor;
    return async (endpoint, given, options) => {
      const isCreation = endpoint.path === acsCredentialsCreate.path;
      if (isCreation && !signal.aborted) this.existing ??= [...before];
      try {
        const result = await call(endpoint, given, options);
        if (isCreation) this.take(params, result as AcsCredential, signal);
        else if (endpoint.path === acsCredentialsList.path)
          for (const { acs_credential_id } of (result as Page<AcsCredential>).items)
            before.add(acs_credential_id);
        return result;
      } catch (error) {
        // Seam refused the only request, so no credential can appear later.
        const isRefused = isCreation && !wasAskedFor && !mayHaveHappened(error);
        if (isRefused && !signal.aborted) this.existing = undefined;
        throw error;
      }
    };
  }

  /** Fires the event even if the element now shows another user identity: the credential exists. */
  private take({ user_identity_id }: IssueParams, acsCredential: AcsCredential, signal: AbortSignal) {
    if (!signal.aborted) this.credential = acsCredential;
    emit(this.host, 'seam-credential-issued', {
      userIdentityId: user_identity_id,
      acsCredentialId: acsCredential.acs_credential_id,
      acsCredential,
    });
  }
}
