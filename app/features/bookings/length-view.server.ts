import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { StaffBooking } from '#server/modules/bookings/bookings.schema.ts';

const minuteMs = 60_000;
const stepMinutes = 5;
/** So much longer at most; more than that is another booking. */
const mostLonger = 180;

/** The ends that a booking could have from now on, each with what it would free or take. */
export function endChoices({ items, endsAt }: StaffBooking, { formats, locale, now }: StaffPage) {
  const t = textsOf(locale, 'dashboard');
  const first = Date.parse(items[0]?.startsAt ?? endsAt);
  const last = Date.parse(items.at(-1)?.startsAt ?? endsAt);
  const end = Date.parse(endsAt);
  const shorter = Math.floor((end - Math.max(last, now.getTime()) - 1) / minuteMs / stepMinutes);
  const steps = Math.max(0, shorter) + mostLonger / stepMinutes + 1;
  return Array.from({ length: steps }, (_, index) => {
    const by = (index - Math.max(0, shorter)) * stepMinutes;
    const at = new Date(end + by * minuteMs);
    const difference = formats.duration(Math.abs(by));
    return {
      value: at.toISOString(),
      label: t(
        by < 0
          ? 'bookings.acts.length.frees'
          : by > 0
            ? 'bookings.acts.length.takes'
            : 'bookings.acts.length.same',
        {
          time: formats.time(at),
          length: formats.duration((at.getTime() - first) / minuteMs),
          difference,
        },
      ),
    };
  });
}
