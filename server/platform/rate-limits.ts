interface RateLimit {
  points: number;
  /** Counted from the first of them. */
  windowSeconds: number;
}

/** How often each thing may be done; for whom it counts stands beside it. */
export const rateLimits = {
  /** Joining the waitlist: an address. */
  'public-waitlist-intake': { points: 10, windowSeconds: 15 * 60 },
  /** Joining the waitlist: a contact (e-mail or phone), whatever the address. */
  'public-waitlist-intake-contact': { points: 10, windowSeconds: 15 * 60 },
  /** Booking: an address. */
  'public-booking': { points: 20, windowSeconds: 15 * 60 },
  /** Booking: a contact (e-mail or phone), whatever the address. Each booking sends it messages. */
  'public-booking-contact': { points: 10, windowSeconds: 15 * 60 },
  /** Moving a booking by its link: its customer, whatever the address. Each move sends them messages. */
  'public-move': { points: 6, windowSeconds: 15 * 60 },
  /** Answering an offer, or changing something by another link: an address. */
  claim: { points: 20, windowSeconds: 60 },
  /** Coming with a link that is nobody's: an address. Someone who guesses is stopped here, whatever they ask for. */
  'unknown-link': { points: 10, windowSeconds: 60 },
  /** Having a message sent again: the row that the link is for. */
  'resend-link': { points: 3, windowSeconds: 15 * 60 },
  /** Naming an `Idempotency-Key`: an address. Each new one leaves a row. */
  'idempotency-key': { points: 60, windowSeconds: 60 },
  /** Staff offering a slot by hand: a user. */
  'staff-notify': { points: 20, windowSeconds: 60 },
  /** Staff having a message sent once more: a user. */
  'staff-resend': { points: 20, windowSeconds: 60 },
  'staff-priority': { points: 30, windowSeconds: 60 },
  'staff-convert': { points: 20, windowSeconds: 60 },
  /** Logging in: an account from an address, so that nobody can lock others out of their account. */
  login: { points: 5, windowSeconds: 15 * 60 },
  /** Giving the password again, to change it or the second factor: a user. Each try says whether it was right. */
  'check-password': { points: 5, windowSeconds: 15 * 60 },
  /** The code after the password: a user, from wherever. Of a million codes three are right at a time. */
  'login-code': { points: 5, windowSeconds: 15 * 60 },
  /** Asking for a link to set a new password: an account, which gets a message each time. */
  'password-reset': { points: 3, windowSeconds: 60 * 60 },
  /** The same: an address, whatever the account. */
  'password-reset-address': { points: 10, windowSeconds: 60 * 60 },
  /** Inviting somebody to the team, or once more: a user. Each sends a message to whom they name. */
  'staff-invite': { points: 20, windowSeconds: 60 * 60 },
  /** The same: an address, whoever invites it. */
  'invited-address': { points: 5, windowSeconds: 24 * 60 * 60 },
  /** Logging in: an address, whatever the account, so that one password can't be tried on a thousand accounts. */
  'login-address': { points: 50, windowSeconds: 15 * 60 },
} as const satisfies Record<string, RateLimit>;

export type LimitName = keyof typeof rateLimits;
