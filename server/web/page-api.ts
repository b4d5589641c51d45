import { createCaller } from '#server/trpc/router.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import { toAppError } from '#server/trpc/map-errors.ts';
import { httpStatusOf, type AppError } from '#server/platform/errors.ts';

/** Every procedure, called in the process itself. What it throws is a Response, which Remix hands to the error boundary. */
export type PageApi = ReturnType<typeof createCaller>;

export function createPageApi(context: RequestContext, tellRetryAfter: (seconds: number) => void): PageApi {
  return throwingResponses(createCaller(context), (fault) => {
    const error = toAppError(fault);
    if (error.retryAfter !== undefined) tellRetryAfter(error.retryAfter);
    return toResponse(error);
  });
}

/** The one place that turns faults into what pages show: the code, never the words of an error. */
function toResponse({ code, fields }: AppError): Response {
  return Response.json({ code, fields }, { status: httpStatusOf(code) });
}

/** The caller is a proxy that is a function at every depth, so this one wraps each step and each call. */
function throwingResponses<T extends object>(target: T, responseTo: (fault: unknown) => Response): T {
  return new Proxy(target, {
    get(inner, property, receiver) {
      const value: unknown = Reflect.get(inner, property, receiver);
      return isCallable(value) ? throwingResponses(value, responseTo) : value;
    },
    apply(inner, self, args) {
      const answer: unknown = Reflect.apply(inner as CallableFunction, self, args);
      if (!(answer instanceof Promise)) return answer;
      return answer.catch((fault: unknown) => {
        throw responseTo(fault);
      });
    },
  });
}

function isCallable(value: unknown): value is CallableFunction {
  return typeof value === 'function';
}
