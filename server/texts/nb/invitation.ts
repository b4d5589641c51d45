import type { invitation as en } from '../en/invitation.ts';

export const invitation: typeof en = {
  title: 'En invitasjon',
  heading: '{{inviter}} inviterer deg til {{place}}',
  everywhere: 'alle salongene til {{organisation}}',
  role: 'Rollen din: {{role}}',
  signUp: {
    title: 'Lag kontoen din',
    lead: 'Du logger inn med {{email}} og ditt eget passord.',
    name: 'Navnet ditt',
    nameHint: 'Slik kollegene dine ser det.',
    nameRequired: 'Skriv inn navnet ditt',
    nameTooLong: 'Bruk høyst 120 tegn',
    password: 'Passord',
    passwordRequired: 'Velg et passord',
    submit: 'Si ja og kom i gang',
    hasAccount: 'Denne adressen har fått en konto i mellomtiden. Logg inn for å si ja.',
  },
  accept: {
    lead: 'Du er logget inn som {{email}}.',
    submit: 'Si ja',
  },
  logIn: {
    lead: '{{email}} har en konto allerede. Logg inn, så kommer du tilbake hit.',
    other: 'Den er til {{email}}, og en annen er logget inn her.',
    submit: 'Logg inn for å si ja',
  },
  over: {
    accepted: { title: 'Du har allerede sagt ja', text: 'Logg inn for å komme i gang.' },
    expired: { title: 'Denne invitasjonen har gått ut', text: 'Be den som inviterte deg, om en ny.' },
    replaced: { title: 'Du har fått en nyere lenke', text: 'Finn den siste e-posten, og åpne lenken i den.' },
    void: {
      title: 'Denne invitasjonen gjelder ikke lenger',
      text: 'Spør den som inviterte deg, om det finnes en ny.',
    },
  },
  toLogIn: 'Til innloggingen',
  unknownTitle: 'Denne lenken er ikke riktig',
  unknownText: 'Kanskje mangler det en bit. Åpne den på nytt fra e-posten.',
};
