import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { instantSchema, localDateSchema } from '#server/modules/salon/time.schema.ts';
import type { Slot } from '#server/modules/calendar/availability.schema.ts';
import type { EntryDetails } from '#server/modules/waitlist/waitlist.schema.ts';
import { employeeIdSchema, type EmployeeId } from '#server/platform/ids.schema.ts';

/** A time with somebody, as a form sends it. */
export interface ChosenSlot {
  startsAt: string;
  employeeId: EmployeeId;
}

const separator = '~';

export function readSlot(value: string): ChosenSlot | null {
  const [startsAt, employeeId] = value.split(separator);
  const instant = instantSchema.safeParse(startsAt);
  const employee = employeeIdSchema.safeParse(employeeId);
  return instant.success && employee.success ? { startsAt: instant.data, employeeId: employee.data } : null;
}

export function writeSlot(startsAt: string, employeeId: string): string {
  return `${startsAt}${separator}${employeeId}`;
}

/**
 * The times that an entry could be offered or given: the one that the address names (`?at=…&with=…`, from an opening's page), those that
 * fit the wish, and, when a day is asked for, whatever is free on it.
 */
export async function slotChoice(entry: EntryDetails, page: StaffPage) {
  const { api, salon, salonId, url, formats, today, locale } = page;
  const t = textsOf(locale, 'waitlist');
  const query = url.searchParams;
  const asked = readSlot(writeSlot(query.get('at') ?? '', query.get('with') ?? ''));
  const day = localDateSchema.safeParse(query.get('day')).data ?? null;
  const [{ employees }, { slots: fitting }, onDay] = await Promise.all([
    api.salon.bySlug({ slug: salon.slug }),
    api.waitlist.proposals({ salonId, entryId: entry.id }),
    day ? api.availability.slots({ salonId, serviceIds: [entry.service.id], from: day, days: 1 }) : null,
  ]);
  const nameOf = (id: string) => employees.find((employee) => employee.id === id)?.name;

  const options = (slots: readonly Slot[]) =>
    slots.flatMap((slot) =>
      slot.employeeIds.flatMap((employeeId) => {
        const employee = nameOf(employeeId);
        if (!employee) return [];
        return [
          {
            value: writeSlot(slot.startsAt, employeeId),
            date: slot.date,
            time: slot.localTime,
            employee,
          },
        ];
      }),
    );
  const byEmployee = (times: ReturnType<typeof options>) =>
    [...Map.groupBy(times, ({ employee }) => employee)].map(([employee, own]) => ({ employee, times: own }));
  const byDay = (times: ReturnType<typeof options>) =>
    [...Map.groupBy(times, ({ date }) => date)].map(([date, own]) => ({
      date,
      name: formats.relativeDay(date, today),
      people: byEmployee(own),
    }));

  const askedName = asked && nameOf(asked.employeeId);
  const dayTimes = options(onDay?.days.flatMap(({ slots }) => slots) ?? []);
  // What stands further up already is not repeated.
  const others = options(fitting).filter(({ value }) => !dayTimes.some((time) => time.value === value));
  return {
    asked:
      asked && askedName
        ? {
            value: writeSlot(asked.startsAt, asked.employeeId),
            label: t('slots.labelFull', {
              when: formats.dateAndTime(asked.startsAt, today),
              employee: askedName,
            }),
          }
        : null,
    day: day ? { date: day, name: formats.relativeDay(day, today), people: byEmployee(dayTimes) } : null,
    fitting: byDay(others),
    hasTimes: Boolean(asked && askedName) || dayTimes.length > 0 || others.length > 0,
    today,
    /** What the day's form carries along. */
    kept: ['back', 'at', 'with'].flatMap((name) => {
      const value = query.get(name);
      return value ? [{ name, value }] : [];
    }),
  };
}
export type SlotChoice = Awaited<ReturnType<typeof slotChoice>>;

/** The words for a chosen time. */
export async function slotWords(slot: ChosenSlot, { api, salon, formats, today }: StaffPage) {
  const { employees } = await api.salon.bySlug({ slug: salon.slug });
  return {
    when: formats.dateAndTime(slot.startsAt, today),
    employee: employees.find(({ id }) => id === slot.employeeId)?.name ?? '',
  };
}
