import { pino, type DestinationStream, type Logger } from 'pino';
import { logContext } from './log-context.ts';
import { sqlState } from './sql-state.ts';

export type { Logger } from 'pino';

export interface LoggerOptions {
  level: string;
  /** Which process speaks: web or worker. */
  name: string;
  /** Standard output unless a test listens. */
  destination?: DestinationStream;
}

/** Fields that never reach the log, at the top of what is logged and one level down. */
const secretFields = [
  'password',
  'passwordHash',
  'token',
  'tokenHash',
  'challenge',
  'secret',
  'recoveryCodes',
  'cookie',
  'authorization',
  'email',
  'phone',
  'name',
  'customerName',
  'customerEmail',
  'customerPhone',
  'recipient',
];

export function createLogger({ level, name, destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { process: name },
      // A copy: pino writes what a line has beside it into what it is given.
      mixin: () => ({ ...logContext.getStore() }),
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [...secretFields.flatMap((field) => [field, `*.${field}`]), 'headers', '*.headers'],
        censor: '…',
      },
      // The last sieve, over the whole line: also words that a library put together.
      hooks: { streamWrite: scrub },
      serializers: { err: (error: unknown) => describeError(error, 0) },
    },
    destination,
  );
}

/**
 * The path of a request as it may be logged: without its query (which holds what people searched for), and with an
 * ellipsis in place of a link's token.
 */
export function loggablePath(url: string): string {
  return scrub((url.split(/[?#]/, 1)[0] ?? '').replace(/^\/([owbipu])\/[^/]+/i, '/$1/…'));
}

/** Blots out what looks like a link's token, an e-mail address or a phone number. */
function scrub(text: string): string {
  return text
    .replace(/[\w-]{43,48}(?![\w-])/g, '…')
    .replace(/[^\s"'<>()=:]+@[\w-]+(\.[\w-]+)+/g, '…')
    .replace(/\+\d{8,15}\b/g, '…');
}

/** Only what is known to be harmless: an error of the driver carries the row's values in its own fields. */
function describeError(error: unknown, depth: number): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    type: name,
    message,
    code,
    sqlState: sqlState(error),
    stack,
    ...(cause !== undefined && depth < 4 && { cause: describeError(cause, depth + 1) }),
  };
}
