import { data } from '@remix-run/node';
import { redirectSaying } from '#app/features/dashboard/flash.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import {
  editedWindows,
  newWishForm,
  readWishForm,
  wishFieldId,
  wishOf,
} from '#app/features/join/wish-form.ts';
import { wishOptions } from '#app/features/join/wish-options.server.ts';
import { formErrors, inOrderOf, problemsOf, textField, type FieldProblem } from '#app/form-errors.server.ts';
import { namedCustomer } from '#app/features/who/named-customer.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { languageNames, textsOf } from '#app/texts.server.ts';
import { addDays } from '#app/ui/formats.ts';
import { localeSchema } from '#server/modules/salon/salon.schema.ts';
import {
  changeEntryInput,
  createEntryInput,
  type EntryDetails,
} from '#server/modules/waitlist/waitlist.schema.ts';
import { idOf, type ServiceId } from '#server/platform/ids.schema.ts';
import { changeWords, seenOf, stateWords } from './act-view.server.ts';
import { differencesOf } from './differences.server.ts';
import { openEntry } from './open-entry.server.ts';
import { timelineOf } from './timeline.server.ts';
import type { WishAnswer, WishValues } from './wish-values.ts';

/** How far a new wish reaches, unless staff say otherwise. */
const defaultDays = 13;

/** What the form of a wish lets choose from; for an entry that exists, only those who do its service, and its own notice too. */
export async function wishChoices(
  { api, salon, formats, locale }: StaffPage,
  entry?: Pick<EntryDetails, 'service' | 'leadTimeMinutes'>,
) {
  const offered = await api.salon.bySlug({ slug: salon.slug });
  const people = offered.employees.filter(
    ({ serviceIds }) => !entry || serviceIds.includes(idOf<ServiceId>(entry.service.id)),
  );
  return {
    people,
    options: wishOptions(
      locale,
      formats,
      people,
      [offered.today, offered.lastBookableDate],
      entry?.leadTimeMinutes,
    ),
    serviceGroups: offered.serviceGroups.map(({ category, services }) => ({
      category,
      services: services.map(({ id, name }) => ({
        id,
        name,
        employeeIds: people.filter(({ serviceIds }) => serviceIds.includes(id)).map((person) => person.id),
      })),
    })),
    languages: languageNames(),
  };
}

/** The form for any day of the next two weeks: empty, or with the customer whom the address names. */
export async function newWish(page: StaffPage): Promise<WishValues> {
  const { today, salon, url } = page;
  const customer = await namedCustomer(page, url.searchParams.get('customer'));
  return {
    serviceId: url.searchParams.get('service') ?? '',
    customerId: '',
    name: customer?.name ?? '',
    phone: customer?.phone ?? '',
    email: customer?.email ?? '',
    locale: customer?.locale ?? salon.locale,
    notes: '',
    seen: '',
    wish: newWishForm(today, addDays(today, defaultDays), null),
  };
}

function readValues(form: FormData): WishValues {
  return {
    serviceId: textField(form, 'serviceId'),
    customerId: textField(form, 'customerId'),
    name: textField(form, 'name'),
    phone: textField(form, 'phone'),
    email: textField(form, 'email'),
    locale: textField(form, 'locale'),
    notes: textField(form, 'notes'),
    seen: textField(form, 'seen'),
    wish: readWishForm(form),
  };
}

/** The form again, with all that was typed. */
function again(values: WishValues, status: number, answer: Partial<WishAnswer> = {}) {
  return data<WishAnswer>(
    { refusal: null, errors: [], values, differences: [], added: null, ...answer },
    { status },
  );
}

/** "Add another time" and "Remove time 2": the form again, with a window more or less; null for what is to be saved. */
function edited(values: WishValues, form: FormData) {
  const intent = textField(form, 'intent');
  const wish = editedWindows(values.wish, intent);
  const added = intent === 'add' ? (wish?.windows.at(-1)?.id ?? null) : null;
  return wish && again({ ...values, wish }, 200, { added });
}

function faulty(values: WishValues, problems: readonly FieldProblem[], { locale }: StaffPage) {
  const errors = formErrors(locale, problems, (path) => wishFieldId(values.wish, path));
  const t = textsOf(locale, 'waitlist');
  // The general words speak to customers of themselves.
  const own: Record<string, string | false> = {
    name: values.name.trim() === '' && t('form.nameRequired'),
    phone: values.phone.trim() === '' && t('form.contactMissing'),
  };
  const ordered = inOrderOf(['name', 'phone', 'email', 'serviceId'], errors);
  return again(values, 422, {
    errors: ordered.map(({ fieldId, message }) => ({ fieldId, message: own[fieldId] || message })),
  });
}

