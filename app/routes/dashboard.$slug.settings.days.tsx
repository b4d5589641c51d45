import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { errorAt, noAnswer, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import {
  may,
  openSalon,
  requireRight,
  pageNotFound,
  type StaffPage,
} from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { undoUnlessChanged, workingTimeChanged } from '#app/features/settings/change-words.server.ts';
import { hoursInWords } from '#app/features/settings/hours-words.server.ts';
import { EditForm } from '#app/features/dashboard/edit-form.tsx';
import { StretchFields } from '#app/features/settings/stretch-fields.tsx';
import {
  packStretches,
  readStretches,
  stretchErrors,
  unpackStretches,
} from '#app/features/settings/stretch-values.server.ts';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Checkbox, Fieldset } from '#app/ui/choice.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { Table } from '#app/ui/table.tsx';
import { useTranslation } from '#app/use-translation.ts';
import {
  removeExceptionInput,
  setExceptionInput,
  type ExceptionChange,
} from '#server/modules/salon/salon.schema.ts';

/** What the names of the fields for other hours begin with. */
const hoursName = 'open';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  requireRight(page, 'seeHours');
  const { api, salonId, formats, locale, today } = page;
  const [employees, days] = await Promise.all([
    api.salon.employees({ salonId }),
    api.salon.exceptions({ salonId, from: today }),
  ]);
  const t = textsOf(locale, 'settings');
  const names = new Map(employees.map(({ id, name }) => [id, name]));
  return {
    title: page.titled(t('days.title')),
    today,
    canChange: may(page, 'changeHours'),
    employees: employees
      .filter(({ archivedAt }) => archivedAt === null)
      .map(({ id, name }) => ({ id, name })),
    days: days.map(({ employeeId, date, stretches, note }) => ({
      employeeId: employeeId ?? '',
      date,
      day: formats.day(date, today),
      who: employeeId ? (names.get(employeeId) ?? '') : t('days.everybody'),
      hours: hoursInWords(stretches, page) || t('days.isClosed'),
      note,
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const { api, salonId, locale, url, formats, today } = page;
  const t = textsOf(locale, 'settings');
  const place = { salonId, employeeId: textField(form, 'who') || null, date: textField(form, 'date') };
  return answerAct(page, { request: args.request, form, to: url.pathname }, async (): Promise<ActOutcome> => {
    if (form.has('undo')) return undoUnlessChanged(page, () => undoDay(page, form, place));
    if (form.has('remove')) {
      const input = removeExceptionInput.safeParse(place);
      if (!input.success) throw pageNotFound();
      const change = await api.salon.removeException(input.data);
      return workingTimeChanged(
        t('days.removed', { date: formats.day(input.data.date, today) }),
        change,
        page,
        { undo: undoFields(input.data, change) },
      );
    }
    const read = form.has('closed') ? [] : readStretches(form, hoursName);
    const input = setExceptionInput.safeParse({ ...place, stretches: read, note: textField(form, 'note') });
    if (!input.success)
      return { kind: 'invalid', errors: stretchErrors(locale, input.error, 'stretches', read) };
    if (!form.has('closed') && read.length === 0)
      return { kind: 'invalid', errors: [{ fieldId: 'closed', message: t('days.needsHours') }] };
    const change = await api.salon.setException(input.data);
    return workingTimeChanged(t('days.done', { date: formats.day(input.data.date, today) }), change, page, {
      undo: undoFields(input.data, change),
    });
  });
}

/** What a form sends to give a date back what it had: its hours (none: closed), or nothing of its own. */
function undoFields(
  { employeeId, date }: { employeeId: string | null; date: string },
  { previous, version }: ExceptionChange,
): Record<string, string> {
  return {
    undo: previous ? 'set' : 'remove',
    who: employeeId ?? '',
    date,
    version,
    hours: packStretches(previous?.stretches ?? []),
    note: previous?.note ?? '',
  };
}

async function undoDay(
  page: StaffPage,
  form: FormData,
  place: { salonId: StaffPage['salonId']; employeeId: string | null; date: string },
): Promise<ActOutcome> {
  const { api, formats, locale, today } = page;
  const said = textsOf(locale, 'settings')('days.undone', { date: formats.day(place.date, today) });
  const input = setExceptionInput.safeParse({
    ...place,
    version: textField(form, 'version'),
    note: textField(form, 'note'),
    stretches: unpackStretches(textField(form, 'hours')),
  });
  if (!input.success) throw pageNotFound();
  const isBare = textField(form, 'undo') === 'remove';
  const change = await (isBare ? api.salon.removeException(input.data) : api.salon.setException(input.data));
  return workingTimeChanged(said, change, page);
}

export const meta = pageMeta;

export default function SpecialDays() {
  const { t } = useTranslation(['settings', 'common']);
  const { today, canChange, employees, days } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return (
    <>
      <DashboardTitle lead={t('days.lead')}>{t('days.title')}</DashboardTitle>
      <div className="grid gap-6">
        {days.length > 0 ? (
          <Table
            caption={t('days.title')}
            rows={days}
            rowKey={({ date, employeeId }) => `${date} ${employeeId}`}
            columns={[
              {
                key: 'date',
                header: t('days.date'),
                isRowHeader: true,
                isBare: true,
                cell: ({ day }) => day,
              },
              { key: 'who', header: t('days.who'), cell: ({ who }) => who },
              { key: 'hours', header: t('tabs.hours'), cell: ({ hours }) => hours },
              { key: 'note', header: t('days.note'), cell: ({ note }) => note },
              ...(canChange
                ? [
                    {
                      key: 'remove',
                      header: t('days.remove'),
                      cell: ({ date, day, employeeId, who }: (typeof days)[number]) => (
                        <Form method="post">
                          <input type="hidden" name="who" value={employeeId} />
                          <input type="hidden" name="date" value={date} />
                          <Button
                            type="submit"
                            name="remove"
                            value="on"
                            look="plain"
                            size="small"
                            aria-label={t('days.removeOf', { date: day, who })}
                          >
                            {t('days.remove')}
                          </Button>
                        </Form>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        ) : (
          <EmptyState title={t('days.none')}>{t('days.noneText')}</EmptyState>
        )}
        {/* The next day is another one: what was saved empties the fields. */}
        {canChange ? (
          <EditForm
            key={days.map(({ date, employeeId }) => `${date} ${employeeId}`).join()}
            answer={answer}
            submit={t('days.add')}
          >
            <SelectField
              id="who"
              name="who"
              label={t('days.who')}
              defaultValue={answer.values.who ?? ''}
              error={errorAt(answer, 'employeeId')}
            >
              <option value="">{t('days.everybody')}</option>
              {employees.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
            <TextField
              id="date"
              name="date"
              type="date"
              min={today}
              label={t('days.date')}
              defaultValue={answer.values.date ?? ''}
              error={errorAt(answer, 'date')}
              className="max-w-56"
            />
            <Checkbox
              id="closed"
              name="closed"
              label={t('days.isClosed')}
              defaultChecked={answer.values.closed !== undefined}
              error={errorAt(answer, 'closed')}
            />
            <Fieldset id={hoursName} legend={t('days.other')}>
              <StretchFields of={hoursName} day={t('days.other')} stretches={[]} rows={3} answer={answer} />
            </Fieldset>
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
          </EditForm>
        ) : null}
      </div>
    </>
  );
}
