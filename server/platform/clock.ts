/**
 * What time it is outside a transaction (a page's "in 4 minutes", a session's expiry). Inside one, `tx.now` is the time:
 * it comes from the database, so that several web processes agree.
 */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