/** Nobody among the chosen, or not all of them, do the service. */
function mismatch(values: WishValues, { locale }: StaffPage) {
  const message = textsOf(locale, 'waitlist')('form.employeeMismatch');
  return again(values, 422, { errors: [{ fieldId: 'employeeIds', message }] });
}

/** Puts somebody on the list. Who waits for the same already is named, with the way there. */
export async function addWish(page: StaffPage, request: Request) {
  const { api, salonId, base, locale } = page;
  const t = textsOf(locale, 'waitlist');
  const form = await readForm(request);
  const read = readValues(form);
  // Of a customer who is known it is settled, and the form has no field for it.
  const values = { ...read, locale: read.locale || page.salon.locale };
  const changed = edited(values, form);
  if (changed) return changed;

  const { people } = await wishChoices(page);
  const customer = await namedCustomer(page, values.customerId);
  if (values.customerId && !customer) {
    const text = textsOf(locale, 'dashboard')('who.gone');
    return again(values, 409, { refusal: { text, links: [] } });
  }
  const { notes } = values;
  const { name, phone, email } = customer ?? values;
  const input = createEntryInput.safeParse({
    salonId,
    wish: wishOf(values.wish, idOf<ServiceId>(values.serviceId), people),
    contact: { name, phone, email },
    customerId: customer?.id,
    notes,
    locale: localeSchema.safeParse(customer?.locale ?? values.locale).data,
  });
  if (!input.success) return faulty(values, problemsOf(input.error), page);
  const outcome = await api.waitlist.create(input.data);
  if (outcome.ok) {
    const entry = `${base}/waitlist/${outcome.entryId}`;
    return redirectSaying(entry, { text: t('form.created', { name }), links: [] }, request);
  }
  switch (outcome.reason) {
    case 'invalid':
      return faulty(values, outcome.fields, page);
    case 'employee_mismatch':
      return mismatch(values, page);
    case 'exists': {
      const links = [{ label: t('form.existsLink'), href: `${base}/waitlist/${outcome.entryId}` }];
      return again(values, 409, { refusal: { text: t('form.exists', { name }), links } });
    }
  }
}

/** How far the entry's history went when the form was made; with another program's form, that it was not said. */
export function readSeen(form: FormData): number | undefined {
  const text = textField(form, 'seen');
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Changes an entry's wish, note and, where it is another one, contact; then leads to `to`. */
export async function changeWish(entry: EntryDetails, page: StaffPage, request: Request, to: string) {
  const { api, salonId, locale } = page;
  const t = textsOf(locale, 'waitlist');
  const form = await readForm(request);
  const values = { ...readValues(form), serviceId: entry.service.id };
  const changed = edited(values, form);
  if (changed) return changed;

  const { people } = await wishChoices(page, entry);
  const { name, phone, email, notes } = values;
  const { customer } = entry;
  const isSameContact =
    name === customer.name && phone === (customer.phone ?? '') && email === (customer.email ?? '');
  const input = changeEntryInput.safeParse({
    salonId,
    entryId: entry.id,
    wish: wishOf(values.wish, idOf<ServiceId>(entry.service.id), people),
    contact: isSameContact ? undefined : { name, phone, email },
    notes,
    seen: readSeen(form),
  });
  if (!input.success) return faulty(values, problemsOf(input.error), page);
  const outcome = await api.waitlist.change(input.data);
  if (outcome.ok) return redirectSaying(to, { text: t('acts.change.done', { name }), links: [] }, request);
  switch (outcome.reason) {
    case 'invalid':
      return faulty(values, outcome.fields, page);
    case 'employee_mismatch':
      return mismatch(values, page);
    case 'unknown':
      return again(values, 409, { refusal: { text: t('form.gone'), links: [] } });
    case 'changed': {
      const now = await openEntry(page, entry.id);
      const last = timelineOf(now, page).find(({ reason }) => reason === 'preferences_changed');
      const text = t('refusals.changed', { change: last ? changeWords(last, page) : '' });
      const differences = differencesOf(now, { values, wish: input.data.wish, people }, page);
      // Whoever has read that may save all the same.
      const read = { ...values, seen: String(seenOf(now)) };
      return again(read, 409, { refusal: { text, links: [] }, differences });
    }
    default: {
      const state = stateWords(await openEntry(page, entry.id), page);
      const text = t(`refusals.${outcome.reason}`, { name: customer.name, state });
      return again(values, 409, { refusal: { text, links: [] } });
    }
  }
}
