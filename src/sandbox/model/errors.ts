/** Validation errors in the format of zod's `format()`: `_errors` of this level, then one key per parameter. */
export interface ValidationTree {
  _errors: string[];
  [parameter: string]: ValidationTree | string[];
}

/** An error response of the API. Any code that handles a request may throw it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly type: string;
  /** Further fields of the error object in the response. */
  private readonly details: { validation_errors?: ValidationTree; data?: object };

  constructor(status: number, type: string, message: string, details: ApiError['details'] = {}) {
    super(message);
    this.status = status;
    this.type = type;
    this.details = details;
  }

  get body() {
    const { type, message, details } = this;
    return { error: { type, message, ...details }, ok: false };
  }
}

/**
 * @param resource its name as in paths and ids, such as `user_identity`
 * @param options `status` is 404 by default, and differs where Seam responds with another one
 */
export const notFound = (
  resource: string,
  { status = 404, data }: { status?: number; data?: object } = {},
) => {
  const words = resource.replaceAll('_', ' ');
  const message = `${words[0]?.toUpperCase()}${words.slice(1)} not found`;
  return new ApiError(status, `${resource}_not_found`, message, data && { data });
};

export const unauthorized = (message: string, type = 'unauthorized'): ApiError =>
  new ApiError(401, type, message);

/** A 400 for parameters that are valid separately, but not together. */
export const invalidInput = (message: string): ApiError =>
  new ApiError(400, 'invalid_input', message, { validation_errors: { _errors: [message] } });
