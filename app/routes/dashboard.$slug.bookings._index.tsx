import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BookingTable } from '#app/features/bookings/booking-table.tsx';
import { bookingWords } from '#app/features/bookings/booking-words.server.ts';
import { BookingsFilter } from '#app/features/bookings/bookings-filter.tsx';
import { bookingsQuery, readBookingsSearch } from '#app/features/bookings/bookings-search.ts';
import { nowAt } from '#app/features/bookings/now-at.ts';
import { openingsByBooking } from '#app/features/bookings/find-openings.server.ts';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { PageLinks } from '#app/features/dashboard/page-links.tsx';
import { textsOf } from '#app/texts.server.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { addDays } from '#app/ui/formats.ts';
import { useTranslation } from '#app/use-translation.ts';
import { employeeIdSchema } from '#server/platform/ids.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { api, salon, salonId, base, url, today, formats } = page;
  const search = readBookingsSearch(url.searchParams, today);
  const [list, { employees }] = await Promise.all([
    api.booking.list({
      salonId,
      from: search.date || undefined,
      until: search.date || undefined,
      search: search.search || undefined,
      employeeId: employeeIdSchema.safeParse(search.employeeId).data,
      statuses: search.status ? [search.status] : undefined,
      order: search.date ? 'soonest' : 'latest',
      page: search.page,
      pageSize: 50,
    }),
    api.salon.bySlug({ slug: salon.slug }),
  ]);
  const hasCancelled = list.bookings.some(({ status }) => status === 'cancelled');
  const openings = hasCancelled ? await openingsByBooking(page) : new Map<string, string>();
  return {
    title: page.titled(textsOf(page.locale, 'dashboard')('bookings.title')),
    base,
    search,
    today,
    day: search.date ? formats.relativeDay(search.date, today) : null,
    before: search.date ? addDays(search.date, -1) : null,
    after: search.date ? addDays(search.date, 1) : null,
    hasMore: list.hasMore,
    nowAt: search.date === today ? nowAt(list.bookings, page.now) : null,
    bookings: list.bookings.map((booking) => ({
      ...bookingWords(booking, page),
      openingId: openings.get(booking.id) ?? null,
    })),
    employees: employees.map(({ id, name }) => ({ id, name })),
  };
}

export const meta = pageMeta;

export default function Bookings() {
  const { t } = useTranslation(['dashboard', 'calendar']);
  const { base, search, today, day, before, after, hasMore, bookings, employees, ...view } =
    useLoaderData<typeof loader>();
  const here = `${base}/bookings`;
  const href = (change: Partial<typeof search>) =>
    `${here}${bookingsQuery({ ...search, page: 1, ...change })}`;
  return (
    <>
      <DashboardTitle
        lead={day ? t('bookings.lead', { date: day }) : t('bookings.leadSearch')}
        actions={
          <>
            <LinkButton
              size="small"
              to={`${base}/bookings/new?${new URLSearchParams({ date: search.date || today, back: `${here}${bookingsQuery(search)}` })}`}
            >
              {t('calendar:newBooking')}
            </LinkButton>
            {before && after ? (
              <>
                <LinkButton look="secondary" size="small" to={href({ date: before })}>
                  {t('bookings.dayBefore')}
                </LinkButton>
                {search.date === today ? (
                  view.nowAt ? (
                    <LinkButton look="secondary" size="small" to={`${href({ page: search.page })}#now`}>
                      {t('bookings.now')}
                    </LinkButton>
                  ) : null
                ) : (
                  <LinkButton look="secondary" size="small" to={href({ date: today })}>
                    {t('bookings.today')}
                  </LinkButton>
                )}
                <LinkButton look="secondary" size="small" to={href({ date: after })}>
                  {t('bookings.dayAfter')}
                </LinkButton>
              </>
            ) : null}
          </>
        }
      >
        {t('bookings.title')}
      </DashboardTitle>
      <div className="grid gap-5">
        <BookingsFilter key={bookingsQuery(search)} path={here} search={search} employees={employees} />
        {bookings.length > 0 ? (
          <BookingTable
            bookings={bookings}
            base={base}
            back={`${here}${bookingsQuery(search)}`}
            showsDay={search.date === ''}
            nowAt={view.nowAt}
          />
        ) : (
          <EmptyState title={t(emptyText(search))} />
        )}
        <PageLinks page={search.page} hasMore={hasMore} href={(number) => href({ page: number })} />
      </div>
    </>
  );
}

function emptyText({ page, search, employeeId, status }: ReturnType<typeof readBookingsSearch>) {
  if (page > 1) return 'bookings.emptyPage' as const;
  return search || employeeId || status ? ('bookings.emptyFiltered' as const) : ('bookings.empty' as const);
}
