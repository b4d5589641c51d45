import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { EntryDetails } from '#server/modules/waitlist/waitlist.schema.ts';
import { actPath } from './entry-acts.ts';
import { writeSlot } from './slot-choice.server.ts';

const shown = 3;

/** What is free and fits a waiting entry just now, each with the way to offer it; null while the entry does not wait. */
export async function freeNow(entry: EntryDetails, page: StaffPage) {
  if (entry.status !== 'waiting') return null;
  const { api, salon, salonId, base, url } = page;
  const [{ employees }, { slots }] = await Promise.all([
    api.salon.bySlug({ slug: salon.slug }),
    api.waitlist.proposals({ salonId, entryId: entry.id }),
  ]);
  const times = slots.flatMap(({ startsAt, employeeIds }) =>
    employeeIds.flatMap((id) => {
      const employee = employees.find((each) => each.id === id)?.name;
      return employee ? [{ startsAt, id, employee }] : [];
    }),
  );
  const t = textsOf(page.locale, 'waitlist');
  const notify = actPath(base, entry.id, 'notify', `${url.pathname}${url.search}`);
  return {
    name: entry.customer.name,
    times: times.slice(0, shown).map(({ startsAt, id, employee }) => ({
      value: writeSlot(startsAt, id),
      label: t('slots.labelFull', { when: page.formats.dateAndTime(startsAt, page.today), employee }),
      offer: `${notify}&${new URLSearchParams({ at: startsAt, with: id })}`,
    })),
    more: times.length > shown ? notify : null,
  };
}
export type FreeNow = NonNullable<Awaited<ReturnType<typeof freeNow>>>;
