import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import type { ComponentProps } from 'react';
import { errorAt, noAnswer } from '#app/features/dashboard/act-outcome.ts';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { may, openSalon, requireRight } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { EditForm } from '#app/features/dashboard/edit-form.tsx';
import { addTimeOff, putTimeOffBack, removeTimeOff } from '#app/features/settings/time-off-acts.server.ts';
import { timeOffView } from '#app/features/settings/time-off-view.server.ts';
import { TouchedBookings } from '#app/features/settings/touched-bookings.tsx';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Button } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { Table } from '#app/ui/table.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  requireRight(page, 'seeHours');
  return {
    title: page.titled(textsOf(page.locale, 'settings')('timeOff.title')),
    today: page.today,
    canChange: may(page, 'changeTimeOff'),
    ...(await timeOffView(page)),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const act = form.has('remove') ? removeTimeOff : form.has('putBack') ? putTimeOffBack : addTimeOff;
  return answerAct(page, { request: args.request, form, to: page.url.pathname }, () => act(page, form));
}

export const meta = pageMeta;

export default function TimeOff() {
  const { t } = useTranslation(['settings', 'common']);
  const { today, canChange, employees, timeOff, removeDoes } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return (
    <>
      <DashboardTitle lead={t('timeOff.lead')}>{t('timeOff.title')}</DashboardTitle>
      <div className="grid gap-6">
        {timeOff.length > 0 ? (
          <div className="grid gap-3">
            <Table
              caption={t('timeOff.title')}
              rows={timeOff}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'who',
                  header: t('timeOff.who'),
                  isRowHeader: true,
                  isBare: true,
                  cell: ({ who }) => who,
                },
                { key: 'when', header: t('timeOff.when'), cell: ({ when }) => when },
                { key: 'note', header: t('days.note'), cell: ({ note }) => note },
                {
                  key: 'bookings',
                  header: t('timeOff.bookings'),
                  cell: ({ bookings }) => <BookingsInIt bookings={bookings} />,
                },
                ...(canChange
                  ? [
                      {
                        key: 'remove',
                        header: t('timeOff.remove'),
                        cell: ({ id, who, when }: (typeof timeOff)[number]) => (
                          <Form method="post">
                            <Button
                              type="submit"
                              name="remove"
                              value={id}
                              look="plain"
                              size="small"
                              aria-label={t('timeOff.removeOf', { name: who, when })}
                            >
                              {t('timeOff.remove')}
                            </Button>
                          </Form>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
            {canChange ? <p className="max-w-2xl text-sm text-ink-soft">{removeDoes}</p> : null}
          </div>
        ) : (
          <EmptyState title={t('timeOff.none')}>{t('timeOff.noneText')}</EmptyState>
        )}
        {canChange ? (
          // The next one is another one: what was added empties the fields.
          <EditForm key={timeOff.map(({ id }) => id).join()} answer={answer} submit={t('timeOff.add')}>
            <h2 className="font-display text-xl">{t('timeOff.addTitle')}</h2>
            <SelectField
              id="employeeId"
              name="employeeId"
              label={t('timeOff.who')}
              defaultValue={answer.values.employeeId ?? ''}
              error={errorAt(answer, 'employeeId')}
            >
              <option value="">{t('timeOff.pickWho')}</option>
              {employees.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
            <p className="text-sm text-ink-soft">{t('timeOff.empty')}</p>
            <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
              {(['fromDate', 'fromTime', 'untilDate', 'untilTime'] as const).map((name) => (
                <TextField
                  key={name}
                  id={name}
                  name={name}
                  type={name.endsWith('Date') ? 'date' : 'time'}
                  min={name === 'untilDate' ? today : undefined}
                  label={t(`timeOff.${name}`)}
                  optional={name === 'fromDate' ? undefined : t('common:optional')}
                  defaultValue={answer.values[name] ?? ''}
                  error={errorAt(answer, name)}
                />
              ))}
            </div>
            <TextField
              id="note"
              name="note"
              label={t('days.note')}
              hint={t('days.noteHint')}
              optional={t('common:optional')}
              defaultValue={answer.values.note ?? ''}
              error={errorAt(answer, 'note')}
              maxLength={200}
              autoComplete="off"
            />
            <p className="text-sm text-ink-soft">{t('timeOff.does')}</p>
          </EditForm>
        ) : null}
      </div>
    </>
  );
}

/** A few stand there at once; more are unfolded. */
function BookingsInIt({ bookings }: ComponentProps<typeof TouchedBookings>) {
  const { t } = useTranslation('settings');
  if (bookings.length === 0) return t('timeOff.noBookings');
  if (bookings.length <= 3) return <TouchedBookings bookings={bookings} />;
  return (
    <details>
      <summary className="inline-flex min-h-11 cursor-pointer items-center underline underline-offset-4">
        {t('timeOff.hitCount', { count: bookings.length })}
      </summary>
      <TouchedBookings bookings={bookings} />
    </details>
  );
}
