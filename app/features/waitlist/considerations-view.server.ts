import { moment } from '#app/features/dashboard/moments.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { Consideration } from '#server/modules/offers/offers.schema.ts';

/** What each opening meant for an entry, in the words in which staff can pass it on. */
export function considerationsView(openings: readonly Consideration[], page: StaffPage) {
  const { formats, locale, today } = page;
  const t = textsOf(locale, 'waitlist');
  return openings.map((opening) => ({
    openingId: opening.openingId,
    when: t('entry.offerWhen', {
      when: formats.dateAndTime(opening.startsAt, today),
      employee: opening.employeeName,
    }),
    made: t('why.made', { at: moment(opening.createdAt, page) }),
    kind: opening.result.kind,
    result: resultWords(opening, page),
  }));
}
export type ConsiderationView = ReturnType<typeof considerationsView>[number];

function resultWords({ result, openingStatus }: Consideration, page: StaffPage): string {
  const t = textsOf(page.locale, 'waitlist');
  switch (result.kind) {
    case 'offered':
      return t(`why.offered.${result.status}`);
    case 'skipped':
      return t('why.skipped', { reason: t(`why.reasons.${result.reason}`) });
    case 'outranked': {
      const what = t(`why.outranked.${openingStatus}`);
      return result.rank === null ? what : t('why.ranked', { rank: result.rank, what });
    }
    case 'by_hand':
      return t(`why.byHand.${openingStatus}`);
    case 'not_matched':
      if (openingStatus === 'open' && result.resumesAt !== null)
        return t('why.waitsUntil', { at: moment(result.resumesAt, page) });
      return t(`why.notMatched.${openingStatus}`);
  }
}
