import type { Logger } from '#server/platform/logger.ts';

const repeatMs = 30_000;

/**
 * Logs the first error of an outage, then one in thirty seconds with the number of those in between: each queue meets a
 * restarting database several times a second.
 */
export function createOutageLog(logger: Pick<Logger, 'warn'>, message: string): (error: unknown) => void {
  let quietUntil = 0;
  let silenced = 0;
  return (error) => {
    const at = performance.now();
    if (at < quietUntil) {
      silenced += 1;
      return;
    }
    logger.warn({ err: toError(error), silenced }, message);
    quietUntil = at + repeatMs;
    silenced = 0;
  };
}

/** The job store emits copies of errors, whose type is gone and whose properties are not. */
function toError(error: unknown): Error {
  if (error instanceof Error) return error;
  const { message, stack, code } = Object(error) as { message?: unknown; stack?: unknown; code?: unknown };
  return Object.assign(new Error(String(message)), {
    stack: String(stack),
    ...(typeof code === 'string' && { code }),
  });
}
