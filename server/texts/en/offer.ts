/** The page of one offer: a time that came free, and the answer to it. */
export const offer = {
  metaTitle: 'A time for you at {{salon}}',
  open: {
    above: 'A time has come free',
    lead: 'Hello {{name}}! We are holding this time for you.',
    movesLead:
      'Hello {{name}}! If you accept, your appointment on {{when}} moves to this time. The old time then goes to somebody else, so you can’t go back to it.',
    timeLeft: '{{time}} left',
    underAMinute: 'Less than a minute left',
    until: 'It is yours to take until {{until}}.',
    after: {
      pause:
        'Without an answer it goes to somebody else, and we pause for {{pause}} before we ask you again.',
      end: 'Without an answer it goes to somebody else, and your wish ends.',
      nothing: 'Without an answer it goes to somebody else.',
    },
    accept: 'Yes, I’ll take it',
    accepting: 'Booking…',
    decline: 'Not this time',
    declineHint: 'You stay on the waitlist, and we pause for {{pause}} before we ask again.',
    declineAndLeave: 'No, and take me off the waitlist',
    leaveTitle: 'Leave the waitlist?',
    leaveText: 'We write to you no more about this wish, and this time goes to somebody else.',
    leaveConfirm: 'Yes, take me off',
  },
  what: 'What',
  when: 'When',
  withWhom: 'With',
  where: 'Where',
  price: 'Price',
  end: {
    accepted: {
      title: 'You have already accepted',
      text: 'The time is booked for you.',
    },
    cancelledSince: {
      title: 'This appointment was cancelled',
      text: 'You had accepted the time, and its booking was cancelled later.',
    },
    undone: {
      title: 'Undone: you are back on the waitlist',
      text: 'This time goes to the next person now. You have kept the place that you had, and hear from us when another comes free.',
    },
    undoneOff: {
      title: 'Undone: this time is no longer yours',
      text: 'It goes to somebody else now. No day of your wish is left, so you are off the waitlist as well.',
    },
    declined: {
      title: 'You have declined this time',
      text: 'Thank you for answering: somebody else can have it now. You keep your place on the waitlist.',
    },
    left: {
      title: 'You are off the waitlist',
      text: 'Thank you for answering: somebody else can have this time now. We write to you no more about this wish.',
    },
    expired: {
      title: 'The time to answer has run out',
      text: 'We held it for you until {{until}}; since then it is open to others. There may be another one.',
    },
    expiredOff: {
      title: 'The time to answer has run out',
      text: 'We held it for you until {{until}}; since then it is open to others. Your wish has ended as well.',
    },
    over: {
      title: 'You are off the waitlist',
      text: 'This time is no longer held for you. Your wish has ended, so we write to you no more about it.',
    },
    taken: {
      title: 'Somebody else has this time now',
      text: 'It was offered to more than one person, and another was a moment faster. You keep your place on the waitlist.',
    },
    withdrawn: {
      title: 'This time is no longer available',
      text: 'Something came in between, so we no longer hold it for you. You keep your place on the waitlist, and hear from us when another comes free.',
    },
    replaced: {
      title: 'There is a newer link',
      text: 'We have sent you a reminder with a new link. It went to {{sentTo}}.',
      textUnknown: 'We have sent you a reminder with a new link. Please look for it among your messages.',
      resend: 'Send the newest link again',
      resent: 'Sent again to {{sentTo}}.',
      resentUnknown: 'Sent again.',
      closed: 'This offer is no longer open, so there is nothing to send.',
    },
    unknown: {
      title: 'We don’t know this link',
      text: 'It may be incomplete. Open it once more straight from the message.',
    },
    clashes: {
      title: 'You already have an appointment then',
      text: 'Another appointment of yours overlaps this time. Move or cancel that one first, or decline this time.',
    },
  },
  /** After a yes, also on the page of the booking. */
  undo: {
    until: 'You can undo this until {{until}}',
    text: 'Then the time goes to the next person, and you are back on the waitlist with the place that you had.',
    action: 'Undo',
    refused: {
      unknown: 'We don’t know this link.',
      not_accepted: 'There is no answer here that could be undone.',
      too_late:
        'The few minutes for that are over. The time is still yours; you can see how to cancel it on its own page.',
      cancelled: 'The appointment has been cancelled meanwhile, so there is nothing to undo.',
      moved: 'The appointment has been moved meanwhile, so this can’t be undone. It stands at its new time.',
      begun: 'The appointment has begun, so this can’t be undone any more.',
      old_time_given_up:
        'The time that you had before has been offered on, so this can’t be undone. Your appointment stands at its new time.',
    },
  },
  ways: {
    booking: 'See my appointment',
    entry: 'See my place on the waitlist',
    stillFree: 'It is still free: book it',
    joinAgain: 'Join the waitlist again',
    book: 'See free times at {{salon}}',
  },
};
