/** Logging in and out. */
export const auth = {
  title: 'Log in',
  lead: 'For the staff of salons that use Ledig.',
  email: 'E-mail',
  password: 'Password',
  submit: 'Log in',
  wrong: 'That e-mail and password do not belong together',
  wrongText: 'Please check both, and try again.',
  tooManyTitle: 'Too many tries',
  tooMany_one: 'Please wait one minute, then try again.',
  tooMany_other: 'Please wait {{count}} minutes, then try again.',
  emailRequired: 'Enter your e-mail address',
  passwordRequired: 'Enter your password',
  logOut: 'Log out',
  loggedInAs: 'Logged in as {{name}}',
  noSalon: 'You don’t work in any salon yet. Ask its owner to add you.',
};
