import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { noAnswer, type ActAnswer, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { answerAct, valuesOf } from '#app/features/dashboard/answer-act.server.ts';
import {
  may,
  openSalon,
  requireRight,
  pageNotFound,
  type StaffPage,
} from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { undoUnlessChanged, workingTimeChanged } from '#app/features/settings/change-words.server.ts';
import { shouldRevalidate } from '#app/features/dashboard/revalidate.ts';
import { EditForm } from '#app/features/dashboard/edit-form.tsx';
import { StretchFields } from '#app/features/settings/stretch-fields.tsx';
import {
  packStretches,
  readStretches,
  stretchErrors,
  unpackStretches,
  writeStretch,
} from '#app/features/settings/stretch-values.server.ts';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { hoursInWords } from '#app/features/settings/hours-words.server.ts';
import { Card } from '#app/ui/card.tsx';
import { Button } from '#app/ui/button.tsx';
import { Checkbox, Fieldset } from '#app/ui/choice.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { setHoursInput } from '#server/modules/salon/salon.schema.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7];
/** Signs that the undo of a week may take in the cookie that carries it; a week with more is not undone by one touch. */
const mostUndone = 800;
const dayName = (weekday: number) => `d${String(weekday)}`;

/** Whose week the address asks for; without a name, the first one's. */
async function findEmployees({ api, salonId, url }: StaffPage) {
  const all = await api.salon.employees({ salonId });
  const employees = all.filter(({ archivedAt }) => archivedAt === null);
  const asked = url.searchParams.get('employee');
  const employee = asked ? employees.find(({ id }) => id === asked) : employees[0];
  if (asked && !employee) throw pageNotFound();
  return { employees, employee };
}

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  requireRight(page, 'seeHours');
  const { api, salonId, formats } = page;
  const { employees, employee } = await findEmployees(page);
  const { hours, version } = employee
    ? await api.salon.hours({ salonId, employeeId: employee.id })
    : { hours: [], version: '' };
  return {
    title: page.titled(textsOf(page.locale, 'settings')('hours.title')),
    here: `${page.base}/settings/hours`,
    canChange: may(page, 'changeHours'),
    employeeId: employee?.id ?? '',
    employees: employees.map(({ id, name }) => ({ id, name })),
    version,
    days: weekdays.map((weekday) => {
      const own = hours
        .filter((stretch) => stretch.weekday === weekday)
        .sort((a, b) => a.fromMinute - b.fromMinute);
      return {
        weekday,
        name: formats.weekday(weekday),
        hours: hoursInWords(own, page),
        stretches: own.map(writeStretch),
      };
    }),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const { api, salonId, locale, url } = page;
  if (form.has('copy')) return data({ ...noAnswer, values: copied(valuesOf(form)), isCopied: true });
  const { employee } = await findEmployees(page);
  if (!employee) throw pageNotFound();
  const to = `${url.pathname}${url.search}`;
  const t = textsOf(locale, 'settings');
  return answerAct(page, { request: args.request, form, to }, async (): Promise<ActOutcome> => {
    const place = { salonId, employeeId: employee.id, version: textField(form, 'version') };
    if (form.has('undo')) {
      const input = setHoursInput.safeParse({ ...place, hours: unpackStretches(textField(form, 'undo')) });
      if (!input.success) throw pageNotFound();
      return undoUnlessChanged(page, async () => {
        const change = await api.salon.setHours(input.data);
        return workingTimeChanged(t('hours.undone', { name: employee.name }), change, page);
      });
    }
    const read = weekdays.flatMap((weekday) =>
      readStretches(form, dayName(weekday)).map((stretch) => ({ ...stretch, weekday })),
    );
    const input = setHoursInput.safeParse({ ...place, hours: read });
    if (!input.success) return { kind: 'invalid', errors: stretchErrors(locale, input.error, 'hours', read) };
    const change = await api.salon.setHours(input.data);
    const packed = packStretches(change.previous);
    const undo = packed.length < mostUndone ? { undo: packed, version: change.version } : null;
    return workingTimeChanged(t('hours.done', { name: employee.name }), change, page, { undo });
  });
}

/** The form with one day's times at the ticked ones too. Nothing is saved before somebody has looked it over. */
function copied(values: Record<string, string>): Record<string, string> {
  const from = `${values.copyFrom ?? ''}-`;
  const isTarget = (name: string) => `to-${name.split('-')[0] ?? ''}` in values;
  const kept = Object.entries(values).filter(([name]) => !isTarget(name) && !name.startsWith('to-'));
  const emptied = Object.keys(values)
    .filter(isTarget)
    .map((name) => [name, '']);
  const times = Object.entries(values).filter(([name]) => name.startsWith(from));
  const given = weekdays
    .map(dayName)
    .filter((day) => `to-${day}` in values)
    .flatMap((day) => times.map(([name, time]) => [`${day}-${name.slice(from.length)}`, time]));
  return Object.fromEntries([...kept, ...emptied, ...given]) as Record<string, string>;
}

export const meta = pageMeta;
export { shouldRevalidate };

export default function Hours() {
  const { t } = useTranslation(['settings', 'dashboard']);
  const { here, canChange, employeeId, employees, version, days } = useLoaderData<typeof loader>();
  const answer: ActAnswer & { isCopied?: boolean } = useActionData<typeof action>() ?? noAnswer;
  const { isCopied = false } = answer;
  /** Always one empty row, and all that were typed. */
  const rowsOf = (weekday: number, stretches: number) => {
    const typed = Object.keys(answer.values).filter(
      (name) => name.startsWith(`${dayName(weekday)}-`) && name.endsWith('-from'),
    );
    return Math.max(stretches + 1, typed.length);
  };
  if (employees.length === 0) return <EmptyState title={t('employees.none')} />;
  return (
    <>
      <DashboardTitle lead={canChange ? t('hours.lead') : undefined}>{t('hours.title')}</DashboardTitle>
      <div className="grid max-w-2xl gap-5">
        <Form method="get" action={here} className="flex flex-wrap items-end gap-x-4 gap-y-3">
          <SelectField
            key={employeeId}
            id="employee"
            name="employee"
            label={t('hours.whose')}
            defaultValue={employeeId}
            className="grow basis-52"
          >
            {employees.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <Button type="submit" look="secondary">
            {t('dashboard:filter.show')}
          </Button>
        </Form>
        {canChange ? (
          <EditForm
            // What was saved or copied, or another's week, fills the fields anew.
            key={`${employeeId} ${version} ${isCopied ? JSON.stringify(answer.values) : ''}`}
            answer={answer}
            version={version}
            submit={t('save')}
            otherActs={
              <Fieldset
                id="copying"
                legend={t('hours.copyTitle')}
                className="w-full border-t border-line pt-4"
              >
                <SelectField
                  id="copyFrom"
                  name="copyFrom"
                  label={t('hours.copyFrom')}
                  defaultValue={answer.values.copyFrom ?? dayName(1)}
                >
                  {days.map(({ weekday, name }) => (
                    <option key={weekday} value={dayName(weekday)}>
                      {name}
                    </option>
                  ))}
                </SelectField>
                <Fieldset id="copyTo" legend={t('hours.copyDaysTo')}>
                  <div className="flex flex-wrap gap-x-5">
                    {days.map(({ weekday, name }) => (
                      <Checkbox
                        key={weekday}
                        id={`to-${dayName(weekday)}`}
                        name={`to-${dayName(weekday)}`}
                        label={name}
                        defaultChecked={answer.values[`to-${dayName(weekday)}`] !== undefined}
                      />
                    ))}
                  </div>
                </Fieldset>
                <div>
                  <Button type="submit" name="copy" value="on" look="secondary">
                    {t('hours.copy')}
                  </Button>
                </div>
              </Fieldset>
            }
          >
            {isCopied ? (
              <Notice tone="calm" live="polite">
                {t('hours.copied')}
              </Notice>
            ) : null}
            {days.map(({ weekday, name, stretches }) => (
              <Fieldset key={weekday} id={dayName(weekday)} legend={<DayName>{name}</DayName>}>
                <StretchFields
                  of={dayName(weekday)}
                  day={name}
                  stretches={stretches}
                  rows={rowsOf(weekday, stretches.length)}
                  answer={answer}
                />
              </Fieldset>
            ))}
          </EditForm>
        ) : (
          <WeekList days={days} />
        )}
      </div>
    </>
  );
}

/** The week for those who may see it and not change it. */
function WeekList({ days }: { days: readonly { weekday: number; name: string; hours: string }[] }) {
  const { t } = useTranslation('settings');
  return (
    <Card>
      <dl className="grid gap-3">
        {days.map(({ weekday, name, hours }) => (
          <div key={weekday} className="grid gap-x-4 sm:grid-cols-[10rem_1fr]">
            <dt className="font-semibold">
              <DayName>{name}</DayName>
            </dt>
            <dd>{hours || t('hours.free')}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function DayName({ children }: { children: string }) {
  return <span className="inline-block first-letter:uppercase">{children}</span>;
}
