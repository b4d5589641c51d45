import { done, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { may, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { namedCustomer } from '#app/features/who/named-customer.server.ts';
import { formErrors, problemsOf, textField, type FieldProblem } from '#app/form-errors.server.ts';
import { languageNames, textsOf } from '#app/texts.server.ts';
import { createByStaffInput } from '#server/modules/bookings/bookings.schema.ts';
import { walkInSchema } from '#server/modules/salon/customers/contact.schema.ts';
import { localeSchema } from '#server/modules/salon/salon.schema.ts';
import { instantSchema, localDateSchema, localTimeSchema } from '#server/modules/salon/time.schema.ts';
import { employeeIdSchema, serviceIdSchema } from '#server/platform/ids.schema.ts';
import { conflictRefused, outsideHoursWords } from './change-times.server.ts';
import { isUnreachable } from './is-unreachable.ts';
import { emptyBooking, serviceOfLength, type BookingChoices, type NewBookingValues } from './new-booking.ts';

/** What the form of a new booking lets choose from. */
export async function bookingChoices(page: StaffPage): Promise<BookingChoices> {
  const { api, salon } = page;
  const offered = await api.salon.bySlug({ slug: salon.slug });
  return {
    employees: offered.employees.map(({ id, name }) => ({ id, name })),
    serviceGroups: offered.serviceGroups.map(({ category, services }) => ({
      category,
      services: services.map(({ id, name, durationMinutes, employeeIds }) => ({
        id,
        name,
        minutes: durationMinutes,
        employeeIds,
      })),
    })),
    languages: languageNames(),
    locale: salon.locale,
    seesCustomers: may(page, 'seeCustomers'),
  };
}

/** The form as the address fills it in: `at` an instant or `date`, `with` whom, and as long as `minutes`. */
export function newBooking({ url, formats, today }: StaffPage, choices: BookingChoices): NewBookingValues {
  const query = url.searchParams;
  const at = instantSchema.safeParse(query.get('at')).data;
  const employeeId = employeeIdSchema.safeParse(query.get('with')).data ?? '';
  return {
    ...emptyBooking(choices),
    employeeId,
    serviceId: serviceOfLength(choices, employeeId, Number(query.get('minutes'))),
    at: at ?? '',
    date: at ? formats.localDate(at) : (localDateSchema.safeParse(query.get('date')).data ?? today),
    time: at ? formats.time(at) : '',
  };
}

/** Books somebody in; what stands in the way is named. */
export async function addBooking(page: StaffPage, form: FormData): Promise<ActOutcome> {
  const { api, salonId, base, formats, locale, today } = page;
  const t = textsOf(locale, 'calendar');
  const said = textsOf(locale, 'dashboard');
  const [name, phone, email, notes, date, time, at, serviceId, secondId] = (
    ['name', 'phone', 'email', 'notes', 'date', 'time', 'at', 'serviceId', 'secondId'] as const
  ).map((field) => textField(form, field)) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const customerId = textField(form, 'customerId');
  // In the order of the fields.
  const read = {
    serviceId: serviceIdSchema.safeParse(serviceId),
    date: localDateSchema.safeParse(date),
    time: localTimeSchema.safeParse(time),
    employeeId: employeeIdSchema.safeParse(textField(form, 'employeeId')),
    customer: walkInSchema.safeParse({ name, phone, email }),
    notes: createByStaffInput.shape.notes.safeParse(notes),
  };
  const problems = Object.entries(read).flatMap(([field, part]): FieldProblem[] =>
    part.success
      ? []
      : problemsOf(part.error).map((problem) => ({ ...problem, field: problem.field || field })),
  );
  if (!read.serviceId.success || !read.employeeId.success || problems.length > 0) {
    return invalid(problems, page, { name, date, time });
  }
  const known = await namedCustomer(page, customerId);
  if (customerId && !known) return refused(said('who.gone'));
  const second = serviceIdSchema.safeParse(secondId);
  // An hour that the clocks show twice is told apart by the instant, as long as nobody has written another time.
  const isAsShown =
    instantSchema.safeParse(at).success && formats.localDate(at) === date && formats.time(at) === time;
  const outcome = await api.booking.createByStaff({
    salonId,
    serviceIds: [read.serviceId.data, ...(second.success ? [second.data] : [])],
    employeeId: read.employeeId.data,
    startsAt: isAsShown ? at : { date, time },
    customer: known ? { customerId: known.id } : { name, phone, email },
    notes,
    locale: localeSchema.safeParse(textField(form, 'locale')).data,
    withdrawOpening: form.has('withdraw'),
  });
  if (outcome.ok) {
    const { booking, outsideHours } = outcome;
    const when = formats.dateAndTime(booking.startsAt, today);
    const made = t('create.done', {
      name: booking.customer.name,
      when,
      employee: booking.items[0]?.employeeName,
    });
    const lines = [
      made,
      ...outsideHoursWords(outsideHours, page),
      ...(isUnreachable(booking) ? [t('create.untold')] : []),
    ];
    return done(lines.join(' '), {
      label: t('create.see'),
      href: `${base}/bookings/${booking.id}`,
    });
  }
  switch (outcome.reason) {
    case 'invalid':
      return invalid(outcome.fields, page, { name, date, time });
    case 'no_such_time':
      return { kind: 'invalid', errors: [{ fieldId: 'time', message: t('create.noSuchTime') }] };
    case 'taken':
    case 'held':
      return conflictRefused(outcome, page);
    default:
      return refused(said(`bookings.refusals.${outcome.reason}`, { name }));
  }
}

function invalid(
  problems: readonly FieldProblem[],
  { locale }: StaffPage,
  { name, date, time }: Pick<NewBookingValues, 'name' | 'date' | 'time'>,
): ActOutcome {
  const t = textsOf(locale, 'calendar');
  // The general words speak to customers of themselves.
  const own: Record<string, string | false> = {
    name: name.trim() === '' && t('create.nameRequired'),
    employeeId: t('create.employeeRequired'),
    date: date === '' && t('create.dateRequired'),
    time: time === '' && t('create.timeRequired'),
  };
  return {
    kind: 'invalid',
    errors: formErrors(locale, problems).map(({ fieldId, message }) => ({
      fieldId,
      message: own[fieldId] || message,
    })),
  };
}
