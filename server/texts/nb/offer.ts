import type { offer as en } from '../en/offer.ts';

export const offer: typeof en = {
  metaTitle: 'En ledig time til deg hos {{salon}}',
  open: {
    above: 'En time er blitt ledig',
    lead: 'Hei, {{name}}! Vi holder av denne timen til deg.',
    movesLead:
      'Hei, {{name}}! Sier du ja, flyttes timen din {{when}} hit. Den gamle tiden går da til noen andre, så du kan ikke få den tilbake.',
    timeLeft: '{{time}} igjen',
    underAMinute: 'Mindre enn ett minutt igjen',
    until: 'Du kan ta den til {{until}}.',
    after: {
      pause:
        'Hører vi ikke fra deg, går den til noen andre, og vi tar en pause på {{pause}} før vi spør deg igjen.',
      end: 'Hører vi ikke fra deg, går den til noen andre, og ønsket ditt avsluttes.',
      nothing: 'Hører vi ikke fra deg, går den til noen andre.',
    },
    accept: 'Ja, jeg tar timen',
    accepting: 'Bestiller …',
    decline: 'Ikke denne gangen',
    declineHint: 'Du står fortsatt på ventelisten, og vi tar en pause på {{pause}} før vi spør igjen.',
    declineAndLeave: 'Nei, og ta meg av ventelisten',
    leaveTitle: 'Vil du melde deg av ventelisten?',
    leaveText: 'Vi skriver ikke mer til deg om dette ønsket, og timen går til noen andre.',
    leaveConfirm: 'Ja, meld meg av',
  },
  what: 'Hva',
  when: 'Når',
  withWhom: 'Hos',
  where: 'Hvor',
  price: 'Pris',
  end: {
    accepted: {
      title: 'Du har allerede takket ja',
      text: 'Timen er bestilt til deg.',
    },
    cancelledSince: {
      title: 'Denne timen er avbestilt',
      text: 'Du takket ja til timen, og den ble avbestilt senere.',
    },
    undone: {
      title: 'Angret: du står på ventelisten igjen',
      text: 'Timen går til neste nå. Du har beholdt plassen din og hører fra oss når en ny blir ledig.',
    },
    undoneOff: {
      title: 'Angret: timen er ikke lenger din',
      text: 'Nå går den til noen andre. Ingen av dagene du ønsket deg er igjen, så du står ikke på ventelisten lenger.',
    },
    declined: {
      title: 'Du har takket nei til denne timen',
      text: 'Takk for svaret. Nå kan noen andre få timen. Du beholder plassen på ventelisten.',
    },
    left: {
      title: 'Du er meldt av ventelisten',
      text: 'Takk for svaret. Nå kan noen andre få timen. Vi skriver ikke mer til deg om dette ønsket.',
    },
    expired: {
      title: 'Svarfristen er ute',
      text: 'Vi holdt timen av til deg til {{until}}. Nå kan andre få den. Det kan dukke opp en ny.',
    },
    expiredOff: {
      title: 'Svarfristen er ute',
      text: 'Vi holdt timen av til deg til {{until}}. Nå kan andre få den. Ønsket ditt er også avsluttet.',
    },
    over: {
      title: 'Du står ikke på ventelisten lenger',
      text: 'Vi holder ikke lenger av denne timen til deg. Ønsket ditt er avsluttet, så vi skriver ikke mer til deg om det.',
    },
    taken: {
      title: 'Noen andre har fått denne timen',
      text: 'Flere fikk tilbudet, og en annen var et øyeblikk før deg. Du beholder plassen på ventelisten.',
    },
    withdrawn: {
      title: 'Denne timen er ikke ledig lenger',
      text: 'Det kom noe i veien, så vi holder den ikke av til deg lenger. Du beholder plassen på ventelisten og hører fra oss når en ny blir ledig.',
    },
    replaced: {
      title: 'Det finnes en nyere lenke',
      text: 'Vi har sendt deg en påminnelse med ny lenke. Den gikk til {{sentTo}}.',
      textUnknown: 'Vi har sendt deg en påminnelse med ny lenke. Se etter den blant meldingene dine.',
      resend: 'Send den nyeste lenken på nytt',
      resent: 'Sendt på nytt til {{sentTo}}.',
      resentUnknown: 'Sendt på nytt.',
      closed: 'Dette tilbudet er ikke åpent lenger, så det er ingenting å sende.',
    },
    unknown: {
      title: 'Vi kjenner ikke denne lenken',
      text: 'Den kan være ufullstendig. Åpne den på nytt rett fra meldingen.',
    },
    clashes: {
      title: 'Du har allerede en time da',
      text: 'Du har en annen time som overlapper med denne. Flytt eller avbestill den først, eller takk nei til denne.',
    },
  },
  undo: {
    until: 'Du kan angre til {{until}}',
    text: 'Da går timen til neste, og du står på ventelisten igjen, på plassen du hadde.',
    action: 'Angre',
    refused: {
      unknown: 'Vi kjenner ikke denne lenken.',
      not_accepted: 'Her er det ikke noe svar å angre.',
      too_late:
        'Angrefristen er ute. Timen er fortsatt din. På siden for timen ser du hvordan du avbestiller den.',
      cancelled: 'Timen er avbestilt i mellomtiden, så det er ingenting å angre.',
      moved: 'Timen er flyttet i mellomtiden, så dette kan ikke angres. Den nye tiden gjelder.',
      begun: 'Timen har begynt, så dette kan ikke angres lenger.',
      old_time_given_up:
        'Tiden du hadde før, er tilbudt til andre, så dette kan ikke angres. Den nye tiden gjelder.',
    },
  },
  ways: {
    booking: 'Se timen min',
    entry: 'Se plassen min på ventelisten',
    stillFree: 'Den er fortsatt ledig: bestill den',
    joinAgain: 'Sett meg på ventelisten igjen',
    book: 'Se ledige timer hos {{salon}}',
  },
};
