import { z } from 'zod';
import { locales } from '#server/texts/catalogue.ts';

/** Every code that a caller can meet, with the HTTP status that it has everywhere. */
const statusOf = {
  invalid_input: 400,
  service_not_offered: 400,
  unauthenticated: 401,
  forbidden: 403,
  foreign_origin: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  slot_taken: 409,
  offer_withdrawn: 409,
  joining_closed: 409,
  request_in_progress: 409,
  offer_expired: 410,
  offer_replaced: 410,
  payload_too_large: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
  rate_limited: 429,
  internal: 500,
  busy: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof statusOf;

const errorCodes = Object.keys(statusOf) as ErrorCode[];

export function httpStatusOf(code: ErrorCode): number {
  return statusOf[code];
}

const fieldProblemSchema = z.object({
  field: z.string().describe('A path such as windows.0.fromMinute, or the name of a header'),
  problem: z.string().describe('A stable code, such as required or in_past'),
});
/** What is wrong at one field of the input. The code is also the key of its text. */
export type FieldProblem = z.infer<typeof fieldProblemSchema>;

export interface AppErrorOptions extends ErrorOptions {
  /** For the log; never shown to a customer. */
  detail?: string;
  /** Seconds until another try makes sense; sent as Retry-After. */
  retryAfter?: number;
  fields?: FieldProblem[];
  /** What was done all the same, of work in several steps: how many rows each has acted on. */
  counts?: Record<string, number>;
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
  readonly counts: Record<string, number> | undefined;

  constructor(code: ErrorCode, { detail, retryAfter, fields = [], counts, cause }: AppErrorOptions = {}) {
    super(detail ?? code, { cause });
    this.code = code;
    this.retryAfter = retryAfter;
    this.fields = fields;
    this.counts = counts;
  }
}

/** The row is not there, or not for this caller: both look the same from outside. */
export function notFound(what: string): AppError {
  return new AppError('not_found', { detail: `${what} not found` });
}

/** RFC 9457 */
export const problemDocumentSchema = z.object({
  type: z.string().describe('Stands for the code, as a URN'),
  title: z.string().describe(`In the language that Accept-Language asks for: ${locales.join(', ')}`),
  status: z.int(),
  code: z.enum(errorCodes).describe('Never changes: programs go by it'),
  errors: z
    .array(fieldProblemSchema)
    .readonly()
    .optional()
    .describe('With invalid_input: what is wrong where'),
  counts: z
    .record(z.string(), z.int().min(0))
    .optional()
    .describe(
      'With internal, where work has several steps: how many rows each of those that did not fail has acted on',
    ),
});
export type ProblemDocument = z.infer<typeof problemDocumentSchema>;

/** @param title the words for the code, in the language of who reads it */
export function problemDocument(error: AppError, title: string): ProblemDocument {
  return {
    type: `urn:ledig:problem:${error.code.replaceAll('_', '-')}`,
    title,
    status: httpStatusOf(error.code),
    code: error.code,
    ...(error.fields.length > 0 && { errors: error.fields }),
    ...(error.counts && { counts: error.counts }),
  };
}
