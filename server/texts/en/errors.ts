import type { ErrorCode } from '#server/platform/errors.ts';

/** The words for each error code, as endpoints for machines tell them. */
export const errors = {
  invalid_input: 'Something in the request is missing or not valid.',
  service_not_offered: 'This employee does not do this service.',
  unauthenticated: 'You need to log in first.',
  forbidden: 'You are not allowed to do this.',
  foreign_origin: 'The request came from another website.',
  not_found: 'This does not exist.',
  method_not_allowed: 'This can’t be done at this address.',
  conflict: 'Something has changed in the meantime.',
  slot_taken: 'This time has been taken.',
  offer_withdrawn: 'This time is no longer offered.',
  joining_closed: 'The salon takes nobody onto its waitlist at the moment.',
  request_in_progress: 'The same request is still being worked on.',
  offer_expired: 'The offer has run out.',
  offer_replaced: 'A newer link for this offer was sent.',
  payload_too_large: 'The request is too large.',
  unsupported_media_type: 'The request must be JSON.',
  idempotency_key_reused: 'This Idempotency-Key came with another request before.',
  rate_limited: 'Too many tries. Please wait a little.',
  internal: 'Something went wrong on our side.',
  busy: 'A lot is going on just now. Please try again in a moment.',
} satisfies Record<ErrorCode, string>;
