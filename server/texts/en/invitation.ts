/** The page of an invitation to a team. */
export const invitation = {
  title: 'An invitation',
  heading: '{{inviter}} invites you to {{place}}',
  everywhere: 'all salons of {{organisation}}',
  role: 'Your role: {{role}}',
  signUp: {
    title: 'Make your account',
    lead: 'You log in with {{email}} and a password of your own.',
    name: 'Your name',
    nameHint: 'As your colleagues see it.',
    nameRequired: 'Enter your name',
    nameTooLong: 'Use no more than 120 characters',
    password: 'Password',
    passwordRequired: 'Choose a password',
    submit: 'Accept and begin',
    hasAccount: 'There is an account for this address by now. Log in to accept.',
  },
  accept: {
    lead: 'You are logged in as {{email}}.',
    submit: 'Accept',
  },
  logIn: {
    lead: '{{email}} has an account already. Log in, and you come back here.',
    other: 'It is for {{email}}, and somebody else is logged in here.',
    submit: 'Log in to accept',
  },
  over: {
    accepted: { title: 'You have accepted this already', text: 'Log in to get to work.' },
    expired: { title: 'This invitation has run out', text: 'Ask who invited you for a new one.' },
    replaced: {
      title: 'A newer link was sent to you',
      text: 'Look for the latest e-mail, and open the link in it.',
    },
    void: {
      title: 'This invitation is no longer valid',
      text: 'Ask who invited you whether there is a new one.',
    },
  },
  toLogIn: 'To the log-in',
  unknownTitle: 'This link is not right',
  unknownText: 'Part of it may be missing. Open it once more from the e-mail.',
};
