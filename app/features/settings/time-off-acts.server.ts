import { refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { formErrors, problemsOf, textField, type FieldProblem } from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { addTimeOffInput, removeTimeOffInput } from '#server/modules/salon/salon.schema.ts';
import { localDateSchema } from '#server/modules/salon/time.schema.ts';
import { workingTimeChanged } from './change-words.server.ts';
import { readDayMinute } from './day-minute.ts';
import { timeOffSpan } from './time-off-view.server.ts';

const dayEnd = 1440;

/** Adds what the form says in the salon's local time: whole days where a time was left empty. */
export async function addTimeOff(page: StaffPage, form: FormData): Promise<ActOutcome> {
  const fromDate = textField(form, 'fromDate');
  const untilDate = textField(form, 'untilDate') || fromDate;
  const [fromTime, untilTime] = [textField(form, 'fromTime').trim(), textField(form, 'untilTime').trim()];
  const untilMinute = untilTime === '' ? dayEnd : readDayMinute(untilTime);
  const input = addTimeOffInput.safeParse({
    salonId: page.salonId,
    employeeId: textField(form, 'employeeId'),
    startsAt: { date: fromDate, minute: fromTime === '' ? 0 : readDayMinute(fromTime) },
    // A field for a time of day has no 24:00: an end at midnight is the day's end.
    endsAt: { date: untilDate, minute: untilMinute === 0 ? dayEnd : untilMinute },
    note: textField(form, 'note'),
  });
  if (input.success) return added(page, input.data);
  const t = textsOf(page.locale, 'settings');
  const edge = (name: 'from' | 'until', date: string, minute: number): FieldProblem[] => [
    ...(localDateSchema.safeParse(date).success ? [] : [{ field: `${name}Date`, problem: 'date_invalid' }]),
    ...(Number.isNaN(minute) ? [{ field: `${name}Time`, problem: 'time_invalid' }] : []),
  ];
  const others = problemsOf(input.error).filter(({ field }) => !/^(starts|ends)At(\.|$)/.test(field));
  const edges = [
    ...edge('from', fromDate, fromTime === '' ? 0 : readDayMinute(fromTime)),
    ...(untilDate === fromDate && textField(form, 'untilDate') === ''
      ? edge('until', '2000-01-01', untilMinute)
      : edge('until', untilDate, untilMinute)),
  ];
  const isBackwards = problemsOf(input.error).some(({ problem }) => problem === 'end_before_start');
  const backwards = untilDate < fromDate ? 'untilDate' : 'untilTime';
  const problems = [
    ...others,
    ...edges,
    ...(isBackwards ? [{ field: backwards, problem: 'end_before_start' }] : []),
  ];
  return {
    kind: 'invalid',
    errors: formErrors(page.locale, problems).map(({ fieldId, message }) => ({
      fieldId,
      message: fieldId === 'employeeId' ? t('timeOff.whoRequired') : message,
    })),
  };
}

/** Adds again what was removed: the form holds the span as it was. */
export async function putTimeOffBack(page: StaffPage, form: FormData): Promise<ActOutcome> {
  const fields = Object.fromEntries(
    ['employeeId', 'startsAt', 'endsAt', 'note'].map((name) => [name, textField(form, name)]),
  );
  const input = addTimeOffInput.safeParse({ salonId: page.salonId, ...fields });
  if (!input.success) throw pageNotFound();
  return added(page, input.data);
}

/** Takes time off away; what was removed meanwhile is said to be. */
export async function removeTimeOff(page: StaffPage, form: FormData): Promise<ActOutcome> {
  const { api, salonId, locale, now } = page;
  const t = textsOf(locale, 'settings');
  const input = removeTimeOffInput.safeParse({ salonId, timeOffId: textField(form, 'remove') });
  if (!input.success) throw pageNotFound();
  const coming = await api.salon.timeOff({ salonId, from: now.toISOString() });
  const found = coming.find(({ id }) => id === input.data.timeOffId);
  if (!found) return refused(t('timeOff.gone'));
  const { employeeId, startsAt, endsAt, note } = found;
  const change = await api.salon.removeTimeOff(input.data);
  const said = t('timeOff.removed', {
    name: await nameOf(page, employeeId),
    when: timeOffSpan(found, page),
  });
  return workingTimeChanged(said, change, page, {
    undo: { putBack: 'on', employeeId, startsAt, endsAt, note },
  });
}

async function added(page: StaffPage, input: Parameters<StaffPage['api']['salon']['addTimeOff']>[0]) {
  const { api, salonId, locale, now } = page;
  const { got: change } = await addUnlessSkipped(api.salon.addTimeOff(input));
  if (!change) {
    const message = textsOf(locale, 'settings')('timeOff.skipped');
    return { kind: 'invalid' as const, errors: [{ fieldId: 'untilTime', message }] };
  }
  const coming = await api.salon.timeOff({ salonId, from: now.toISOString() });
  const span = coming.find(({ id }) => id === change.timeOffId);
  const t = textsOf(locale, 'settings');
  const said = t('timeOff.done', {
    name: await nameOf(page, input.employeeId),
    when: span ? timeOffSpan(span, page) : '',
  });
  return workingTimeChanged(said, change, page, {
    hits: 'timeOff.hits',
    undo: { remove: change.timeOffId },
  });
}

/** Of what keeps to the schema, only times that the clocks skip are refused. */
async function addUnlessSkipped<T>(call: Promise<T>): Promise<{ got: T | null }> {
  try {
    return { got: await call };
  } catch (fault) {
    if (fault instanceof Response && fault.status === 400) return { got: null };
    throw fault;
  }
}

async function nameOf({ api, salonId }: StaffPage, employeeId: string): Promise<string> {
  const employees = await api.salon.employees({ salonId });
  return employees.find(({ id }) => id === employeeId)?.name ?? '';
}
