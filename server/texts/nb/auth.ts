import type { auth as en } from '../en/auth.ts';

export const auth: typeof en = {
  title: 'Logg inn',
  lead: 'For ansatte i salonger som bruker Ledig.',
  email: 'E-post',
  password: 'Passord',
  submit: 'Logg inn',
  wrong: 'E-posten og passordet hører ikke sammen',
  wrongText: 'Sjekk begge deler, og prøv igjen.',
  tooManyTitle: 'For mange forsøk',
  tooMany_one: 'Vent ett minutt, og prøv igjen.',
  tooMany_other: 'Vent {{count}} minutter, og prøv igjen.',
  emailRequired: 'Fyll inn e-postadressen din',
  passwordRequired: 'Fyll inn passordet ditt',
  logOut: 'Logg ut',
  loggedInAs: 'Logget inn som {{name}}',
  noSalon: 'Du er ikke lagt til i noen salong ennå. Be eieren om å legge deg til.',
};
