/** The page behind the button with which mail programs stop messages. */
export const unsubscribe = {
  open: {
    title: 'Stop e-mail?',
    lead: 'We send no more e-mail to {{email}}: neither about the waitlist nor about your appointments, from any salon that uses Ledig.',
    keeps:
      'Your appointments and your places on waitlists stay as they are. SMS goes on coming to you if the salon has your number.',
    submit: 'Stop e-mail',
  },
  stopped: {
    title: 'E-mail is stopped',
    lead: 'No more e-mail goes to {{email}}.',
    again: 'Would you like to have it again? Tell your salon.',
  },
  unknownTitle: 'This link is not right',
  unknownText: 'Part of it may be missing, or the message is too old. Your salon can stop e-mail for you.',
  toSalons: 'To the salons',
};
