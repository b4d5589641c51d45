import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CalendarBar } from '#app/features/calendar/calendar-bar.tsx';
import { CalendarBoard } from '#app/features/calendar/calendar-board.tsx';
import { loadCalendar } from '#app/features/calendar/load-calendar.server.ts';
import { CalendarFoot } from '#app/features/calendar/calendar-foot.tsx';
import { runCalendarAct } from '#app/features/calendar/run-calendar-act.server.ts';
import { WeekTable } from '#app/features/calendar/week-table.tsx';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import type { PageHandle } from '#app/features/dashboard/page-handle.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { readForm } from '#app/read-form.server.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  return loadCalendar(await openSalon(args));
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const here = page.url.pathname + page.url.search;
  return answerAct(page, { request: args.request, form, to: here }, () => runCalendarAct(page, form, here));
}

export const meta = pageMeta;

export const handle: PageHandle = { floatsNotices: true };

export default function Calendar() {
  const { t } = useTranslation('calendar');
  const view = useLoaderData<typeof loader>();
  const { grid, rows, days, links, clocks, notWorking, salonName } = view;
  return (
    <div className="calendar-page pb-40 print:pb-0">
      <div className="*:mb-3 print:*:mb-1">
        <DashboardTitle lead={<span className="hidden print:inline">{salonName}</span>}>
          <span className="sr-only">{t('title')}: </span>
          {view.heading}
        </DashboardTitle>
      </div>
      <CalendarBar view={view} />
      {clocks ? (
        <Notice tone="calm" className="mb-4">
          {clocks === 'forward' ? t('clocksForward') : t('clocksBack')}
        </Notice>
      ) : null}
      {rows ? <WeekTable rows={rows} days={days} /> : null}
      {grid && grid.columns.length > 0 ? <CalendarBoard key={view.here} view={view} grid={grid} /> : null}
      {view.people.length === 1 ? (
        <EmptyState title={t('empty.noEmployees')}>{t('empty.noEmployeesText')}</EmptyState>
      ) : grid?.columns.length === 0 ? (
        <EmptyState
          title={t('empty.dayOff')}
          action={<LinkButton to={links.create}>{t('newBooking')}</LinkButton>}
        >
          {t('empty.dayOffText')}
        </EmptyState>
      ) : null}
      {notWorking.length > 0 ? (
        <p className="mt-3 text-sm text-ink-soft">{t('notWorking', { names: notWorking.join(', ') })}</p>
      ) : null}
      {grid ? <CalendarFoot wholeDay={links.hours} isWholeDay={view.search.isWholeDay} /> : null}
    </div>
  );
}
