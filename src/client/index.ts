export * as endpoints from '../api/contract.gen.js';
export type * from '../api/contract.gen.js';
export type { Call, CallOptions } from '../api/call.js';
export { SeamError, isSeamError, type SeamErrorDetails, type SeamErrorKind } from '../api/errors.js';
export type { Permission } from '../api/permissions.js';
export type { Cache, Watch, WatchState, Watched } from './cache.js';
export { createSeamClient, type SeamClient } from './client.js';
export type { SessionInfo, SessionOptions } from './session.js';
