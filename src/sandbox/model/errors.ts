/** What is wrong, in the shape of zod's `format()`: `_errors` of this level, then one key per parameter. */
export interface ValidationTree {
  _errors: string[];
  [parameter: string]: ValidationTree | string[];
}

/** An answer other than success, thrown by whatever finds the reason for it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly type: string;
  /** What else the error's object holds. */
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

/** A 404, but where Seam answers something else. The resource is named as in paths and ids: `user_identity`. */
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

/** A 400 about parameters that are fine one by one, but not together. */
export const invalidInput = (message: string): ApiError =>
  new ApiError(400, 'invalid_input', message, { validation_errors: { _errors: [message] } });
