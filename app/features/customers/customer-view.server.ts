import { readablePhone } from '#app/ui/phone.server.ts';
import { moment } from '#app/features/dashboard/moments.server.ts';
import { may, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { describeWindow } from '#app/features/entry/describe-window.server.ts';
import { messageWords } from '#app/features/messages/message-words.server.ts';
import { formatsOf, languageNames, textsOf } from '#app/texts.server.ts';
import type {
  BookingOfCustomer,
  CustomerDetails,
  CustomerNote,
  EntryOfCustomer,
} from '#server/modules/customers/customers.schema.ts';
import { consentViews } from './consent-view.server.ts';
import { customerPath } from './open-customer.server.ts';

/** All that a customer's page shows, in finished words. */
export function customerView(customer: CustomerDetails, page: StaffPage) {
  const { locale, formats } = page;
  const t = textsOf(locale, 'customers');
  const here = customerPath(page, customer.id);
  const { name, phone, email } = customer;
  const language = languageNames().find((each) => each.locale === customer.locale);
  return {
    here,
    id: customer.id,
    name,
    phone: phone && readablePhone(phone),
    email,
    isPhoneVerified: customer.phoneVerifiedAt !== null,
    isEmailVerified: customer.emailVerifiedAt !== null,
    language: language && { locale: language.locale, name: language.name },
    since: t('page.since', { date: formats.day(formats.localDate(customer.createdAt), page.today) }),
    upcoming: customer.upcoming.map((booking) => bookingView(booking, page)),
    past: customer.past.map((booking) => bookingView(booking, page)),
    hasMorePast: customer.hasMorePast,
    entries: customer.entries.map((entry) => entryView(entry, page)),
    messages: customer.messages.map((message) => messageWords(message, page)),
    notes: customer.notes.map((note) => noteView(note, page)),
    consents: consentViews(customer, page),
    duplicates: customer.duplicates.map((other) => ({
      id: other.id,
      line: t('page.duplicateLine', {
        name: other.name,
        same: formats.list(other.same.map((what) => t(`page.duplicateSame.${what}`))),
      }),
      name: other.name,
    })),
    history: customer.history.map((act, index) => ({ key: index, ...actView(act, page) })),
    mayMerge: may(page, 'mergeCustomers'),
    mayExport: may(page, 'exportCustomers'),
    mayErase: may(page, 'eraseCustomers'),
  };
}
export type CustomerPageView = ReturnType<typeof customerView>;

function bookingView(booking: BookingOfCustomer, page: StaffPage) {
  const { locale, today, base, salonId } = page;
  const t = textsOf(locale, 'customers');
  const formats = formatsOf(locale, booking.timeZone);
  const isHere = booking.salonId === salonId;
  return {
    id: booking.id,
    status: booking.status,
    when: formats.dateAndTime(booking.startsAt, today),
    what: t('page.with', {
      services: formats.list(booking.services),
      employees: formats.list(booking.employees),
    }),
    price: formats.price(booking.priceMinor, booking.currency),
    salon: isHere ? null : booking.salonName,
    notes: booking.notes,
    day: isHere ? `${base}/bookings?date=${formats.localDate(booking.startsAt)}` : null,
  };
}
export type BookingLine = ReturnType<typeof bookingView>;

function entryView(entry: EntryOfCustomer, page: StaffPage) {
  const { locale, base, salonId } = page;
  const t = textsOf(locale, 'customers');
  const formats = formatsOf(locale, entry.timeZone);
  const isHere = entry.salonId === salonId;
  return {
    id: entry.id,
    status: entry.status,
    service: entry.service.name,
    href: isHere && !entry.isRemoved ? `${base}/waitlist/${entry.id}` : null,
    salon: isHere ? null : entry.salonName,
    windows: entry.windows.map((window) => describeWindow(locale, formats, window)),
    since: t('page.waitingSince', { when: moment(entry.createdAt, page) }),
    offers: entry.offers.map((offer) => ({
      id: offer.id,
      line: t(`page.offers.${offer.status}`, {
        when: moment(offer.slotStart, page),
        employee: offer.employeeName,
        until: moment(offer.tokenExpiresAt, page),
        at: moment(offer.respondedAt ?? offer.createdAt, page),
      }),
    })),
  };
}
export type EntryLine = ReturnType<typeof entryView>;

export function noteView({ id, text, version, author, createdAt, edited }: CustomerNote, page: StaffPage) {
  const t = textsOf(page.locale, 'customers');
  const at = moment(createdAt, page);
  const written = author ? t('notes.written', { name: author, at }) : t('notes.writtenByNobody', { at });
  return {
    id,
    text,
    version,
    at,
    lines: edited ? [written, editedWords(edited, page)] : [written],
  };
}
export type NoteView = ReturnType<typeof noteView>;

function editedWords({ by, at }: NonNullable<CustomerNote['edited']>, page: StaffPage): string {
  const t = textsOf(page.locale, 'customers');
  const when = moment(at, page);
  return by ? t('notes.edited', { name: by, at: when }) : t('notes.editedByNobody', { at: when });
}

function actView({ action, by, at }: CustomerDetails['history'][number], page: StaffPage) {
  const t = textsOf(page.locale, 'customers');
  const when = moment(at, page);
  return { what: actionWords(action, page), when: by ? t('page.by', { at: when, name: by }) : when };
}

/** For whoever edited the details of a customer that a colleague has changed meanwhile: what was done to them last, and who did. */
export function changedWords({ history }: CustomerDetails, page: StaffPage): string {
  const last = history.find(({ action }) => action === 'customer.changed' || action === 'customer.merged');
  const t = textsOf(page.locale, 'customers');
  return last ? t('change.meanwhileBy', actView(last, page)) : textsOf(page.locale, 'settings')('changed');
}

// A code of the audit that has no words yet is told as something.
function actionWords(action: string, { locale }: StaffPage): string {
  const t = textsOf(locale, 'customers');
  switch (action) {
    case 'customer.changed':
      return t('actions.changed');
    case 'customer.note_added':
      return t('actions.note_added');
    case 'customer.note_changed':
      return t('actions.note_changed');
    case 'customer.note_removed':
      return t('actions.note_removed');
    case 'customer.opted_in':
      return t('actions.opted_in');
    case 'customer.opted_out':
      return t('actions.opted_out');
    case 'customer.merged':
      return t('actions.merged');
    case 'customer.exported':
      return t('actions.exported');
    default:
      return t('actions.other');
  }
}
