import type { account as en } from '../en/account.ts';

export const account: typeof en = {
  title: 'Kontoen din',
  back: 'Til salongen',
  password: {
    title: 'Bytt passord',
    lead: 'Du er fortsatt logget inn her, og blir logget ut alle andre steder.',
    current: 'Passordet du har nå',
    new: 'Nytt passord',
    hint: 'Minst 10 tegn. Noen ord som bare du ville satt sammen, er bra.',
    submit: 'Bytt passord',
    done: 'Passordet er byttet',
    doneText: 'Du er logget ut alle andre steder.',
    currentRequired: 'Fyll inn passordet du har nå',
    newRequired: 'Fyll inn et nytt passord',
    wrong: 'Dette er ikke passordet du har nå',
    too_short: 'Bruk minst 10 tegn',
    too_long: 'Bruk høyst 200 tegn',
    too_common: 'Dette ville andre gjette snart. Prøv noen ord som ikke hører sammen',
  },
  sessions: {
    title: 'Her er du logget inn',
    lead: 'Kjenner du ikke igjen alle, kan du logge ut overalt og bytte passord.',
    unknown: 'Ukjent nettleser',
    isThis: 'Denne nettleseren',
    since: 'Logget inn {{when}}',
    lastSeen: 'Sist brukt {{when}}',
    end: 'Logg ut overalt',
    endText: 'Her også: du logger inn igjen etterpå.',
  },
};
