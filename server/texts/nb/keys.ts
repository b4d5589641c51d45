import type { keys as en } from '../en/keys.ts';

export const keys: typeof en = {
  title: 'Hurtigtaster',
  close: 'Lukk',
  palette: 'Søk, eller gå hvor som helst',
  ways: 'Gå til en side',
  acts: 'På alle sider',
  act: {
    newBooking: 'Ny time',
    newEntry: 'Sett en kunde på ventelisten',
    search: 'Søk på denne siden',
    next: 'Nedover i listen; Enter åpner',
    previous: 'Oppover i listen',
    help: 'Denne oversikten',
  },
  calendar: 'Tastene i kalenderen står under den.',
  letters: 'Enkeltbokstaver gjør noe',
  lettersHint:
    'Slå dette av hvis du snakker til enheten din, eller hvis bokstaver blir trykket ved et uhell. Det huskes i denne nettleseren.',
};
