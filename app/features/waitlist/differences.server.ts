import type { Difference } from '#app/features/dashboard/differences.tsx';
import { describeWindow } from '#app/features/entry/describe-window.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { EntryDetails, Wish } from '#server/modules/waitlist/waitlist.schema.ts';
import type { WishValues } from './wish-values.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** What stands in the entry now beside what was typed, part by part, in words. */
export function differencesOf(
  now: EntryDetails,
  {
    values,
    wish,
    people,
  }: { values: WishValues; wish: Wish; people: readonly { id: string; name: string }[] },
  { formats, locale }: StaffPage,
): Difference[] {
  const t = textsOf(locale, 'waitlist');
  const windows = (list: EntryDetails['windows']) =>
    list.map((window) => describeWindow(locale, formats, window)).join('; ');
  const names = (list: readonly { name: string }[]) =>
    list.length > 0
      ? formats.list(
          list.map(({ name }) => name),
          'disjunction',
        )
      : t('anyone');
  const lead = (minutes: number) =>
    minutes > 0 ? t('entry.leadBefore', { time: formats.duration(minutes) }) : t('entry.leadAny');
  const chosen = people.filter(({ id }) => wish.employeeIds.some((employeeId) => employeeId === id));
  const typed = (wish.windows ?? []).map(({ weekdays = everyDay, ...window }) => ({ ...window, weekdays }));

  const parts: [label: string, theirs: string, yours: string][] = [
    [t('form.name'), now.customer.name, values.name],
    [t('form.phone'), now.customer.phone ?? '', values.phone],
    [t('form.email'), now.customer.email ?? '', values.email],
    [t('entry.windows'), windows(now.windows), windows(typed)],
    [t('entry.employees'), names(now.employees), names(chosen)],
    [t('entry.lead'), lead(now.leadTimeMinutes), lead(wish.leadTimeMinutes)],
    [t('form.notes'), now.notes, values.notes],
  ];
  return parts.map(([label, theirs, yours]) => ({ label, theirs, yours }));
}
