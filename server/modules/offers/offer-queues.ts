/** The queues of an offer's timed jobs. */
export const expireOfferQueue = 'waitlist.expire-offer';
export const remindOfferQueue = 'waitlist.remind-offer';
