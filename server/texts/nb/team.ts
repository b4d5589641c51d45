import type { team as en } from '../en/team.ts';

export const team: typeof en = {
  title: 'Team',
  lead: 'Hvem som kan logge inn her, og hva de kan gjøre.',
  you: '{{name}} (deg)',
  columns: { name: 'Navn', email: 'E-post', role: 'Rolle', where: 'Hvor', change: 'Endre' },
  inAllSalons: 'Alle salonger',
  onlyHere: 'Denne salongen',
  disabled: 'Kontoen er stengt',
  change: 'Endre eller fjern',
  roles: {
    owner: { name: 'Eier', does: 'Kan gjøre alt, og gjøre andre til eiere.' },
    manager: { name: 'Leder', does: 'Driver salongen: team, innstillinger, rapporter og alt ansatte gjør.' },
    staff: { name: 'Ansatt', does: 'Jobber med bestillinger, ventelisten og kunder.' },
  },
  role: {
    title: 'Rollen til {{name}}',
    question: 'Rolle',
    doesHere: 'Den gjelder i denne salongen, fra neste side {{name}} åpner.',
    doesEverywhere: 'Den gjelder i alle salongene, fra neste side {{name}} åpner.',
    submit: 'Endre rollen',
    done: '{{name}} har nå rollen {{role}}.',
    remove: 'Fjern fra teamet',
  },
  remove: {
    title: 'Fjern {{name}} fra teamet',
    doesHere: '{{name}} ser ikke denne salongen lenger.',
    doesEverywhere: '{{name}} ser ikke noen av salongene lenger.',
    doesKeep: 'Bestillinger og kalenderen blir som de er.',
    submit: 'Fjern fra teamet',
    done: '{{name}} er fjernet fra teamet.',
  },
  refusals: {
    above_you: 'Det krever minst samme rolle som deres, i like mange salonger.',
    last_owner: 'Noen må være eier. Gjør noen andre til eier først.',
    changed: 'En kollega har gitt en annen rolle i mellomtiden. Ta en titt før du endrer den.',
  },
  chooseRole: 'Velg en rolle.',
};
