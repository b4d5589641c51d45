/** Every code that a caller can meet, with the HTTP status that it has everywhere. */
const statusOf = {
  invalid_input: 400,
  service_not_offered: 400,
  unauthenticated: 401,
  forbidden: 403,
  foreign_origin: 403,
  not_found: 404,
  conflict: 409,
  slot_taken: 409,
  offer_withdrawn: 409,
  joining_closed: 409,
  offer_expired: 410,
  offer_replaced: 410,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  internal: 500,
  busy: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof statusOf;

export function httpStatusOf(code: ErrorCode): number {
  return statusOf[code];
}

/** What is wrong at one field of the input: `field` is a path such as `windows.0.fromMinute`. */
export interface FieldProblem {
  field: string;
  /** A stable code, which is also the key of its text. */
  problem: string;
}

export interface AppErrorOptions extends ErrorOptions {
  /** For the log; never shown to a customer. */
  detail?: string;
  /** Seconds until another try makes sense; sent as Retry-After. */
  retryAfter?: number;
  fields?: FieldProblem[];
}

/**
 * A fault: something that a use case does not answer with. Expected outcomes (a slot that was taken, an offer that has run
 * out) are returned as values; only an HTTP endpoint turns those into a code of this union.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly retryAfter: number | undefined;
  readonly fields: readonly FieldProblem[];

  constructor(code: ErrorCode, { detail, retryAfter, fields = [], cause }: AppErrorOptions = {}) {
    super(detail ?? code, { cause });
    this.code = code;
    this.retryAfter = retryAfter;
    this.fields = fields;
  }
}

/** The row is not there, or not for this caller: both look the same from outside. */
export function notFound(what: string): AppError {
  return new AppError('not_found', { detail: `${what} not found` });
}

/** RFC 9457. `title` is in the reader's language; `code` never changes. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  errors?: readonly FieldProblem[];
}

/** @param title the words for the code, in the language of who reads it */
export function problemDocument(error: AppError, title: string): ProblemDocument {
  return {
    type: `urn:ledig:problem:${error.code.replaceAll('_', '-')}`,
    title,
    status: httpStatusOf(error.code),
    code: error.code,
    ...(error.fields.length > 0 && { errors: error.fields }),
  };
}
