import { moment, shortMoment } from '#app/features/dashboard/moments.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { OpeningView } from '#server/modules/openings/openings.schema.ts';

/** What an opening says of itself, in finished words. */
export function openingWords(opening: OpeningView, page: StaffPage) {
  const { formats, locale, today } = page;
  const t = textsOf(locale, 'dashboard');
  const when = formats.dateAndTime(opening.startsAt, today);
  return {
    id: opening.id,
    when,
    employee: opening.employeeName,
    name: t('opening.title', { when, employee: opening.employeeName }),
    status: opening.status,
    cause: t(`openings.causes.${opening.cause}`),
    offersMade:
      opening.bookedDirectly && opening.offersMade === 0
        ? t('openings.bookedDirectly')
        : t('openings.offersMade', { count: opening.offersMade }),
    free: formats.timeRange(opening.freeFrom, opening.freeUntil),
    made: moment(opening.createdAt, page),
    madeShort: shortMoment(opening.createdAt, page),
    taken: takenWords(opening, page),
    held: shortMoment(opening.heldUntil, page),
    resumes: opening.resumesAt ? shortMoment(opening.resumesAt, page) : null,
    settles:
      opening.status === 'open' && opening.settlesAt && Date.parse(opening.settlesAt) > page.now.getTime()
        ? shortMoment(opening.settlesAt, page)
        : null,
    closed: opening.closedAt ? moment(opening.closedAt, page) : null,
  };
}
export type OpeningWords = ReturnType<typeof openingWords>;

/** Who took it, and whether that still stands. */
function takenWords({ taken }: OpeningView, page: StaffPage) {
  if (!taken) return null;
  const t = textsOf(page.locale, 'dashboard');
  const { entryId, customerName: name, ended } = taken;
  return {
    entryId,
    name,
    ended: ended ? t(`openings.ended.${ended.how}`) : null,
    line: ended
      ? t(`openings.takenEnded.${ended.how}`, { name, at: moment(ended.at, page) })
      : t('openings.takenBy', { name, at: moment(taken.at, page) }),
  };
}
