import { TRPCError, type TRPC_ERROR_CODE_KEY } from '@trpc/server';
import { z } from 'zod';
import { AppError, httpStatusOf, type FieldProblem } from '#server/platform/errors.ts';
import { isOverload, isTransient } from '#server/platform/sql-state.ts';

const codeOfStatus: Partial<Record<number, TRPC_ERROR_CODE_KEY>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
};

/** Any fault as an error of our own: what is none of the known ones becomes `internal`, with the fault as its cause. */
export function toAppError(fault: unknown): AppError {
  if (fault instanceof AppError) return fault;
  if (fault instanceof z.ZodError)
    return new AppError('invalid_input', { fields: fieldProblems(fault), cause: fault });
  if (fault instanceof TRPCError) return fromTrpc(fault);
  if (isTransient(fault) || isOverload(fault)) return new AppError('busy', { retryAfter: 1, cause: fault });
  return new AppError('internal', { cause: fault });
}

/** The same error in tRPC's words; its cause is the AppError. */
export function toTrpcError(error: AppError): TRPCError {
  const code = codeOfStatus[httpStatusOf(error.code)] ?? 'INTERNAL_SERVER_ERROR';
  return new TRPCError({ code, message: error.code, cause: error });
}

function fromTrpc(fault: TRPCError): AppError {
  if (fault.cause instanceof AppError) return fault.cause;
  switch (fault.code) {
    case 'BAD_REQUEST':
      return fault.cause instanceof z.ZodError
        ? toAppError(fault.cause)
        : new AppError('invalid_input', { cause: fault });
    case 'PARSE_ERROR':
      return new AppError('invalid_input', { cause: fault });
    case 'NOT_FOUND':
    case 'METHOD_NOT_SUPPORTED':
      return new AppError('not_found', { cause: fault });
    case 'PAYLOAD_TOO_LARGE':
      return new AppError('payload_too_large', { cause: fault });
    case 'UNSUPPORTED_MEDIA_TYPE':
      return new AppError('unsupported_media_type', { cause: fault });
    default:
      return fault.cause ? toAppError(fault.cause) : new AppError('internal', { cause: fault });
  }
}

/** The schemas give stable codes as messages; what Zod words itself is only told as missing or invalid. */
function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.map((issue) => ({ field: issue.path.join('.'), problem: problemOf(issue) }));
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (/^[a-z]+(_[a-z]+)*$/.test(issue.message)) return issue.message;
  // Zod leaves the input out of its issues, and says in its own words alone that there was none.
  return issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
    ? 'required'
    : 'invalid';
}
