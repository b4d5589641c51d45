import type { unsubscribe as en } from '../en/unsubscribe.ts';

export const unsubscribe: typeof en = {
  open: {
    title: 'Vil du stoppe e-posten?',
    lead: 'Vi sender ikke mer e-post til {{email}}, verken om ventelisten eller om timene dine. Det gjelder alle salonger som bruker Ledig.',
    keeps:
      'Timene dine og plassene på ventelister blir som de er. Du får fortsatt SMS hvis salongen har nummeret ditt.',
    submit: 'Stopp e-posten',
  },
  stopped: {
    title: 'E-posten er stoppet',
    lead: 'Vi sender ikke mer e-post til {{email}}.',
    again: 'Vil du ha e-post igjen? Si fra til salongen.',
  },
  unknownTitle: 'Vi kjenner ikke denne lenken',
  unknownText:
    'Kanskje mangler en del av den, eller meldingen er for gammel. Salongen kan stoppe e-posten for deg.',
  toSalons: 'Til salongene',
};
