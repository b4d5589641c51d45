import { bookingWords } from '#app/features/bookings/booking-words.server.ts';
import { openingWords } from '#app/features/openings/opening-words.server.ts';
import { weekInFigures } from '#app/features/reports/report-view.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { OpeningView } from '#server/modules/openings/openings.schema.ts';
import { attentionView } from './attention.server.ts';
import { may, type StaffPage } from './open-salon.server.ts';

const bookingsShown = 8;
const openingsShown = 10;
const takenShown = 5;
/** As long as a working day: whoever comes in late sees what went well without them. */
const takenLatelyMs = 12 * 3_600_000;

/** What a receptionist wants to know first: who comes next, what is being offered to whom, how the waitlist stands. */
export async function loadToday(page: StaffPage) {
  const { api, salonId, base, now, today, formats, locale } = page;
  const t = textsOf(locale, 'dashboard');
  const [{ bookings }, { openings }, filled, { counts }, attention, keyFigures] = await Promise.all([
    // Today's that are over are among them; a day has fewer than a page holds.
    api.booking.list({ salonId, from: today, statuses: ['confirmed', 'pending_payment'], pageSize: 100 }),
    api.opening.list({ salonId, statuses: ['open'], pageSize: openingsShown }),
    api.opening.list({
      salonId,
      statuses: ['filled'],
      closedSince: new Date(now.getTime() - takenLatelyMs).toISOString(),
    }),
    api.waitlist.list({ salonId, pageSize: 1 }),
    api.report.attention({ salonId }),
    may(page, 'seeReports') ? weekInFigures(page) : null,
  ]);
  const ahead = bookings.filter(({ endsAt }) => Date.parse(endsAt) > now.getTime());
  const leftToday = ahead.filter(({ date }) => date === today).length;
  return {
    title: page.titled(t('today.title')),
    base,
    date: capitalised(formats.day(today)),
    left: t('today.bookingsLeft', { count: leftToday }),
    bookings: ahead.slice(0, bookingsShown).map((booking) => ({
      ...bookingWords(booking, page),
      isNow: Date.parse(booking.startsAt) <= now.getTime(),
    })),
    now: now.toISOString(),
    openings: await Promise.all(openings.map((opening) => openingNow(opening, page))),
    taken: filled.openings
      .filter(({ bookedDirectly }) => !bookedDirectly)
      .toSorted((a, b) => Date.parse(b.closedAt ?? '') - Date.parse(a.closedAt ?? ''))
      .slice(0, takenShown)
      .map((opening) => openingWords(opening, page)),
    counts,
    attention: attentionView(attention, page),
    keyFigures,
  };
}
export type TodayView = Awaited<ReturnType<typeof loadToday>>;

/** An open opening with whose turn it is, and until when. */
async function openingNow(opening: OpeningView, page: StaffPage) {
  const { api, salonId, formats, locale, now } = page;
  const t = textsOf(locale, 'dashboard');
  const { offers } = await api.opening.get({ salonId, openingId: opening.id });
  const words = openingWords(opening, page);
  const isWaiting = opening.resumesAt !== null && Date.parse(opening.resumesAt) > now.getTime();
  return {
    id: words.id,
    name: words.name,
    cause: words.cause,
    asked: offers
      .filter(
        ({ status, tokenExpiresAt }) => status === 'pending' && Date.parse(tokenExpiresAt) > now.getTime(),
      )
      .map(({ id, customerName, tokenExpiresAt }) => ({
        id,
        line: t('today.offeredTo', { name: customerName, until: formats.time(tokenExpiresAt) }),
        expiresAt: tokenExpiresAt,
      })),
    idle: words.settles
      ? t('today.settles', { at: words.settles })
      : isWaiting
        ? t('today.resumes', { at: words.resumes })
        : t('today.between'),
  };
}

/** Norwegian writes weekdays small, also at the beginning of what is no sentence. */
function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
