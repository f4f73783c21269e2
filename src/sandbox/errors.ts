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
  readonly validationErrors: ValidationTree | undefined;

  constructor(status: number, type: string, message: string, validationErrors?: ValidationTree) {
    super(message);
    this.status = status;
    this.type = type;
    this.validationErrors = validationErrors;
  }

  get body() {
    const { type, message, validationErrors } = this;
    return {
      error: { type, message, ...(validationErrors && { validation_errors: validationErrors }) },
      ok: false,
    };
  }
}

/** A 404. The resource is named as in paths and ids: `user_identity`. */
export const notFound = (resource: string): ApiError => {
  const words = resource.replaceAll('_', ' ');
  return new ApiError(404, `${resource}_not_found`, `${words[0]?.toUpperCase()}${words.slice(1)} not found`);
};

export const unauthorized = (message: string, type = 'unauthorized'): ApiError =>
  new ApiError(401, type, message);

/** A 400 about parameters that are fine one by one, but not together. */
export const invalidInput = (message: string): ApiError =>
  new ApiError(400, 'invalid_input', message, { _errors: [message] });
