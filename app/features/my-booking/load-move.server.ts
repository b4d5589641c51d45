import { redirect, type AppLoadContext } from '@remix-run/node';
import { changeRule } from '#app/features/booking/change-rule.server.ts';
import { anyone, readDate, readInstant } from '#app/features/booking/booking-search.ts';
import { loadTimes } from '#app/features/booking/times-view.server.ts';
import { shellOf } from '#app/salon-shell.server.ts';
import { formatsOf, textsOf } from '#app/texts.server.ts';
import type { SlotDays } from '#server/modules/calendar/availability.schema.ts';
import { withoutPresent } from './without-present.ts';
import type { MoveView } from './move-view.ts';

/** The page of moving, as far as the address has come (`?with=anyone&day=…&time=…`). It only reads. */
export async function loadMove(
  context: AppLoadContext,
  token: string,
  query: URLSearchParams,
): Promise<MoveView> {
  const { api, locale } = context;
  const found = await api.booking.byToken({ token });
  // The booking's own page says why it can't be moved.
  if (!found.ok || !found.booking.changeable) throw redirect(`/b/${token}`);
  const { booking } = found;
  const salon = await api.salon.bySlug({ slug: booking.salon.slug });
  const formats = formatsOf(locale, salon.timeZone);
  const t = textsOf(locale, 'booking');

  const [own] = booking.items;
  const withAnyone = query.get('with') === anyone;
  const employeeId = withAnyone ? undefined : own?.employeeId;
  const time = readInstant(query.get('time'));
  const slots = async (from: string, days: number): Promise<SlotDays> => {
    const free = await api.booking.slotsByToken({ token, from, days, ...(employeeId && { employeeId }) });
    if (!free.ok) throw redirect(`/b/${token}`);
    return { ...free.slots, days: withoutPresent(free.slots.days, booking) };
  };
  const href = (changes: Record<string, string | null>) => {
    const address = new URLSearchParams(withAnyone ? { with: anyone } : {});
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) address.delete(name);
      else address.set(name, value);
    }
    return `/b/${token}/move?${address}`;
  };

  return {
    title: t('move.metaTitle'),
    accentColour: salon.accentColour,
    shell: shellOf(booking.salon),
    now: formats.dateAndTime(booking.startsAt, salon.today),
    backHref: `/b/${token}`,
    isPresent: time !== null && Date.parse(time) === Date.parse(booking.startsAt),
    step: (time && (await confirmStep(time))) || (await timeStep()),
  };

  async function confirmStep(startsAt: string): Promise<MoveView['step'] | null> {
    const day = formats.localDate(startsAt);
    if (day < salon.today || day > salon.lastBookableDate) return null;
    const slot = (await slots(day, 1)).days
      .flatMap((found) => found.slots)
      .find((free) => Date.parse(free.startsAt) === Date.parse(startsAt));
    const performer = salon.employees.find(({ id }) => id === slot?.employeeIds[0]);
    if (!slot || !performer) return null;
    return {
      kind: 'confirm',
      startsAt: slot.startsAt,
      employeeId: performer.id,
      when: formats.dateAndTime(slot.startsAt, salon.today),
      employee: performer.name,
      changeRule: changeRule(context, salon, slot.startsAt),
      otherHref: href({ day }),
    };
  }

  async function timeStep(): Promise<MoveView['step']> {
    const times = await loadTimes(
      {
        today: salon.today,
        lastDate: salon.lastBookableDate,
        clock: salon,
        from: readDate(query.get('from')),
        // Who moves an appointment looks around it first.
        day: readDate(query.get('day')) ?? formats.localDate(time ?? booking.startsAt),
        slots: (range) => slots(range.from, range.days),
        firstFree: async (from) => (await slots(from, 42)).days.flatMap((day) => day.slots)[0] ?? null,
        href: {
          weeks: (from) => href({ from }),
          day: (day, from) => href({ day, from }),
          time: (slot) => href({ day: slot.date, time: slot.startsAt }),
        },
      },
      formats,
      (key, values) => t(`time.${key}`, values),
    );
    const choice = salon.employees.length > 1 && own;
    return {
      kind: 'time',
      times,
      gone: time && formats.dateAndTime(time, salon.today),
      other: choice
        ? {
            href: href({ with: withAnyone ? null : anyone, day: times.day?.date ?? null }),
            employee: withAnyone ? own.employeeName : null,
          }
        : null,
    };
  }
}
