/** What customers get by SMS and e-mail. */
export const messages = {
  /** How a message says when: the salon's local date and time, and its clock time alone. */
  when: {
    dateAndTime: '{{date}} at {{time}}',
    /** In an SMS, where each character counts. */
    compact: '{{date}} {{time}}',
    time: '{{time}}',
  },
  /** What stands where the name of a customer stood who has been erased. */
  customer: { erased: 'Erased customer' },
  /** Made up, for who looks at a text before anybody gets it. */
  sample: { customer: 'Kari Nordmann', service: 'Haircut', employee: 'Ingrid Solberg' },
  offer: {
    sms: '{{salon}}: {{service}} {{when}} with {{employee}} is free. Answer by {{until}}: {{link}}',
    subject: 'A time is free: {{service}}, {{when}}',
    lead: 'A time that you are waiting for has come free, and we are holding it for you until {{until}}.',
    action: 'See the time and answer',
    note: 'Without an answer by {{until}} the time goes to somebody else. Nothing is booked until you accept.',
  },
  offer_reminder: {
    sms: '{{salon}}: still held for you: {{service}} {{when}}. Answer by {{until}}: {{link}}',
    subject: 'Still held for you until {{until}}: {{service}}, {{when}}',
    lead: 'We are still holding this time for you, until {{until}}.',
    action: 'See the time and answer',
    note: 'This link replaces the one that we sent before. Without an answer by {{until}} the time goes to somebody else.',
  },
  offer_withdrawn: {
    sms: '{{salon}}: {{service}} {{when}} is no longer free. You keep your place: {{link}}',
    subject: 'No longer available: {{service}}, {{when}}',
    lead: 'We are sorry: the time that we offered you is no longer available.',
    action: 'See my place on the waitlist',
    note: 'You keep your place on the waitlist, and hear from us when another time comes free.',
  },
  booking_confirmed: {
    sms: '{{salon}}: booked: {{service}} {{when}} with {{employee}}. Change or cancel: {{link}}',
    subject: 'Booked: {{service}}, {{when}}',
    lead: 'Your appointment is booked. Welcome!',
    action: 'See, change or cancel my appointment',
    note: 'If you can’t come after all, please cancel by the link above, so that somebody else can have the time.',
  },
  booking_moved: {
    sms: '{{salon}}: moved: {{service}} {{when}} with {{employee}}. Change or cancel: {{link}}',
    subject: 'New time: {{service}}, {{when}}',
    lead: 'Your appointment has been moved. This is the new time:',
    action: 'See, change or cancel my appointment',
    note: 'If the new time doesn’t suit you, you can change or cancel it by the link above.',
  },
  /** A day before. */
  booking_reminder: {
    sms: '{{salon}}: see you {{when}}: {{service}} with {{employee}}. Change or cancel: {{link}}',
    subject: 'Reminder: {{service}}, {{when}}',
    lead: 'We look forward to seeing you. This is your appointment:',
    action: 'See, change or cancel my appointment',
    note: 'If you can’t come after all, please cancel by the link above as soon as you can, so that somebody else can have the time.',
  },
  booking_cancelled: {
    sms: '{{salon}}: {{service}} {{when}} is cancelled. Book a new time: {{link}}',
    subject: 'Cancelled: {{service}}, {{when}}',
    lead: 'This appointment is cancelled:',
    action: 'Book a new time',
    note: 'Did you not expect this? Please get in touch with us.',
  },
  waitlist_joined: {
    sms: '{{salon}}: you are on the waitlist for {{service}}. See, change or leave: {{link}}',
    subject: 'You are on the waitlist for {{service}}',
    lead: 'You are on the waitlist. We send you a message as soon as a time comes free that suits you.',
    action: 'See, change or leave',
    note: 'A time is held for you for a short while only, so keep an eye on your messages.',
  },
  waitlist_exists: {
    sms: '{{salon}}: you are already on the waitlist for {{service}}. See, change or leave: {{link}}',
    subject: 'You are already on the waitlist for {{service}}',
    lead: 'You were on the waitlist for this already, so there is nothing more to do. You have kept your place.',
    action: 'See, change or leave',
    note: 'Was it not you who asked? Then you need not do anything.',
  },
  waitlist_left: {
    sms: '{{salon}}: you have left the waitlist for {{service}}. Book a time: {{link}}',
    subject: 'You have left the waitlist for {{service}}',
    lead: 'You are no longer on this waitlist, and will hear no more from us about it.',
    action: 'Book a time',
    note: 'You are welcome to join again whenever you like.',
  },
  /** The salon took them off it. */
  waitlist_ended: {
    sms: '{{salon}}: we have taken you off the waitlist for {{service}}. Book a time: {{link}}',
    subject: 'You are no longer on the waitlist for {{service}}',
    lead: 'We have taken you off this waitlist, so you will hear no more from us about it.',
    action: 'Book a time',
    note: 'Did you not expect this? Please get in touch with us.',
  },
  /** What staff get about their own account. */
  staff_invitation: {
    subject: '{{inviter}} invites you to {{place}}',
    lead: '{{inviter}} would like you to join the team in Ledig, where {{place}} keeps its bookings and its waitlist.',
    everywhere: 'all salons of {{organisation}}',
    where: 'Where',
    role: 'Your role',
    action: 'See the invitation',
    note: 'The link is for you alone. It works once, for seven days.',
    why: 'You get this message because {{inviter}} entered your address. If you don’t know what it is about, you need not do anything.',
  },
  password_reset: {
    subject: 'Set a new password',
    lead: 'Somebody, probably you, has asked for a new password for your account in Ledig.',
    action: 'Set a new password',
    note: 'The link works once, for 30 minutes. You will be logged out everywhere, and log in with the new password.',
    why: 'Was it not you who asked? Then you need not do anything: your password stays as it is.',
  },
  /** What waits for a person. */
  staff_notice: {
    subject: 'Needs a person at {{salon}}',
    lead: 'This has come up at {{salon}}, and Ledig could not settle it by itself:',
    opening: 'Free time',
    entry: 'Waitlist',
    message: 'Message',
    action: 'See what waits today',
    more: 'And {{count}} more, which you find there.',
    why: 'You get at most one such e-mail an hour, because you work at {{salon}}. You can turn them off in your account: {{account}}',
  },
  sms_quota: {
    subject: '{{salon}} has used {{percent}}% of this month’s SMS',
    subjectOver: '{{salon}} has used up this month’s SMS',
    lead: '{{percent}}% of the {{limit}} SMS segments that {{salon}} has this month are used.',
    leadStopped:
      'The {{limit}} SMS segments that {{salon}} has this month are used up, and no more SMS go out before the next month: customers get an e-mail instead where they have given an address.',
    leadExtra:
      'The {{limit}} SMS segments that are included for {{salon}} this month are used up. SMS go out as before, and cost extra.',
    salon: 'Salon',
    limit: 'SMS segments a month',
    action: 'See the SMS quota',
    note: 'A long SMS is sent, and paid for, in several segments. You can change the quota at any time.',
    why: 'You get such messages because you manage {{salon}} in Ledig. You can turn them off in your account: {{account}}',
  },
  staff_email: {
    greeting: 'Hi,',
    greetingByName: 'Hi {{name}},',
    signature: 'Best wishes from Ledig',
  },
  /** The appointment in the customer's own calendar, and the file that brings it there. */
  calendarFile: {
    summary: '{{service}} at {{salon}}',
    description: 'With {{employee}}.',
  },
  email: {
    greeting: 'Hi {{customer}},',
    service: 'What',
    when: 'When',
    employee: 'With',
    price: 'Price',
    place: 'Where',
    signature: 'Best wishes from {{salon}}',
    contact: 'Questions? Call {{phone}}.',
    why: 'You get this message because of your booking or your wish on the waitlist at {{salon}}.',
  },
};
