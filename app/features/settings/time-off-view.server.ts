import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { bookingPath } from '#app/features/bookings/booking-acts.ts';
import { textsOf } from '#app/texts.server.ts';
import { addDays } from '#app/ui/formats.ts';
import { settleMinutes } from '#server/modules/openings/openings.schema.ts';

interface Span {
  startsAt: string;
  endsAt: string;
}

/** When somebody is off, in words: days where it begins and ends at midnight. */
export function timeOffSpan({ startsAt, endsAt }: Span, { formats, locale, today }: StaffPage): string {
  const t = textsOf(locale, 'settings');
  const [first, end] = [formats.localDate(startsAt), formats.localDate(endsAt)];
  const midnight = '00:00';
  if (formats.time(startsAt) === midnight && formats.time(endsAt) === midnight && first < end) {
    const last = addDays(end, -1);
    if (first === last) return t('timeOff.wholeDay', { day: formats.day(first, today) });
    return t('timeOff.span', { from: formats.day(first, today), until: formats.day(last, today) });
  }
  if (first === end)
    return formats.dateAndTime(startsAt, today) === formats.dateAndTime(endsAt, today)
      ? formats.dateAndTime(startsAt, today)
      : `${formats.day(first, today)}, ${formats.timeRange(startsAt, endsAt)}`;
  return t('timeOff.span', {
    from: formats.dateAndTime(startsAt, today),
    until: formats.dateAndTime(endsAt, today),
  });
}

/** The time off to come, with what stands in it, and those who can be given some. */
export async function timeOffView(page: StaffPage) {
  const { api, salonId, now, base, formats, locale, today, url } = page;
  const from = now.toISOString();
  const [employees, timeOff, hits] = await Promise.all([
    api.salon.employees({ salonId }),
    api.salon.timeOff({ salonId, from }),
    api.salon.hitByTimeOff({ salonId, from }),
  ]);
  const names = new Map(employees.map(({ id, name }) => [id, name]));
  const t = textsOf(locale, 'settings');
  return {
    employees: employees
      .filter(({ archivedAt }) => archivedAt === null)
      .map(({ id, name }) => ({ id, name })),
    removeDoes: t('timeOff.removeDoes', { span: formats.span(settleMinutes) }),
    timeOff: timeOff.map((one) => ({
      id: one.id,
      who: names.get(one.employeeId) ?? '',
      when: timeOffSpan(one, page),
      note: one.note,
      bookings: (hits.find(({ timeOffId }) => timeOffId === one.id)?.bookings ?? []).map(
        ({ bookingId, startsAt, customerName }) => ({
          id: bookingId,
          href: bookingPath(base, bookingId, url.pathname),
          label: `${customerName}, ${formats.dateAndTime(startsAt, today)}`,
        }),
      ),
    })),
  };
}
