import { AsyncLocalStorage } from 'node:async_hooks';

/** What every line of the log that is written within carries: of which request it is. */
export const logContext = new AsyncLocalStorage<{ requestId: string }>();
